import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../packages/cli/src/run.ts";
import { generateJob, jobId } from "../export/generated-job.ts";
import { serveApi } from "../export/serve-api.ts";
import { createShell, runIn } from "./fake-shell.ts";
import {
  alarmDetail,
  alarmList,
  dashboard,
  hostile,
  job,
  letters,
  matrix,
  problems,
  purged,
  spoilAll,
  spoiltOnes,
} from "./hostile-answers.ts";

/** What it answers: a document, or text as it is. */
let answer: (method: string, path: string) => { status?: number; body: unknown; link?: string };
const server = createServer((request, response) => {
  request.resume();
  const { status = 200, body, link } = answer(request.method ?? "", request.url ?? "");
  response.writeHead(status, { "x-note": "a\u009bb", ...(link !== undefined && { link }) });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
});
let url: string;
let truthful: { url: string; server: Server };
let folder: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  truthful = await serveApi(generateJob(5));
  folder = await mkdtemp(join(tmpdir(), "crisscross-hostile-"));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  truthful.server.close();
  await rm(folder, { recursive: true });
});

async function command(argv: readonly string[], env: Record<string, string> = {}) {
  const shell = createShell({ CRISSCROSS_TOKEN: "t", ...env });
  return runIn(shell, [...argv, "--api", url]);
}

