import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const house = mkdtempSync(join(tmpdir(), "crisscross-lint-"));
afterAll(() => rmSync(house, { recursive: true, force: true }));

const { vcs: _, ...rules } = JSON.parse(readFileSync(join(root, "biome.json"), "utf8"));
writeFileSync(join(house, "biome.json"), JSON.stringify(rules));
for (const plugin of globSync("scripts/house/*.grit", { cwd: root }))
  cpSync(join(root, plugin), join(house, plugin));

interface Override {
  includes: string[];
  linter: { rules: { complexity?: { noExcessiveLinesPerFunction?: unknown } } };
}

/** A function whose body has this many lines. */
const functionOf = (lines: number): string => `export function count() {\n${"  count();\n".repeat(lines)}}`;
const tooLong = "too many lines (81)";

const refused: readonly (readonly [path: string, text: string, message: string])[] = [
  ["packages/core/src/edge/a.ts", "export const nowMs = Date.now();", "core has no clock"],
  ["packages/core/src/edge/a.ts", "export const now = new Date();", "core has no clock"],
  ["packages/core/src/edge/a.ts", "export const nowUs = performance.now();", "core has no clock"],
  ["packages/core/src/edge/a.ts", "export const stage = process.env.STAGE;", "core has no clock"],
  ["packages/core/src/edge/a.ts", "export const date = globalThis.Date;", "core has no clock"],
  ["packages/core/src/edge/a.ts", "export const id = crypto.randomUUID();", "core has no clock"],
  ["packages/core/src/edge/a.ts", 'export const answer = fetch("/");', "core has no clock"],
  ["packages/core/src/edge/a.ts", 'console.log("seen");', "core has no clock"],
  ["packages/core/src/edge/a.ts", 'export const bytes = Buffer.from("");', "core has no clock"],
  ["packages/core/src/edge/a.ts", "setTimeout(() => {}, 1);", "core has no clock"],
  ["packages/core/src/edge/a.ts", "setInterval(() => {}, 1);", "core has no clock"],
  ["packages/core/src/edge/a.ts", "setImmediate(() => {});", "core has no clock"],
  ["packages/core/src/edge/a.ts", "queueMicrotask(() => {});", "core has no clock"],
  ["packages/core/src/edge/instant.ts", "export const stage = process.env.STAGE;", "core has no clock"],
  ["packages/core/src/edge/instant.ts", "export const nowMs = Date.now();", "core has no clock"],
  ["packages/core/src/job/instant.ts", "export const epochMs = new Date(0).getTime();", "core has no clock"],
  ["packages/core/src/edge/a.ts", "export const nowMs = global.Date.now();", "core has no clock"],
  ["packages/core/src/edge/a.ts", "export const { Date: Clock } = globalThis;", "core has no clock"],
  ["packages/core/src/edge/a.ts", "export const signal = AbortSignal.timeout(1);", "core has no clock"],
  ["packages/core/src/edge/a.ts", "export const signal = new global.AbortController();", "core has no clock"],
  ["packages/core/src/edge/a.ts", "export const hour = new Intl.DateTimeFormat();", "core has no clock"],
  ["packages/core/src/edge/a.ts", "export const agent = navigator.userAgent;", "core has no clock"],
  ["packages/core/src/edge/a.ts", "export const word = navigator.language;", "core has no clock"],
  ["packages/core/src/edge/a.ts", "crypto.getRandomValues(new Uint8Array(1));", "core has no clock"],
  ["packages/core/src/edge/a.ts", "export const { randomUUID } = crypto;", "core has no clock"],
  ["packages/core/src/edge/a.ts", 'export const fs = require("node:fs");', "core has no clock"],
  [
    "packages/core/src/edge/a.ts",
    'export const nowMs = Function("return Date.now()")();',
    "core has no clock",
  ],
  ["packages/core/src/edge/a.ts", 'export const nowMs = eval("Date.now()");', "core has no clock"],
  ["packages/core/src/edge/a.ts", "export const here = import.meta.dirname;", "core has no clock"],
  ["packages/core/src/edge/a.ts", 'export const text = (1).toLocaleString("en");', "no locale"],
  ["packages/core/src/edge/a.ts", 'export const order = "a".localeCompare("b");', "no locale"],
  ["packages/core/src/edge/a.ts", 'export const text = "a".toLocaleUpperCase();', "no locale"],
  ["packages/core/src/edge/a.ts", 'export const fs = await import("node:fs");', "core has no clock"],
  ["packages/core/src/edge/a.ts", "export const fs = await import(`node:fs`);", "core has no clock"],
  ["packages/core/src/edge/a.ts", 'export const job = await import("../job/job.ts");', "core has no clock"],
  ["packages/core/src/edge/a.ts", 'export * from "node:fs";', "core imports its own files"],
  ["packages/core/src/edge/a.ts", "export const dice = Math.random();", "Randomness is seeded"],
  ["packages/core/src/edge/a.ts", "export const { random } = Math;", "Randomness is seeded"],
  ["packages/core/src/edge/a.ts", "export const { random: dice, floor } = Math;", "Randomness is seeded"],
  ["packages/core/src/edge/a.ts", 'export const dice = Math["random"]();', "Randomness is seeded"],
  ["packages/core/src/edge/a.ts", "export const maths = Math;", "Randomness is seeded"],
  ["packages/core/src/edge/a.ts", "export const dice = Math.floor(Math.random());", "Randomness is seeded"],
  ["packages/local/src/a.ts", "export const dice = Math.random();", "Randomness is seeded"],
  ["packages/local/src/a.ts", "export const { random } = Math;", "Randomness is seeded"],
  ["stacks/a.ts", "export const { random } = Math;", "Randomness is seeded"],
  ["packages/functions/src/a.ts", 'export * from "@crisscross/local/cloud";', "functions imports core"],
  ["packages/local/src/a.ts", 'export * from "@crisscross/core/job/job";', "knows nothing of probes"],
  ["packages/client/src/a.ts", 'export * from "@crisscross/core/job/job";', "imports nothing of ours"],
  ["packages/cli/src/a.ts", 'export * from "@crisscross/functions/api";', "functions are reached over HTTP"],
  ["stacks/a.ts", 'export * from "@crisscross/local/cloud";', "stacks imports the tables"],
  ["stacks/a.ts", 'export * from "@crisscross/functions/plan";', "stacks imports the tables"],
  ["stacks/a.ts", 'export * from "@crisscross/core/job/job";', "stacks imports the tables"],
  ["packages/core/src/edge/a.ts", functionOf(81), tooLong],
  ["packages/functions/src/a.ts", functionOf(81), tooLong],
  ["packages/local/src/a.ts", functionOf(81), tooLong],
  ["packages/cli/src/a.ts", functionOf(81), tooLong],
  ["stacks/a.ts", functionOf(81), tooLong],
  ["scripts/a.ts", functionOf(81), tooLong],
];

