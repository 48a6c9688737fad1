import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { type Import, readImports } from "../../scripts/house/imports.ts";
import { ours, parseSource, readSources } from "../../scripts/house/sources.ts";
import { type UnusedExport, unusedExports } from "../../scripts/house/unused-exports.ts";

const root = resolve(import.meta.dirname, "../..");

const isOurs = (path: string) => /^(?:packages\/\w+\/src|stacks)\//.test(path);
/** By the file of SST, which stands outside every folder of ours. */
const config = readFileSync(resolve(root, "sst.config.ts"), "utf8");
const isAskedBySst = ({ path, name }: UnusedExport) =>
  config.includes(`import("./${path}")`) && new RegExp(`\\b${name}\\b`).test(config);
/** Handlers, which Lambda loads by their name. */
const entries = /^packages\/functions\/src\/[^/]+\.ts$/;
/** The client's name outside of the workspace, with the types that its users name. */
const isPacked = ({ path }: UnusedExport) => path === "packages/client/src/client.ts";

/** Of these only tests ask, with a word why. The list may only grow shorter. */
const forTests = {
  "packages/cli/src/cloud/data-folder.ts openDataFolder": "the disk fails under it, write by write",
  "packages/core/src/documents/sampling-words.ts noteworthyLag1": "a study counts how often the page warns",
  "packages/core/src/edge/instant.ts instantForm": "the words of a refusal",
  "packages/core/src/edge/instant.ts parseInstant": "thousands of dates, without a schema around each",
  "packages/core/src/sample/start-class.ts proactiveAfterUs": "a made world stays on this side of it",
  "packages/core/src/statistics/refused-quantiles.ts leastForInterval": "a study asks where intervals begin",
  "packages/core/src/statistics/sketch.ts boundsOf": "the bucket's law, for every value",
  "packages/core/src/statistics/spread.ts exactMilliseconds": "the case at the border",
  "packages/core/src/statistics/spread.ts exactValues": "the case at the border",
  "packages/local/src/cloudwatch/alarm/spec.ts isOfDynamoDb": "the alarms of the deployment it speaks of",
  "packages/local/src/http-api/provision.ts readAuthorizer": "each input that is refused",
  "packages/local/src/http-api/request.ts readQuery": "parameters that are given twice",
  "packages/local/src/lambda/report.ts billedMs": "AWS's rounding, by hand",
  "packages/local/src/mapping/provision.ts batchesAtOnce": "a table of cores and mappings",
  "packages/local/src/time/clock.ts createClock": "a clock whose readings are made",
  "packages/local/src/wan/stamps.ts stampRequests": "a measuring function, without its process",
  "stacks/config.ts checkSettings": "each setting that is refused",
};

const unused = unusedExports(readSources(root, ours), readImports(root, ours), isOurs)
  .filter(({ path, name }) => !(entries.test(path) && name === "handler"))
  .filter((one) => !isPacked(one))
  .filter((one) => !isAskedBySst(one));
const namesUsedBy = (users: UnusedExport["usedBy"]) =>
  unused.filter(({ usedBy }) => usedBy === users).map(({ path, name }) => `${path} ${name}`);

it("nothing is exported for nobody", () => {
  expect(namesUsedBy("nobody")).toEqual([]);
});

it("no more is exported for tests alone, and what no longer is leaves the list", () => {
  expect(namesUsedBy("tests").sort()).toEqual(Object.keys(forTests).sort());
});

it.each<[what: string, text: string, other: string, found: string[]]>([
  ["nobody asks for", "export const b = 1;", "", ["b nobody"]],
  ["its own file alone asks for", "export function b() {}\nb();", "", ["b nobody"]],
  ["a comment names", "export class b {}", '// b\nimport "./b.ts";', ["b nobody"]],
  ["is exported in a list", "const b = 1;\nexport { b };", "", ["b nobody"]],
  ["is taken apart", "export const { b, c: [] } = a;", "", ["b nobody"]],
  ["another module imports", "export const b = 1;", 'import { b as c } from "./b.ts";', []],
  ["another module passes on", "export const b = 1;", 'export { b } from "./b.ts";', []],
  ["is asked for of the whole", "export const b = 1;", 'import * as all from "./b.ts";\nall.b;', []],
  ["comes by import()", "export const b = 1;", '(await import("./b.ts")).b;', []],
  ["comes apart by import()", "export const b = 1;", 'const { b } = await import("./b.ts");', []],
  [
    "is a type",
    "export interface b {}\nexport type c = b;",
    'import type { b } from "./b.ts";',
    ["c nobody"],
  ],
  ["is a type nobody asks for", "export interface b {}", "", ["b nobody"]],
  ["is a type and its schema", "export const b = 1;\nexport type b = 1;", "", ["b nobody"]],
  [
    "is added to",
    "export interface b {}",
    'import "./b.ts";\ndeclare module "./b.ts" { interface b {} }',
    [],
  ],
])("a name that %s is told", (_what, text, other, found) => {
  const sources = [parseSource("b.ts", text), parseSource("a.ts", other)];
  const imports: Import[] = other.includes("./b.ts")
    ? [{ from: "a.ts", to: "b.ts", specifier: "./b.ts", kind: "static" }]
    : [];
  const told = unusedExports(sources, imports, (path) => path === "b.ts");
  expect(told.map(({ name, usedBy }) => `${name} ${usedBy}`)).toEqual(found);
});

it("a value that only a test asks for is the test's, a type is not", () => {
  const text = "export const b = 1;\nexport interface c {}";
  const sources = [parseSource("b.ts", text), parseSource("test/a.ts", "all.b;\nall.c;")];
  const imports: Import[] = [{ from: "test/a.ts", to: "b.ts", specifier: "../b.ts", kind: "static" }];
  expect(unusedExports(sources, imports, (path) => path === "b.ts")).toEqual([
    { path: "b.ts", name: "b", usedBy: "tests" },
  ]);
});
