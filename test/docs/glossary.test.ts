import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { listSources } from "../../scripts/house/sources.ts";

const root = resolve(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/glossary.md"), "utf8");
const terms = [...page.matchAll(/^\| ([a-z][a-z -]*?) \|/gm)]
  .map(([, term = ""]) => term)
  .filter((term) => term !== "term");
const code = ["core", "functions", "local", "cli"]
  .flatMap((name) => listSources(join(root, "packages", name, "src")))
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");

it("lists every term once, in order, on one page", () => {
  expect(terms.length).toBeGreaterThan(40);
  expect(terms).toEqual([...new Set(terms)].sort());
  expect(page.split("\n").length).toBeLessThanOrEqual(61);
});

/** "start class" may stand as startClass, start-class or "start class". */
const spellings = (term: string): RegExp => new RegExp(`(?<![a-z])${term.split(/[ -]/).join("[ -]?")}`, "i");

it.each(terms)("the code has a word for %s", (term) => {
  expect(code).toMatch(spellings(term));
});

it("tells a term that the code lacks", () => {
  expect(code).not.toMatch(spellings("flux capacitor"));
});
