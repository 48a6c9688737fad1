import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPaint } from "../../../packages/cli/src/terminal/paint.ts";
import { fitPage, wrap } from "../../../packages/cli/src/terminal/wrap.ts";

describe("a page that is too wide", () => {
  it.each([
    ["a line that fits, as it is", "a  b", 4, "a  b"],
    ["a sentence, below itself and indented", "one two three", 8, "one\n  two\n  three"],
    [
      "a label and a sentence, beside each other as far as that goes",
      "network  simulated: round trips come from a table, not from AWS",
      40,
      "network  simulated: round trips come\n  from a table, not from AWS",
    ],
    ["a rule, cut", "─".repeat(9), 5, "─".repeat(5)],
    [
      "a command below its label, whole",
      "every sample       npx crisscross export j1 --data .crisscross",
      50,
      "every sample\n  npx crisscross export j1 --data .crisscross",
    ],
    [
      "a longer command, as a shell takes it",
      "$ npx crisscross export j1 --data .crisscross --out samples.csv",
      40,
      "$ npx crisscross export j1 --data \\\n  .crisscross --out samples.csv",
    ],
    [
      "a command with text in quotes, which stay whole",
      `  curl -s -X POST http://127.0.0.1:4000/v1/jobs -d '{"samples": 1, "seed": 3}'`,
      50,
      `  curl -s -X POST \\\n    http://127.0.0.1:4000/v1/jobs -d \\\n    '{"samples": 1, "seed": 3}'`,
    ],
    [
      "a command within a sentence, unbroken",
      "start one with npx crisscross up --data, or look",
      35,
      "start one with\n  npx crisscross up --data, or look",
    ],
    [
      "such a command with what its options are given",
      "it goes on; cancel it with npx crisscross cancel 01jd0c3k9x4v7m2q8r5t6w1y0z --data .crisscross; or wait for it to end",
      76,
      "it goes on; cancel it with\n  npx crisscross cancel 01jd0c3k9x4v7m2q8r5t6w1y0z --data .crisscross; or\n  wait for it to end",
    ],
    [
      "such a command that is too long, word by word",
      "start one with npx crisscross up --data .crisscross-of-a-long-name now",
      40,
      "start one with npx crisscross up\n  --data .crisscross-of-a-long-name now",
    ],
    ["a word that is longer than all, alone", "a abcdefghij", 8, "a\n  abcdefghij"],
  ])("shows %s", (_, page, width, fitted) => {
    expect(fitPage(page, width)).toBe(fitted);
  });

  it("loses no word and breaks none, painted or not, and no line is wider where words are short", () => {
    const paint = createPaint(true);
    const words = fc.array(
      fc.tuple(
        fc.stringMatching(/^[a-z]{1,12}(-[a-z0-9]{1,3})?$/),
        fc.constantFrom(" ", "  ", "     "),
        fc.boolean(),
      ),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(words, fc.integer({ min: 60, max: 140 }), (list, width) => {
        const line = list
          .map(([word, gap, bold]) => (bold ? paint("bold", word) : word) + gap)
          .join("")
          .trimEnd();
        const lines = fitPage(line, width).split("\n").map(stripVTControlCharacters);
        expect(lines.filter((text) => text.length > width)).toEqual([]);
        expect(lines.join(" ").trim().split(/ +/)).toEqual(list.map(([word]) => word));
      }),
      { seed: 31 },
    );
  });
});

describe("wrap", () => {
  it("gives an empty sentence an empty line", () => {
    expect(wrap("", 10)).toEqual([""]);
  });
});
