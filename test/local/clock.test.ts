import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

/** What a process that has just started makes of the machine's clock, in ms of its own: before, at and after one look. */
const look = `
  import { systemClock } from ${JSON.stringify(import.meta.resolve("@crisscross/local/clock"))};
  systemClock.nowMs();
  const before = systemClock.nowMs();
  const at = systemClock.atMs(Number(process.hrtime.bigint()) / 1000);
  console.log(JSON.stringify([before, at, systemClock.nowMs()]));
`;

it("agrees with the machine's clock from a process's first look on", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", look], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
  });
  const [before, at, after] = JSON.parse(stdout) as [number, number, number];
  expect(at).toBeGreaterThan(before - 0.2);
  expect(at).toBeLessThan(after + 0.2);
});
