import { execFile } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listAttempts } from "./attempts.ts";
import { readContents, untilQuiet } from "./contents.ts";
import { canLook, listDoors, listFamily } from "./processes.ts";
import { type Running, startUp } from "./running.ts";
import type { Findings, Task } from "./stranger.ts";

const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
const run = promisify(execFile);
let up: Running;
let ownPorts: number[];

beforeAll(async () => {
  up = await startUp();
  await untilQuiet(up);
  ownPorts = [up.apiUrl, up.endpoint].map((url) => Number(new URL(url).port));
  chmodSync(dirname(up.dataDir), 0o755);
});
afterAll(() => up?.stop());

/** Every port of the cloud and its children, where the machine tells; else those that `up` prints. */
function listPorts(): number[] {
  if (!canLook) return ownPorts;
  return listDoors(listFamily(up.pid)).map((door) => Number(door.split(":").at(-1)));
}

async function tryAll(task: Partial<Task>): Promise<Findings> {
  const script = fileURLToPath(new URL("stranger.ts", import.meta.url));
  const whole = { attempts: listAttempts(up.job), accessKeyId: up.operator.accessKeyId, ports: listPorts() };
  const running = run(process.execPath, [script], { env: {}, maxBuffer: 64 * 1024 * 1024 });
  running.child.stdin?.end(JSON.stringify({ files: [], ...whole, ...task }));
  const { stdout } = await running;
  return JSON.parse(stdout) as Findings;
}

/** Refusals that name nothing of what is kept, and the page that everybody gets, which is the same for every stage. */
async function expectNothingTold({ answers }: Findings): Promise<void> {
  const page = await (await fetch(`${up.apiUrl}/`)).text();
  expect(answers.length).toBeGreaterThan(100);
  expect(answers.filter(({ status, text }) => status < 400 && text !== page)).toEqual([]);
  for (const secret of [
    up.token,
    up.operator.secretAccessKey,
    up.operator.accessKeyId,
    "SharedPrice",
    "vendedlogs",
  ])
    expect(answers.filter(({ text }) => text.includes(secret))).toEqual([]);
}

describe("what up opens", () => {
  it.runIf(canLook)(
    "is the port of its API and that of its gateway, on this machine only, and nothing else",
    () => {
      const family = listFamily(up.pid);
      expect(family.length).toBeGreaterThan(2);
      expect(listDoors(family)).toEqual(ownPorts.map((port) => `tcp 127.0.0.1:${port}`).sort());
    },
  );
});

describe("a stranger's process", () => {
  it("reads and writes nothing through any port", async () => {
    const before = await readContents(up);
    await expectNothingTold(await tryAll({}));
    expect(await readContents(up)).toEqual(before);
  });

  it.runIf(canLook)("finds no secret on a command line", () => {
    const lines = listFamily(up.pid).map((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8"));
    expect(
      lines.filter((line) => [up.token, up.operator.secretAccessKey].some((one) => line.includes(one))),
    ).toEqual([]);
  });
});

describe("another user", () => {
  it.runIf(isRoot)("reads and writes nothing through any port, file or process", async () => {
    const family = canLook ? listFamily(up.pid) : [];
    const kinds = ["environ", "mem", "maps"];
    const files = [
      ...[up.dataDir, ...findTemporary(family)].flatMap((folder) => [folder, ...listFiles(folder)]),
      ...family.flatMap((pid) => kinds.map((name) => `/proc/${pid}/${name}`)),
    ];
    expect(files.length).toBeGreaterThan(20);
    const before = await readContents(up);
    const findings = await tryAll({ uid: nobody, files });
    expect(findings.uid).toBe(nobody);
    await expectNothingTold(findings);
    expect(findings.opened).toEqual([]);
    expect(await readContents(up)).toEqual(before);
  });

  it.skipIf(isRoot)("finds nothing but private files (not tried as another user: that takes root)", () => {
    const open = [up.dataDir, ...listFiles(up.dataDir)].filter((file) => isOpen(file));
    expect(open).toEqual([]);
  });
});

/** The folders that environments run from, by their command lines. */
function findTemporary(family: readonly number[]): string[] {
  const lines = family.map((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8"));
  return [...new Set(lines.flatMap((line) => /\0(\/[^\0]*crisscross-lambda-[^/]+)\//.exec(line)?.[1] ?? []))];
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
}

/** Whether a file lets its group or others in. */
function isOpen(file: string): boolean {
  return (statSync(file).mode & 0o077) !== 0;
}
