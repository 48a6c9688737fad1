import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { otlpOf } from "@crisscross/core/traces/otlp";
import { perfettoOf } from "@crisscross/core/traces/perfetto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../../packages/cli/src/run.ts";
import { showMs } from "../../../packages/web/src/words/figures.ts";
import { generateJob, jobId } from "../../export/generated-job.ts";
import { serveApi } from "../../export/serve-api.ts";
import { createShell, runIn } from "../fake-shell.ts";

let api: { url: string; server: Server };
let folder: string;
const proofKey = "k".repeat(43);
beforeAll(async () => {
  api = await serveApi(generateJob(20), proofKey);
  folder = await mkdtemp(join(tmpdir(), "crisscross-samples-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await new Promise((resolve) => api.server.close(resolve));
});

const command = (...argv: string[]) => commandOn(100, ...argv);

async function commandOn(columns: number, ...argv: string[]) {
  const shell = createShell({ CRISSCROSS_TOKEN: "t" });
  shell.stdout.columns = columns;
  return runIn(shell, [...argv, "--api", api.url]);
}

describe("export", () => {
  it("writes CSV, NDJSON and JSON of the same samples", async () => {
    const csv = await command("export", jobId);
    const ndjson = await command("export", jobId, "--format", "ndjson");
    const json = await command("export", jobId, "--format", "json");
    expect([csv, ndjson, json].map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    const lines = csv.stdout.trimEnd().split("\n");
    const objects = ndjson.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const document = JSON.parse(json.stdout);
    expect(document.job).toMatchObject({ id: jobId, state: "complete", planned: 400 });
    expect(document.samples).toEqual(objects);
    expect(lines).toHaveLength(401);
    expect(lines[1]).toContain(objects[0].probe);
  });

  it("writes a file that is there when it is complete, and says so", async () => {
    const out = join(folder, "samples.csv");
    await writeFile(out, "before");
    const { exitCode, stdout, stderr } = await command("export", jobId, "--out", out);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "" });
    expect(stderr).toContain(`exported 400 samples of job ${jobId} to ${out}`);
    expect((await readFile(out, "utf8")).trimEnd().split("\n")).toHaveLength(401);
    expect(await readdir(folder)).toEqual(["samples.csv"]);
  });

  it.each([
    [
      ["export", jobId, "--out", "/nowhere/samples.csv"],
      2,
      "--out: /nowhere/samples.csv cannot be written (ENOENT",
    ],
    [["export", jobId, "--out", tmpdir()], 2, `--out: ${tmpdir()} cannot be written (it is a folder)`],
    [["export", jobId, "--format", "json", "--csv-safe"], 2, "--csv-safe is for --format csv"],
    [["export", jobId, "--format", "xml"], 2, '--format: "xml" is not accepted; accepted: csv, ndjson, json'],
  ])("%j is refused with %i", async (argv, code, words) => {
    const { exitCode, stderr } = await command(...argv);
    expect(exitCode).toBe(code);
    expect(stderr).toContain(words);
  });
});

describe("explain", () => {
  it.each([
    ["perfetto", perfettoOf],
    ["otlp", otlpOf],
  ] as const)("prints a probe as a trace: %s", async (format, traceOf) => {
    const sample = await command("explain", jobId, "ap-south-1.0", "--json");
    const { exitCode, stdout } = await command("explain", jobId, "ap-south-1.0", "--format", format);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual(traceOf(JSON.parse(sample.stdout)));
  });

  it("refuses a trace of a whole job", async () => {
    const { exitCode, stderr } = await command("explain", jobId, "--format", "otlp");
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      "--format: a trace is of one probe: name it after the job, such as ap-south-1.0",
    );
  });

  it("prints one probe's nested waits, bills, hops and way", async () => {
    const samples = (await command("export", jobId, "--format", "ndjson")).stdout.trimEnd().split("\n");
    const { probe } = samples.map((line) => JSON.parse(line)).find(({ outcome }) => outcome === "ok");
    const { exitCode, stdout } = await command("explain", jobId, probe, "--no-color", "--marks");
    expect(exitCode).toBe(0);
    for (const words of [
      `Probe ${probe}: `,
      "The way to the probe",
      "published to enqueued",
      "request to outer",
      "response from inner",
      "Where the waits went",
      "What was billed",
      "sent to inner",
    ])
      expect(stdout).toContain(words);
  });

  it("keeps every bar within the page", async () => {
    const { stdout } = await command("explain", jobId, "ap-south-1.1", "--no-color");
    const bars = stdout.split("\n").filter((line) => /[█░]/.test(line));
    expect(bars.length).toBeGreaterThan(4);
    for (const line of bars) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("prints where each cell's wait for inner went when no probe is named", async () => {
    expect((await command("explain", jobId, "--no-color")).stdout).toContain(
      "bare  outer waits for inner: mean ms, longest first\n",
    );
    const { exitCode, stdout } = await command("explain", jobId, "--no-color", "--all");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Where the waits went, job");
    expect(stdout).toContain("bare  outer waits for inner\n");
    expect(stdout).toMatch(/^Mumbai +N\. California +warm +\d+/m);
  });

  it.each([
    [140, 1],
    [100, 2],
    [80, 3],
  ])("prints all of it within %i columns", async (columns, tables) => {
    const { stdout } = await commandOn(columns, "explain", jobId, "--no-color", "--all");
    const lines = stdout.split("\n");
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
    const starts = lines.flatMap((line, at) => (/^\S+ {2}outer waits for inner$/.test(line) ? [at] : []));
    expect(starts).toHaveLength(2);
    for (const start of starts) {
      const end = lines.findIndex((line, at) => at > start && line.endsWith("billed, USD per million calls"));
      const heads = lines.slice(start, end).filter((line) => line.startsWith("from  "));
      expect(heads).toHaveLength(tables);
    }
    for (const head of ["observed", "distance", "variation", "handling", "init", "response+", "shares"])
      expect(stdout).toContain(head);
  });

  it("prints the documents themselves with --json", async () => {
    const sample = await command("explain", jobId, "ap-south-1.0", "--json");
    expect(JSON.parse(sample.stdout)).toMatchObject({ probe: "ap-south-1.0", job: jobId });
    const cells = await command("explain", jobId, "--json");
    expect(JSON.parse(cells.stdout).attribution).toHaveLength(20);
  });
});

describe("the API of a command", () => {
  const withoutApi = async (...argv: string[]) => {
    const { exitCode, stderr } = await runIn(createShell(), argv);
    return { exitCode, stderr };
  };

  it("is the one that runs on a data folder", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "crisscross-data-"));
    await writeFile(
      join(dataDir, "crisscross.json"),
      '{"what":"data of crisscross\'s local cloud","format":1}',
    );
    await writeFile(join(dataDir, "api"), `${api.url}\n`);
    await writeFile(join(dataDir, "token"), "t\n");
    await writeFile(join(dataDir, "proof-key"), `${proofKey}\n`);
    const shell = createShell();
    expect(await run(["export", jobId, "--data", dataDir], shell)).toBe(0);
    expect(shell.stdout.text.split("\n")).toHaveLength(402);
    await rm(dataDir, { recursive: true });
  });

  it("must be named, once, and must run", async () => {
    expect(await withoutApi("export", jobId, "--token", "t")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("--token is for --api"),
    });
    expect(await withoutApi("explain", jobId, "--data", folder, "--token", "t")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("it goes without --api and --token"),
    });
    expect(await withoutApi("explain", jobId, "--data", join(folder, "none"))).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("no job is kept in"),
    });
  });
});

