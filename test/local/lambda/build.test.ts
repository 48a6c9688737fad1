import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { until } from "../../support/until.ts";
import { startHost } from "./host.ts";
import { fixture, spec } from "./spec.ts";

/** Command lines of the processes this one has started and not seen end. */
function children(): string[] {
  const ids = readdirSync("/proc/self/task").flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, "utf8").split(" ").filter(Boolean),
  );
  return ids.map((id) => readFileSync(`/proc/${id}/cmdline`, "utf8"));
}

it.runIf(process.platform === "linux")(
  "once its functions are built, a host keeps no builder, and can still build",
  async () => {
    const { host, invoke } = await startHost([spec("one")]);
    await until(() => !children().some((line) => line.includes("esbuild")));
    await Promise.all([host.add(spec("two")), host.add(spec("three", fixture("http-user.handler")))]);
    await until(() => !children().some((line) => line.includes("esbuild")));
    expect((await invoke("three", {})).status).toBe(200);
  },
);
