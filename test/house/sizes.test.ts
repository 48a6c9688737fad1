import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { listSources } from "../../scripts/house/imports.ts";

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

/** Functions are held by lint: biome.json, noExcessiveLinesPerFunction. */
describe.each([...packages, "stacks", "scripts"])("%s", (folder) => {
  const lines = linesIn(folder);

  it("has files that are read at a glance: half at most 70 lines, nine in ten at most 200", () => {
    expect(lines.size).toBeGreaterThan(0);
    expect(shareAtMost([...lines.values()], 0.5)).toBeLessThanOrEqual(70);
    expect(shareAtMost([...lines.values()], 0.9)).toBeLessThanOrEqual(200);
  });

  it("has no file of more than 300 lines", () => {
    expect([...lines].filter(([, count]) => count > 300)).toEqual([]);
  });
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