const commanding = /[^\P{C}\n\t]|[\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
/** The codes of the styles and shades paint uses. */
const ours = new RegExp(`${"\u001b"}\\[(?:0|1|2|4|22|24|3[0-9]|9[0-7]|38;5;\\d+;48;5;\\d+|39;49)m`, "g");

function expectHarmless(text: string, colour = false) {
  const left = colour ? text.replace(ours, "") : text;
  expect(commanding.exec(left)?.[0], left.slice(0, 2_000)).toBeUndefined();
}

const read = async (path: string) => (await fetch(`${truthful.url}/v1/jobs/${jobId}${path}`)).json();

/** Every command that reads the API, the document it gets, and the option by which it prints that as it is. */
const commands: readonly { argv: string[]; document: () => unknown; json?: string[] }[] = [
  { argv: ["probe"], document: () => matrix, json: ["--json"] },
  { argv: ["probe", "--detail"], document: () => matrix },
  { argv: ["cancel", "j1"], document: () => job, json: ["--json"] },
  { argv: ["explain", "j1"], document: () => read("/attribution"), json: ["--json"] },
  {
    argv: ["explain", "j1", "p", "--marks"],
    document: () => read("/samples/ap-south-1.0"),
    json: ["--json"],
  },
  { argv: ["alarms", "--all"], document: () => alarmList, json: ["--json"] },
  { argv: ["alarms", "poison"], document: () => alarmDetail, json: ["--json"] },
  { argv: ["dashboard"], document: () => dashboard, json: ["--json"] },
  { argv: ["deadletters"], document: () => letters, json: ["--json"] },
];

/** The job it follows is a good one where the document is not a job itself. */
const answering =
  (document: unknown, followed: unknown = job) =>
  (method: string, path: string) =>
    method === "POST" || /^\/v1\/jobs\/[^/]*$/.test(path)
      ? { body: method === "DELETE" ? document : followed }
      : { body: document };

describe("text from an API that means harm", () => {
  describe.each(commands)("$argv", ({ argv, document, json }) => {
    it("reaches no terminal as a command, wherever it is in the document", async () => {
      const places = [...spoiltOnes(await document())];
      expect(places.length).toBeGreaterThan(4);
      let pages = 0;
      for (const { spoilt } of places) {
        answer = answering(spoilt);
        const plain = await command(argv);
        const coloured = await command(argv, { FORCE_COLOR: "1" });
        for (const text of [plain.stdout, plain.stderr]) expectHarmless(text);
        for (const text of [coloured.stdout, coloured.stderr]) expectHarmless(text, true);
        if (plain.stdout.includes("\\x1b]0;title")) pages++;
      }
      expect(pages).toBeGreaterThan(0);
    });

    it.runIf(json)("stays the same data as JSON", async () => {
      let documents = 0;
      for (const { spoilt } of spoiltOnes(await document())) {
        answer = answering(spoilt);
        const { stdout, stderr } = await command(
          [...argv.filter((word) => word !== "--detail"), ...(json ?? [])],
          {
            FORCE_COLOR: "1",
          },
        );
        expectHarmless(stdout);
        expectHarmless(stderr);
        if (stdout === "") continue;
        documents++;
        expect(JSON.parse(stdout)).toEqual(spoilt);
      }
      expect(documents).toBeGreaterThan(0);
    });

    it.each([400, 401, 404, 409, 418])("reaches none in an error %i", async (status) => {
      let quoting = 0;
      for (const body of [...problems.map(spoilAll), hostile, { detail: `x\n${hostile}` }]) {
        answer = () => ({ status, body });
        for (const option of [[], json ?? []]) {
          const { exitCode, stdout, stderr } = await command([...argv, ...option], { FORCE_COLOR: "1" });
          expect(exitCode).not.toBe(0);
          if (stderr.includes("title")) quoting++;
          expectHarmless(stdout);
          expectHarmless(stderr);
        }
      }
      expect(quoting).toBeGreaterThan(2);
    });

    it("reaches none when the answer is not understood", async () => {
      for (const body of [hostile, { id: hostile, [hostile]: 1 }, { ...job, state: hostile }]) {
        answer = () => ({ body });
        const { exitCode, stderr } = await command(argv, { FORCE_COLOR: "1" });
        expect(exitCode).toBe(1);
        expectHarmless(stderr);
      }
    });
  });

  it("reaches none by what a purge is answered with", async () => {
    for (const { spoilt } of spoiltOnes(purged)) {
      answer = () => ({ body: spoilt });
      const { stdout, stderr } = await command(["cancel", "j1", "--purge"], { FORCE_COLOR: "1" });
      expect(stdout + stderr).toContain("title");
      expectHarmless(stdout);
      expectHarmless(stderr);
    }
  });

  it("reaches none by the keys of a job's tags", async () => {
    answer = answering({ ...matrix, job: { ...matrix.job, tags: { [hostile]: hostile } } });
    const { stdout } = await command(["probe"]);
    expect(stdout).toMatch(/^tags +A\\x1b/m);
    expectHarmless(stdout);
  });

  it("reaches none by the job that probe follows", async () => {
    for (const { spoilt } of spoiltOnes({ ...job, state: "running" })) {
      answer = (method) => (method === "POST" ? { body: spoilt } : { status: 404, body: {} });
      const { stdout, stderr } = await command(["probe"], { FORCE_COLOR: "1" });
      expectHarmless(stdout, true);
      expectHarmless(stderr, true);
    }
  });

  it.each([["csv"], ["ndjson"], ["json"]])(
    "reaches no terminal and no file by an export as %s",
    async (format) => {
      const path = `/v1/jobs/${jobId}/samples?format=${format === "json" ? "ndjson" : format}`;
      const page = await (await fetch(`${truthful.url}${path}`)).text();
      const raw = page.replaceAll(
        "ap-south-1",
        `ap-south-1${format === "csv" ? hostile : "\u009b2J\u202e\u007f"}`,
      );
      const growing = { ...job, state: "running", id: `j1${hostile}` };
      answer = (_, asked) => ({ body: asked.includes("/samples") ? raw : growing });
      const out = join(folder, `samples.${format}`);
      const shown = await command(["export", "j1", "--format", format], { FORCE_COLOR: "1" });
      await command(["export", "j1", "--format", format, "--out", out]);
      expect(shown.stdout).toContain("ap-south-1");
      expectHarmless(shown.stdout);
      expectHarmless(shown.stderr);
      if (format.includes("json")) expect(shown.stdout).toContain("\\u009b");
      if (format === "ndjson")
        expect(
          shown.stdout
            .trimEnd()
            .split("\n")
            .map((line) => JSON.parse(line).origin),
        ).toContain("ap-south-1\u009b2J\u202e\u007f");
      const file = await readFile(out, "utf8");
      expectHarmless(file);
    },
  );

  it("leaves the screen of alarms --watch to its own moves", async () => {
    const stop = new AbortController();
    const shell = createShell({ CRISSCROSS_TOKEN: "t", FORCE_COLOR: "1" }, stop.signal);
    shell.stdout.isTTY = true;
    let looks = 0;
    answer = () => {
      looks++;
      if (looks === 2) return { status: 404, body: { detail: hostile } };
      if (looks > 3) stop.abort(new Error("seen enough"));
      return { body: { ...alarmList, failures: [{ region: hostile, reason: hostile }] } };
    };
    await run(["alarms", "--watch", "--every", "0.1", "--api", url], shell);
    const moves = new RegExp(`${"\u001b"}\\[(?:2J|K|J)`, "g");
    const frames = shell.stdout.text.split("\u001b[H").map((frame) => frame.replace(moves, ""));
    expect(frames.length).toBeGreaterThan(2);
    for (const frame of frames) expectHarmless(frame, true);
  });
});

describe("text that was typed", () => {
  it.each([
    [["probe", "--origins", hostile]],
    [["probe", `--${hostile}`]],
    [[hostile]],
    [["probe", hostile]],
    [["dashboard", "--data", `/nowhere/${hostile.replaceAll("\u0000", "")}`]],
    [["explain", hostile]],
    [["export", "j1", "--format", hostile]],
    [["records", "--seed", hostile]],
    [["logs", "parse", `/nowhere/${hostile.replaceAll("\u0000", "")}`]],
    [["alarms", "--watch", "--every", hostile]],
    [["up", "--port", hostile]],
  ])("is shown without its commands: %j", async (argv) => {
    const shell = createShell({ FORCE_COLOR: "1" });
    expect(await run(argv, shell)).not.toBe(0);
    expectHarmless(shell.stdout.text);
    expectHarmless(shell.stderr.text);
  });

  it("does not lose the colours that are ours", async () => {
    answer = answering(matrix);
    const { stdout } = await command(["probe"], { FORCE_COLOR: "1" });
    expect(stdout).not.toBe(stripVTControlCharacters(stdout));
    const plain = (await command(["probe", "--no-color"], { FORCE_COLOR: "1" })).stdout;
    expect(plain).toBe(stripVTControlCharacters(plain));
  });
});
