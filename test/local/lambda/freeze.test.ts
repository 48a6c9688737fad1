import { spawnSync } from "node:child_process";
import { readMachineUs } from "@crisscross/local/time/times";
import { describe, expect, it } from "vitest";
import { until } from "../../support/until.ts";
import { startHost } from "./host.ts";
import { fixture, spec } from "./spec.ts";

interface Ticks {
  pid: number;
  ticksUs: number[];
}

/** As `ps` has it: T for a process that is stopped. */
const stateOf = (pid: number): string =>
  spawnSync("ps", ["-o", "stat=", "-p", String(pid)])
    .stdout.toString()
    .trim();

const ticking = spec("ticking", fixture("ticking.handler"));

describe.skipIf(process.platform === "win32")("an environment between its invocations", () => {
  it("stands still, its timers too, until the next event", async () => {
    const { invoke } = await startHost([ticking, spec("other")]);
    const { pid } = (await invoke("ticking", {})).payload as Ticks;
    await until(() => stateOf(pid).startsWith("T"));
    const stoppedUs = readMachineUs();
    for (let call = 0; call < 20; call++) await invoke("other", { sleepMs: 5 });
    const thawedUs = readMachineUs();
    const { ticksUs } = (await invoke("ticking", {})).payload as Ticks;
    expect(ticksUs.filter((us) => us > stoppedUs && us < thawedUs)).toEqual([]);
    expect(ticksUs.some((us) => us > thawedUs)).toBe(true);
    await until(() => stateOf(pid).startsWith("T"));
  });

  it("goes on where freezing is off", async () => {
    const { invoke, records } = await startHost([ticking], { freeze: false });
    const { pid } = (await invoke("ticking", { log: "afterwards" })).payload as Ticks;
    await until(() => records.some(({ message }) => message.includes("afterwards")));
    expect(stateOf(pid)).not.toMatch(/^T/);
  });

  it("leaves nothing behind when it is ended, or the host is stopped", async () => {
    const { invoke, host } = await startHost([ticking, spec("other")]);
    const { pid } = (await invoke("ticking", {})).payload as Ticks;
    const { pid: other } = (await invoke("other", {})).payload as Ticks;
    await until(() => [pid, other].every((one) => stateOf(one).startsWith("T")));
    const [first] = host.environments();
    expect(host.kill(first?.environmentId ?? "")).toBe(true);
    await until(() => stateOf(pid) === "");
    await host.stop();
    expect(stateOf(other)).toBe("");
  });
});
