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

/** The table that routes are declared in, and the client's, which `npm run openapi` writes from it. */
const tables = ["packages/client/src/operation-table.ts", "packages/core/src/documents/routes.ts"];

it.each<[what: string, text: RegExp, homes: readonly string[]]>([
  ["a path of the API", /^\/v1\/|\s\/v1\//, tables],
  ["where health is asked for", /^\/health$/, tables],
])("%s is spelled in one place", (_what, text, homes) => {
  const spelling = sources.filter((source) => textsIn(source).some((one) => text.test(one)));
  expect(spelling.map(({ path }) => path)).toEqual(homes);
});

it("whoever asks the API does so by the client", () => {
  const asks = (text: string) =>
    /\bfetch\(/.test(text) || /import [^;]*\b(?:pathOf|fillPath)\b[^;]*"@crisscross\/core/.test(text);
  const others = sources.filter(({ path }) => !/^packages\/(?:client|functions|core)\//.test(path));
  expect(others.filter(({ text }) => asks(text)).map(({ path }) => path)).toEqual([
    // Asks a stand-in for AWS.
    "packages/local/src/backend/remote.ts",
    // Asks AWS for its price lists.
    "scripts/prices.ts",
    // Takes the examples of the document that the client is made from.
    "scripts/openapi/take-examples.ts",
    "scripts/prices/check.ts",
    // Hands the client a `fetch` that measures.
    "bench/load/pollers.ts",
  ]);
});

interface Idea {
  what: string;
  /** In any order, and whatever the names are. */
  isIn(text: string): boolean;
  homes: readonly string[];
  again: readonly string[];
}

const ideas: readonly Idea[] = [
  {
    what: "a whole number from 0",
    isIn: (text) =>
      [...text.matchAll(/\b(?:safeInteger|integer)\(\)/g)].some(({ index }) =>
        /minValue\(0\)/.test(pipeAround(text, index)),
      ),
    homes: ["packages/core/src/edge/schema.ts"],
    again: [
      "v.pipe(v.number(), v.minValue(0), v.safeInteger())",
      "v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(9))",
    ],
  },
  {
    what: "a pause that doubles",
    isIn: (text) =>
      /2 \*\* \(?(?:retry|tries|attempt|throttles|failures)|Math\.pow\(2, (?:retry|tries|attempt|throttles|failures)/.test(
        text,
      ),
    // Lambda's queue of events keeps AWS's own rule.
    homes: ["packages/core/src/edge/backoff.ts", "packages/local/src/lambda/event-queue.ts"],
    again: ["firstMs * 2 ** (retry + 1)", "2 ** attempt * firstMs", "Math.pow(2, tries)"],
  },
  {
    what: "text that is read back from base64url",
    isIn: (text) => /from\([^()]*, "base64url"\)/.test(text),
    // The local cloud, which imports no other package, has tokens of its own.
    homes: ["packages/functions/src/http/cursor.ts", "packages/local/src/service/page.ts"],
    again: ['JSON.parse(Buffer.from(cursor, "base64url").toString())'],
  },
];

/** From the `pipe(` before a place to the end of its statement's line. */
const pipeAround = (text: string, index: number): string =>
  text.slice(Math.max(0, text.lastIndexOf("pipe(", index)), index + 80).split("\n\n")[0] ?? "";

it.each(ideas)("$what is written in one place of a package", ({ isIn, homes }) => {
  expect(sources.filter(({ text }) => isIn(text)).map(({ path }) => path)).toEqual(homes);
});

it.each(ideas.flatMap(({ what, isIn, again }) => again.map((text) => ({ what, isIn, text }))))(
  "$what is known in $text",
  ({ isIn, text }) => {
    expect(isIn(text)).toBe(true);
  },
);

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
