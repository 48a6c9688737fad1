import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type Import, readImports, specifiersOf } from "../../scripts/house/imports.ts";
import { parseSource } from "../../scripts/house/sources.ts";

it.each<[text: string, kind: Import["kind"]]>([
  ['import "./b.ts";', "static"],
  ["import './b.ts';", "static"],
  ['import b from "./b.ts";', "static"],
  ['import * as b from "./b.ts";', "static"],
  ['import {\n  // what "b" is; and why\n  b,\n} from "./b.ts";', "static"],
  ['import { b /* from "./c.ts" */ } from "./b.ts";', "static"],
  ['import b from "./b.ts" with { type: "json" };', "static"],
  ['const a = 1; import { b } from "./b.ts";', "static"],
  ['import { type B } from "./b.ts";', "static"],
  ['import type { B } from "./b.ts";', "type"],
  ['import type B from "./b.ts";', "type"],
  ['import type * as b from "./b.ts";', "type"],
  ['import type from "./b.ts";', "static"],
  ['export * from "./b.ts";', "static"],
  ['export * as b from "./b.ts";', "static"],
  ['export { /* ";" */ b } from "./b.ts";', "static"],
  ['export type { B } from "./b.ts";', "type"],
  ['export type * from "./b.ts";', "type"],
  ['type B = import("./b.ts").B;', "type"],
  ['const b: typeof import("./b.ts") | undefined = undefined;', "type"],
  ['await import("./b.ts");', "static"],
  ['if (a) {\n  const { b } = await import("./b.ts");\n}', "static"],
  ['const b = async () => await import("./b.ts");', "dynamic"],
  ["async function b() { await import('./b.ts'); }", "dynamic"],
  ["const b = { open() { return import(`./b.ts`); } };", "dynamic"],
  ['const b = () => import(/* soon */ "./b.ts");', "dynamic"],
  ['const b = () => import(\n  "./b.ts",\n);', "dynamic"],
  ['const b = () => import("./b.ts", { with: { type: "json" } });', "dynamic"],
  ['const b = (() => import("./b.ts"))();', "static"],
  ['const b = (async function () { await import("./b.ts"); })();', "static"],
  ['const b = () => (() => import("./b.ts"))();', "dynamic"],
  ['import.meta.resolve("./b.ts");', "dynamic"],
  ['new Worker(new URL("./b.ts", import.meta.url));', "dynamic"],
  ['const b = require("./b.ts");', "static"],
  ["const b = require(`./b.ts`);", "static"],
  ['const b = module.require("./b.ts");', "static"],
  ['const b = require.resolve("./b.ts");', "static"],
  ['import b = require("./b.ts");', "static"],
  ['import type b = require("./b.ts");', "type"],
])("%s names ./b.ts, and it is loaded as %s", (text, kind) => {
  expect(specifiersOf(parseSource("a.ts", text))).toEqual([{ specifier: "./b.ts", kind }]);
});

it.each([
  ['// import "./b.ts";'],
  ['/* export * from "./b.ts"; */'],
  ["const text = 'import \"./b.ts\";';"],
  ['const text = `\nimport "./b.ts";\n`;'],
  ['export const from = "./b.ts";'],
  ["export { b };"],
  ["await import(path);"],
  ['path.resolve("./b.ts");'],
  ['new URL("..", import.meta.url);'],
  ['new URL("http://a/b.ts");'],
  [`await import(\`./\${name}.ts\`);`],
])("%s names nothing", (text) => {
  expect(specifiersOf(parseSource("a.ts", text))).toEqual([]);
});

it("tells a file that is no module", () => {
  expect(() => parseSource("stacks/a.ts", "import {")).toThrow(/^stacks\/a\.ts cannot be parsed: /);
});

describe("of files on disk", () => {
  const folder = mkdtempSync(join(tmpdir(), "crisscross-imports-"));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function importsIn(...files: [path: string, text: string][]): string[] {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return readImports(folder).map(({ from, to }) => `${from} > ${to}`);
  }

  it.each(["a.ts", "a.tsx", "a.mts", "a.cts", "a.js", "a.mjs", "a.cjs", "a.jsx"])("%s is read", (name) => {
    expect(importsIn([`packages/core/src/${name}`, 'void import("./b.ts");'])).toEqual([
      `packages/core/src/${name} > packages/core/src/b.ts`,
    ]);
  });

  it.each(["packages/core/src", "packages/cli/bin", "stacks/alarms", "scripts", "bench", "test/support"])(
    "a file in %s is read",
    (place) => {
      expect(importsIn([`${place}/a.ts`, 'import "./b.ts";'])).toEqual([`${place}/a.ts > ${place}/b.ts`]);
    },
  );

  it.each(["./b.ts", "./b.js", "./b", "../job/b.ts"])("b.ts is found by the name %s", (specifier) => {
    const files = ["packages/core/src/job/a.ts", "packages/core/src/job/b.ts"] as const;
    expect(importsIn([files[0], `import "${specifier}";`], [files[1], ""])).toEqual([files.join(" > ")]);
  });

  it("b/index.ts is found by the name of its folder, and a file of another package by the package's name", () => {
    const text = 'import "./b";\nimport "@crisscross/core/job/job";\nimport "valibot";';
    expect(importsIn(["packages/cli/src/a.ts", text], ["packages/cli/src/b/index.ts", ""])).toEqual([
      "packages/cli/src/a.ts > packages/cli/src/b/index.ts",
      "packages/cli/src/a.ts > packages/core/src/job/job.ts",
    ]);
  });
});