const accepted: readonly (readonly [string, string])[] = [
  ["packages/core/src/edge/a.ts", "export const one = 1;"],
  ["packages/core/src/edge/a.ts", functionOf(80)],
  ["packages/core/src/edge/a.ts", "export const whole = Math.floor(Math.max(1.5, Math.PI));"],
  ["packages/functions/src/a.ts", "export const nowMs = Date.now();"],
];

/** Those that are yet to be split: taken out of biome.json when they are. */
const yetLong = rules.overrides
  .filter(({ linter }: Override) => linter.rules.complexity?.noExcessiveLinesPerFunction === "off")
  .flatMap(({ includes }: Override) =>
    includes.map((path) => [path, readFileSync(join(root, path), "utf8")] as const),
  ) as (readonly [string, string])[];

/** With the first line of the text, which is enough of a title. */
const titled = (rows: readonly (readonly [string, string, string?])[]) =>
  rows.map(([path, text, message = ""]) => [path, text.split("\n")[0], text, message] as const);

/** What lint says, by path; asked once, of every file in a folder of its own. */
const said = new Map<string, string>();
const placeOf = (path: string, text: string) =>
  join(dirname(path), createHash("sha256").update(text).digest("hex").slice(0, 8), basename(path));

beforeAll(() => {
  for (const [path, text] of [...refused, ...accepted, ...yetLong]) {
    const file = join(house, placeOf(path, text));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${text}\n`);
  }
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const argv = [biome, "lint", "--error-on-warnings", "--max-diagnostics=none"];
  const { stdout, stderr } = spawnSync(process.execPath, argv, { cwd: house, encoding: "utf8" });
  const [, ...parts] = (stdout + stderr).split(/^(\S+?)(?::\d+)* (?:lint|plugin)/m);
  for (let at = 0; at < parts.length; at += 2) {
    const [path = "", words = ""] = parts.slice(at);
    said.set(path, (said.get(path) ?? "") + words);
  }
});

it.each(titled(refused))("lint refuses %s with %s", (path, _first, text, message) => {
  expect(said.get(placeOf(path, text))).toContain(message);
});

it.each(titled(accepted))("lint has nothing against %s with %s", (path, _first, text) => {
  expect(said.get(placeOf(path, text))).toBeUndefined();
});

if (yetLong.length > 0)
  it.each(yetLong)(
    "lint makes an exception of %s, and it still has a function of more than 80 lines",
    (path, text) => {
      expect(said.get(placeOf(path, text))).toContain("too many lines");
    },
  );

it("core makes exceptions only of reading and writing instants", () => {
  const core = globSync("packages/core/**/*.ts", { cwd: root });
  const exceptions = core.flatMap((path) =>
    [...readFileSync(join(root, path), "utf8").matchAll(/(?:biome-ignore|@ts-)[^:\n]*/g)].map(
      ([words]) => `${path}: ${words}`,
    ),
  );
  const exception = "packages/core/src/edge/instant.ts: biome-ignore lint/style/noRestrictedGlobals";
  expect(exceptions).toEqual([exception, exception]);
});
