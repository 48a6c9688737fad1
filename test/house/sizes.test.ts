import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { functionsOf } from "../../scripts/house/functions.ts";
import { listSources, parseSource, readSources } from "../../scripts/house/sources.ts";

const root = resolve(import.meta.dirname, "../..");
const packages = readdirSync(join(root, "packages")).map((name) => `packages/${name}/src`);

/** Lines of every source file below a folder, by its path from there. */
function linesIn(folder: string): Map<string, number> {
  const files = listSources(join(root, folder));
  return new Map(
    files.map((file) => [file.slice(root.length + 1), readFileSync(file, "utf8").split("\n").length - 1]),
  );
}

/** The least value that a share of them does not exceed. */
function shareAtMost(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

describe.each([...packages, "stacks", "scripts", "bench"])("%s", (folder) => {
  const lines = linesIn(folder);

  it("has files that are read at a glance: half at most 70 lines, nine in ten at most 200", () => {
    expect(lines.size).toBeGreaterThan(0);
    expect(shareAtMost([...lines.values()], 0.5)).toBeLessThanOrEqual(70);
    expect(shareAtMost([...lines.values()], 0.9)).toBeLessThanOrEqual(200);
  });

  it("has no file of more than 300 lines", () => {
    expect([...lines].filter(([, count]) => count > 300)).toEqual([]);
  });

  it("has no function of more than 80 lines", () => {
    const functions = readSources(root, [folder]).flatMap(functionsOf);
    expect(functions.length).toBeGreaterThan(0);
    expect(functions.filter((one) => one.lines > 80)).toEqual([]);
  });
});

/** Longer ones of tests: fakes and stands in one piece, and contracts, which hold tests. The list may only grow shorter. */
const longInTests = [
  "test/alarms/stand.ts",
  "test/functions/aws/results/jobs-and-blocks.contract.ts",
  "test/functions/aws/results/seals-and-endings.contract.ts",
  "test/functions/blocks/paced-cloud.ts",
  "test/functions/results/memory-store.ts",
];

it("tests have no function of more than 80 lines, but for those that are known", () => {
  const long = readSources(root, ["test"])
    .flatMap(functionsOf)
    .filter(({ lines }) => lines > 80);
  expect(long.map(({ place }) => place.replace(/:\d+$/, "")).sort()).toEqual(longInTests);
});

describe("the lines of a function", () => {
  const lines = "\n  // why\n\n  count();\n";
  it.each([
    ["a declaration", `function count() {${lines}}`],
    ["an exported one", `export async function* count() {${lines}}`],
    ["one with its parameters a line each", "function count(\n  one,\n  other,\n) {\n}"],
    ["an arrow function", `const count = () => {${lines}};`],
    ["an arrow function without braces", "const count = () =>\n  1 +\n  2 +\n  3 +\n  4;"],
    ["a function expression", `const count = function () {${lines}};`],
    ["a method of an object", `const one = { count() {${lines}} };`],
    ["a method of a class", `class One { count() {${lines}} }`],
    ["an accessor", `class One { get count() {${lines}} }`],
    ["a static block", `class One { static {${lines}} }`],
    ["a callback", `counts.map((count) => {${lines}});`],
  ])("are all that are written of %s, comments and blank ones too", (_what, text) => {
    expect(functionsOf(parseSource("a.ts", text))).toEqual([{ place: "a.ts:1", lines: 5 }]);
  });

  it.each([
    ["describe", `describe("a", () => {${lines}});`],
    ["describe.each", `describe.each([])("a", () => {${lines}});`],
    ["describe.skipIf", `describe.skipIf(true)("a", function () {${lines}});`],
  ])("are not counted of what %s is given", (_what, text) => {
    expect(functionsOf(parseSource("a.ts", text))).toEqual([]);
  });

  it("are counted of a test within it", () => {
    const text = `describe("a", () => {\n  it("b", () => {${lines}});\n});`;
    expect(functionsOf(parseSource("a.ts", text))).toEqual([{ place: "a.ts:2", lines: 5 }]);
  });

  it("are those of each, where one stands within another", () => {
    const text = "\nfunction one() {\n  const other = () => {\n  };\n}\n";
    expect(functionsOf(parseSource("a.ts", text))).toEqual([
      { place: "a.ts:2", lines: 4 },
      { place: "a.ts:3", lines: 2 },
    ]);
  });
});

it("no two files of a folder differ by an s alone", () => {
  const names = new Set(
    ["packages", "stacks", "scripts", "bench"]
      .flatMap((folder) => listSources(join(root, folder)))
      .map((file) => file.slice(root.length + 1).replace(/\.\w+$/, "")),
  );
  expect(names.size).toBeGreaterThan(500);
  expect([...names].filter((name) => names.has(`${name}s`))).toEqual([]);
});

it("no test file has more than 300 lines", () => {
  expect([...linesIn("test")].filter(([, count]) => count > 300)).toEqual([]);
});

describe("the share of values at most", () => {
  it.each([
    [[7], 0.5, 7],
    [[3, 1, 2], 0.5, 2],
    [[1, 2, 3, 4], 0.5, 2],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 0.9, 10],
  ])("of %j is for %d: %d", (values, share, value) => {
    expect(shareAtMost(values, share)).toBe(value);
  });
});
