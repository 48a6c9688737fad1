import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { until } from "../../support/until.ts";
import { startHost } from "./host.ts";
import { reportOf } from "./report-of.ts";
import { fixture, spec } from "./spec.ts";

describe("an environment whose invocation", () => {
  it.each([
    ["timed out", { sleepMs: 20_000 }],
    ["exited", { exit: 3 }],
    ["threw where nobody caught it", { rejectLater: "lost", sleepMs: 20_000 }],
  ])("%s initialises again within the next one, in its duration and on its bill", async (_what, order) => {
    const { invoke, host, records } = await startHost([spec("one", { timeoutMs: 2_000 })]);
    const first = await invoke("one", {});
    const [environment] = host.environments();
    expect((await invoke("one", order)).functionError).toBe("Unhandled");
    expect(host.environments()).toMatchObject([
      { environmentId: environment?.environmentId, state: "idle", pid: undefined },
    ]);
    const again = await invoke("one", {});
    const { enteredMs } = again.payload as { enteredMs: number };
    const { durationMs, billedMs, initMs } = reportOf(again.log);
    expect(again.payload).toMatchObject({ served: 1 });
    expect(initMs).toBeNaN();
    // The handler's own clock began with its process.
    expect(durationMs).toBeGreaterThanOrEqual(Math.floor(enteredMs));
    expect(billedMs).toBe(Math.ceil(durationMs));
    const { pid } = first.payload as { pid: number };
    expect(host.environments()).toMatchObject([
      { environmentId: environment?.environmentId, state: "idle", invocations: 3 },
    ]);
    expect(host.environments()[0]?.pid).not.toBe(pid);
    expect(new Set(records.map(({ logStream }) => logStream)).size).toBe(1);
    const warm = await invoke("one", {});
    expect(warm.payload).toMatchObject({ served: 2 });
    expect(reportOf(warm.log).initMs).toBeNaN();
  });

  it("crashed initialises again within the next one's time limit", async () => {
    const traces = mkdtempSync(join(tmpdir(), "crisscross-test-"));
    onTestFinished(() => rmSync(traces, { recursive: true, force: true }));
    const once = { ...fixture("starting-once.handler"), timeoutMs: 1_500, variables: { TRACES: traces } };
    const { invoke, host } = await startHost([spec("once", once)]);
    expect((await invoke("once", {})).payload).toMatchObject({ errorType: "Runtime.ExitError" });
    for (let time = 0; time < 2; time++) {
      const late = await invoke("once", {});
      expect(late.payload).toMatchObject({ errorType: "Sandbox.Timedout" });
      expect(late.log).toMatch(/"platform\.start"/);
      expect(reportOf(late.log).durationMs).toBe(1_500);
    }
    expect(host.environments()).toHaveLength(1);
  });

  it.each(["throws", "exits"])(
    "waits for an INIT that %s is served by the next try, and pays for it",
    async (way) => {
      const traces = mkdtempSync(join(tmpdir(), "crisscross-test-"));
      onTestFinished(() => rmSync(traces, { recursive: true, force: true }));
      const failing = { ...fixture("failing-once.handler"), variables: { TRACES: traces, FAILS: way } };
      const { invoke, host } = await startHost([spec("once", failing)]);
      const first = await invoke("once", {});
      const { durationMs, billedMs, initMs } = reportOf(first.log);
      const { uptimeMs } = first.payload as { uptimeMs: number };
      expect(first.functionError).toBeUndefined();
      expect(initMs).toBeNaN();
      expect(durationMs).toBeGreaterThanOrEqual(Math.floor(uptimeMs));
      expect(billedMs).toBe(Math.ceil(durationMs));
      expect(host.environments()).toMatchObject([{ state: "idle", invocations: 1 }]);
    },
  );

  it("crashed keeps its credentials, and is ended when it stays unused", async () => {
    const { invoke, host } = await startHost([spec("one")], { idleMs: 1 });
    const { payload } = await invoke("one", { show: "environment" });
    await invoke("one", { exit: 1 });
    const key = (payload as Record<string, string>).AWS_ACCESS_KEY_ID ?? "";
    await until(() => host.environments().length === 0);
    await until(() => host.identify(key) === undefined);
  });
});
