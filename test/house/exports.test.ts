import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { exportsOf } from "../../scripts/house/exports.ts";
import { type Import, readImports } from "../../scripts/house/imports.ts";

const root = resolve(import.meta.dirname, "../..");
const imports = readImports(root);
const exportedBy = (name: string): object =>
  JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8")).exports;

it.each([
  ["core", 10],
  ["functions", 10],
  ["local", 10],
  // Built for others, and one module for the workspace.
  ["client", 1],
])("%s exports, module by module, what others import, and nothing else", (name, least) => {
  expect(Object.keys(exportedBy(name)).length).toBeGreaterThan(least);
  const wanted = exportsOf(name, imports);
  expect(exportedBy(name), "package.json is stale: run `npm run exports`").toEqual(wanted);
  expect(Object.keys(exportedBy(name))).toEqual(Object.keys(wanted));
});

it("what nobody outside imports is no export, whether it is imported inside or by its path", () => {
  const one = (from: string, specifier: string): Import => ({
    from,
    to: "packages/core/src/job/a.ts",
    specifier,
    kind: "static",
  });
  const exported = { "./job/a": "./src/job/a.ts" };
  expect(exportsOf("core", [one("packages/core/src/job/b.ts", "./a.ts")])).toEqual({});
  expect(exportsOf("core", [one("packages/core/src/job/b.ts", "@crisscross/core/job/a")])).toEqual({});
  expect(exportsOf("core", [one("scripts/b.ts", "../packages/core/src/job/a.ts")])).toEqual({});
  expect(exportsOf("core", [one("test/b.ts", "@crisscross/core/job/a")])).toEqual(exported);
  expect(exportsOf("local", [one("test/b.ts", "@crisscross/core/job/a")])).toEqual({});
});
