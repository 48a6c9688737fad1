import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { renderFitting, renderTable } from "../../../packages/cli/src/render/table.ts";
import { createPaint } from "../../../packages/cli/src/terminal/paint.ts";
import { wrap } from "../../../packages/cli/src/terminal/wrap.ts";

const columns = ["name", "one", "two\nlines", "three", "four", "five"].map((head, at) => ({
  head,
  align: at === 0 ? ("left" as const) : ("right" as const),
}));
const rows = [
  ["a", "1", "22", "333", "4444", "55555\n5±5"],
  ["a long name", "", "–", "3", "4", "\u001b[31m5\u001b[39m"],
];
const widthOf = (lines: readonly string[]) =>
  Math.max(...lines.map((line) => stripVTControlCharacters(line).length));
const plain = createPaint(false);
const fitting = (width: number, labels = 1) => renderFitting(plain, columns, rows, { labels, width });

describe("a table that fits", () => {
  const whole = renderTable(plain, columns, rows);

  it("is whole where it is exactly as wide as it may be, and parted where one column less is left", () => {
    expect(fitting(widthOf(whole))).toEqual(whole);
    const parted = fitting(widthOf(whole) - 1);
    expect(parted.filter((line) => line.startsWith("name"))).toHaveLength(2);
    expect(widthOf(parted)).toBeLessThan(widthOf(whole));
  });

  it("deals the columns out evenly, each once, with the labels before each part", () => {
    const heads = fitting(32).filter((line) => line.startsWith("name"));
    expect(heads.map((line) => line.split(/ +/))).toEqual([
      ["name", "one", "two", "three"],
      ["name", "four", "five"],
    ]);
  });

  it("leaves a column by itself where not even that fits", () => {
    expect(fitting(1).filter((line) => line.startsWith("name"))).toHaveLength(5);
  });
});

it.each([
  ["a few words", 100, ["a few words"]],
  ["a few words", 5, ["a few", "words"]],
  ["unbreakable word", 4, ["unbreakable", "word"]],
])("wraps %j at %i", (sentence, width, lines) => {
  expect(wrap(sentence, width)).toEqual(lines);
});
