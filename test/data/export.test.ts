import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mainPath } from "../cli/run-command.ts";
import { generateJob, jobId } from "../export/generated-job.ts";
import { serveApi } from "../export/serve-api.ts";

let api: Awaited<ReturnType<typeof serveApi>>;
let folder: string;
beforeAll(async () => {
  api = await serveApi(generateJob(20));
  folder = await mkdtemp(join(tmpdir(), "crisscross-out-"));
});
afterAll(async () => {
  api.server.close();
  await rm(folder, { recursive: true });
});

/** Runs a command under a shell's settings: its exit code and stderr. */
async function runUnder(setting: string, ...argv: string[]) {
  const env = { ...process.env, CRISSCROSS_TOKEN: "t" };
  const child = spawn("sh", ["-c", `${setting}`, process.execPath, mainPath, ...argv], { env });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const [exitCode] = (await once(child, "close")) as [number];
  return { exitCode, stderr };
}

describe("export to a disk that takes no more", () => {
  it("names the file, leaves nothing of it, and fails in words", async () => {
    const out = join(folder, "samples.csv");
    // A limit on the size of files, which everybody may set for himself.
    const { exitCode, stderr } = await runUnder(
      'ulimit -f 1; exec "$0" "$@"',
      "export",
      jobId,
      "--api",
      api.url,
      "--out",
      out,
    );
    expect(stderr).toContain(`crisscross: --out: ${out} cannot be written (EFBIG: file too large`);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(exitCode).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it.runIf(existsSync("/dev/full"))("says so too when it is stdout that is full", async () => {
    const { exitCode, stderr } = await runUnder('exec "$0" "$@" > /dev/full', "records", "--seed", "31");
    expect(stderr).toMatch(
      /^crisscross: stdout cannot be written \(ENOSPC: no space left on device, write\); what was written is incomplete\n$/,
    );
    expect(exitCode).toBe(1);
  });
});
