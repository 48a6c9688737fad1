import { resolve } from "node:path";
import { Visitor } from "oxc-parser";
import { expect, it } from "vitest";
import { readSources, type Source } from "../../scripts/house/sources.ts";

const sources = readSources(resolve(import.meta.dirname, "../.."), [
  "packages",
  "stacks",
  "scripts",
  "bench",
]);

/** What a module's strings and templates hold, comments left out. */
function textsIn({ program }: Source): string[] {
  const texts: string[] = [];
  new Visitor({
    Literal: ({ value }) => void (typeof value === "string" && texts.push(value)),
    TemplateElement: ({ value }) => void texts.push(value.raw),
  }).visit(program);
  return texts;
}

it.each<[what: string, text: RegExp, homes: readonly string[]]>([
  ["a path of the API", /^\/v1\/|\s\/v1\//, ["packages/core/src/documents/routes.ts"]],
  ["where health is asked for", /^\/health$/, ["packages/core/src/documents/routes.ts"]],
])("%s is spelled in one place", (_what, text, homes) => {
  const spelling = sources.filter((source) => textsIn(source).some((one) => text.test(one)));
  expect(spelling.map(({ path }) => path)).toEqual(homes);
});

it.each([
  ["a whole number from 0", "v.safeInteger(), v.minValue(0))", ["packages/core/src/edge/schema.ts"]],
  ["a pause that doubles", "* 2 ** retry", ["packages/core/src/edge/backoff.ts"]],
])("%s is written in one place", (_what, code, homes) => {
  expect(sources.filter(({ text }) => text.includes(code)).map(({ path }) => path)).toEqual(homes);
});

it("tests wait with until", () => {
  const tests = readSources(resolve(import.meta.dirname, "../.."), ["test"]);
  const others = ["expect.poll(", "vi.waitFor(", "vi.waitUntil("];
  const callers = tests.filter(({ program, text }) => {
    let found = false;
    new Visitor({
      CallExpression: ({ callee: { start, end } }) => {
        found ||= others.includes(`${text.slice(start, end)}(`);
      },
    }).visit(program);
    return found;
  });
  expect(callers.map(({ path }) => path)).toEqual([]);
});
