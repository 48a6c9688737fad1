import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const house = mkdtempSync(join(tmpdir(), "crisscross-globals-"));
afterAll(() => rmSync(house, { recursive: true, force: true }));

/** Core's own settings know the language and nothing of Node.js or of a browser. */
const unknown: readonly string[] = [
  ...[
    "process.env",
    "performance.now()",
    "navigator.language",
    "AbortSignal.timeout(1)",
    "new AbortController()",
  ],
  ...["setTimeout(() => {}, 1)", "setInterval(() => {}, 1)", "setImmediate(() => {})", "clearTimeout(1)"],
  ...[
    "queueMicrotask(() => {})",
    "structuredClone({})",
    'require("node:fs")',
    "module.exports",
    "global.Date",
  ],
  ...["globalThis.process", "globalThis.crypto", "crypto.randomUUID()", "crypto.getRandomValues([])"],
  ...['fetch("/")', 'new WebSocket("ws://a")', 'Buffer.from("")', "console.log(1)", "import.meta.dirname"],
  ...["__dirname", "new Worker('a')", "new MessageChannel()", "scheduler.wait(1)"],
  ...['(null as unknown as import("node:fs").Stats)', "(null as unknown as NodeJS.Process)"],
];
const known = [
  "Math.floor(1.5)",
  "new Map([[1, 2n]])",
  'JSON.parse("1")',
  "new Uint8Array(1)",
  "[1].toSorted()",
];

let said = "";
beforeAll(() => {
  cpSync(join(root, "tsconfig.json"), join(house, "tsconfig.json"));
  cpSync(join(root, "packages/core/tsconfig.json"), join(house, "packages/core/tsconfig.json"));
  symlinkSync(join(root, "node_modules"), join(house, "node_modules"), "dir");
  mkdirSync(join(house, "packages/core/src/edge"), { recursive: true });
  // Whoever validates has valibot's types, and these may know more.
  for (const [at, text] of [...unknown, ...known].entries())
    writeFileSync(
      join(house, `packages/core/src/edge/a${at}.ts`),
      `import * as v from "valibot";\nexport const schema = v.number();\nexport const value: unknown = ${text};\n`,
    );
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const argv = [tsc, "--noEmit", "--pretty", "false", "-p", "packages/core"];
  said = spawnSync(process.execPath, argv, { cwd: house, encoding: "utf8" }).stdout;
});

const saidOf = (at: number) => said.split("\n").filter((line) => line.includes(`/a${at}.ts(3,`));

it.each(unknown.map((text, at) => [text, at] as const))("types know no %s in core", (_text, at) => {
  expect(saidOf(at).join("\n")).toMatch(/Cannot find|does not exist|no index signature/);
});

it.each(known.map((text, at) => [text, at] as const))("types know %s in core", (_text, at) => {
  expect(saidOf(unknown.length + at)).toEqual([]);
});
