import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { mainPath, readUntil } from "../cli/run-command.ts";
import { jobId } from "./generated-job.ts";

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const reportPeak = `data:text/javascript,process.on("exit",()=>process.stderr.write("\\npeak "+process.resourceUsage().maxRSS))`;

let folder: string;
const servers: ChildProcess[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "crisscross-export-"));
});
afterEach(() => {
  for (const server of servers.splice(0)) server.kill();
});
afterAll(() => rm(folder, { recursive: true }));

/** An API in a process of its own, with a small heap unless more is needed, for a job of 20 cells. */
async function serve(samplesPerCell: number, heapMb = 96): Promise<string> {
  const argv = [`--max-old-space-size=${heapMb}`, here("serve-generated.ts"), String(samplesPerCell)];
  const server = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "inherit"] });
  servers.push(server);
  const url = await readUntil(server.stdout.setEncoding("utf8"), "\n");
  return url.trim();
}

/** Exports with the real command in a process with a small heap; gives the most memory it had resident, in MB. */
async function exportTo(path: string, url: string, format: string): Promise<number> {
  const argv = ["--max-old-space-size=48", "--import", reportPeak, mainPath, "export", jobId];
  const options = ["--api", url, "--token", "t", "--format", format, "--out", path];
  const { stderr } = await promisify(execFile)(process.execPath, [...argv, ...options]);
  return Number(/peak (\d+)$/.exec(stderr)?.[1]) / 1_024;
}

describe("an export", () => {
  it("of 100,000 samples needs no more memory than one of 10,000, and adds up to the matrix", async () => {
    const [small, large] = [join(folder, "small.csv"), join(folder, "large.csv")];
    const smallMb = await exportTo(small, await serve(500), "csv");
    const largeMb = await exportTo(large, await serve(5_000), "csv");
    const fileMb = (await stat(large)).size / 1_048_576;
    expect(fileMb).toBeGreaterThan(50);
    expect(largeMb - smallMb).toBeLessThan(30);

    const matrixPath = join(folder, "matrix.json");
    const response = await fetch(`${await serve(5_000, 512)}/v1/jobs/${jobId}/matrix`);
    await writeFile(matrixPath, await response.text());
    const { stdout } = await promisify(execFile)(process.execPath, [here("sum.mjs"), large, matrixPath]);
    expect(stdout).toMatch(/^100000 rows, \d{4} figures compared, 0 differ$/m);
  }, 180_000);

  it("leaves no half a file, and the old one as it was, when the API fails on the way", async () => {
    const out = join(folder, "broken.csv");
    await writeFile(out, "before");
    const url = await serve(500);
    const failing = exportTo(out, url, "csv");
    servers.splice(0)[0]?.kill();
    await expect(failing).rejects.toThrow(/nothing answers at http/);
    expect(await promisify(execFile)("cat", [out])).toMatchObject({ stdout: "before" });
    expect((await readdir(folder)).filter((name) => name.includes(".part"))).toEqual([]);
  });
});