describe("report", () => {
  it("writes the matrix as Markdown with the numbers of the API", async () => {
    const { exitCode, stdout } = await command("report", jobId, "--format", "markdown", "--stat", "mean");
    expect(exitCode).toBe(0);
    const answer = await fetch(`${api.url}/v1/jobs/${jobId}/matrix`, {
      headers: { authorization: "Bearer t" },
    });
    const { matrix } = (await answer.json()) as MatrixDocument;
    for (const { origin, variant, starts } of matrix.filter((row) => row.variant === matrix[0]?.variant)) {
      const ms = starts.warm?.measures.originWait?.mean;
      if (typeof ms === "number") expect(stdout, `${origin} ${variant}`).toContain(`| ${showMs(ms)}`);
    }
    expect(stdout).toContain("| from ↓ to → |");
  });

  it("writes a picture to a file", async () => {
    const out = join(folder, "matrix.svg");
    const { exitCode, stdout } = await command("report", jobId, "--format", "svg", "--out", out);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "" });
    expect(await readFile(out, "utf8")).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });

  it("names the variants of a job that has not the one asked for", async () => {
    const { exitCode, stderr } = await command("report", jobId, "--format", "svg", "--variant", "db-put");
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/--variant: the job has no db-put; it has \w/);
  });
});
