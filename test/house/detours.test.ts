import { resolve } from "node:path";
import { expect, it } from "vitest";
import { detoursOf } from "../../scripts/house/detours.ts";
import { parseSource, readSources } from "../../scripts/house/sources.ts";

const core = "packages/core/src/edge/a.ts";

it("no package walks round a ban", () => {
  const sources = readSources(resolve(import.meta.dirname, "../.."), ["packages"]);
  expect(sources.length).toBeGreaterThan(300);
  expect(sources.flatMap(detoursOf)).toEqual([]);
});

it.each([
  [core, "declare const process: { hrtime(): [number, number] };", "declare of a value"],
  [core, "declare let performance: { now(): number };", "declare of a value"],
  [core, "declare var Date: unknown, brand: unique symbol;", "declare of a value"],
  [core, "declare function setTimeout(then: () => void, ms: number): void;", "declare of a function"],
  [core, "declare class Worker {}", "declare of a class"],
  [core, "declare enum Clock { Now }", "declare of an enum"],
  [core, "export {};\ndeclare global { var process: { env: object } }", "declare of"],
  [core, 'declare module "node:fs" { export const a: number }', "declare of a module"],
  [core, "declare namespace process { const env: object; }", "declare of a module"],
  [core, '(() => {}).constructor("return Date.now()")();', "a constructor that is taken"],
  [core, '(() => {})["constructor"]("return Date.now()")();', "a constructor that is taken"],
  [core, "(() => {})[`constructor`];", "a constructor that is taken"],
  [core, "export const { constructor: compile } = () => {};", "a constructor that is taken"],
  [core, '/// <reference types="node" />\nstructuredClone({});', 'reference types="node"'],
  [core, '/// <reference lib="dom" />\nnew MessageChannel();', 'reference lib="dom"'],
  [core, '///<reference path="../../node.d.ts"/>', "reference path"],
  ["packages/cli/src/a.ts", 'import { createRequire as r } from "node:module";', "createRequire"],
  ["packages/cli/src/a.ts", 'import * as modules from "module";', "createRequire"],
  ["packages/cli/src/a.ts", 'export { createRequire } from "node:module";', "createRequire"],
  ["packages/functions/src/a.ts", 'export * from "node:module";', "createRequire"],
  ["packages/functions/src/a.ts", 'const m = await import("node:module");', "createRequire"],
  ["packages/local/src/a.ts", 'process.getBuiltinModule("module");', "createRequire"],
  ["packages/functions/src/a.ts", "const load = (path: string) => import(path);", "write the name out"],
  ["packages/cli/src/a.ts", 'await import("@crisscross/" + "local/cloud");', "write the name out"],
  ["packages/cli/src/a.ts", `await import(\`@crisscross/\${name}/cloud\`);`, "write the name out"],
])("%s may not say %s", (path, text, what) => {
  const said = detoursOf(parseSource(path, text));
  expect(said).toHaveLength(1);
  expect(said[0]).toContain(what);
});

it.each([
  [core, "declare const brand: unique symbol;"],
  [core, "export class A { constructor(a = 1) {} }"],
  [core, "export declare interface A { b: number }"],
  [core, "/** A reference: see RFC 4648. */\n// reference"],
  ["packages/cli/src/a.ts", "declare const version: string;"],
  ["packages/cli/src/a.ts", "await import(`./b.ts`);"],
  ["packages/local/src/a.ts", "await import(pathToFileURL(bundle).href);"],
  ["packages/local/src/a.ts", 'import { enableCompileCache } from "node:module";'],
  ["packages/local/src/a.ts", 'process.getBuiltinModule("node:http");'],
  ["scripts/a.ts", 'import { createRequire } from "node:module";'],
])("%s may say %s", (path, text) => {
  expect(detoursOf(parseSource(path, text))).toEqual([]);
});
