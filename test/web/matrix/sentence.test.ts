import { describe, expect, it } from "vitest";
import type { MatrixRow } from "../../../packages/web/src/data/documents.ts";
import { offersOf, readChoices } from "../../../packages/web/src/matrix/choices.ts";
import { pictureOf } from "../../../packages/web/src/matrix/picture.ts";
import { differenceSentences, sentencesOf } from "../../../packages/web/src/matrix/sentence.ts";
import { rowAt, statsAt } from "../rows.ts";

const [tokyo, london, sydney] = ["ap-northeast-1", "eu-west-2", "ap-southeast-2"] as const;
const square = [
  ...[rowAt(tokyo, tokyo, 5), rowAt(tokyo, london, 216), rowAt(tokyo, sydney, 106)],
  ...[rowAt(london, tokyo, 214), rowAt(london, london, 4), rowAt(london, sydney, 268)],
];
function say(rows: readonly MatrixRow[], query: Record<string, string> = {}): string[] {
  const choices = readChoices(query, offersOf(rows));
  const words = sentencesOf(pictureOf(rows, choices.variant, choices), choices);
  return words.map((sentence) => sentence.replaceAll("\u00a0", " "));
}

describe("the sentence beside a picture", () => {
  it("says how long calls take across regions and within one, the ends, and how much is waiting", () => {
    expect(say(square)).toEqual([
      "Warm bare calls wait 106–268 ms across regions and 4.00–5.00 ms within one, at the median.",
      "Nearest is Tokyo to Sydney, 106 ms; farthest London to Sydney, 268 ms.",
      "80% of what outer is billed is waiting for inner.",
    ]);
  });

  it("names one origin's nearest and farthest targets, and one target's origins", () => {
    expect(say(square.slice(0, 3))).toContain(
      "From Tokyo, Sydney is nearest: 106 ms; London is farthest: 216 ms.",
    );
    const toSydney = [square[2], square[5]].filter((row) => row !== undefined);
    expect(say(toSydney)).toContain("To Sydney, Tokyo is nearest: 106 ms; London is farthest: 268 ms.");
  });

  it("names the measure and the statistic where they are others", () => {
    expect(say(square, { measure: "outerBilled", stat: "mean", start: "all" })[0]).toBe(
      "Outer, billed of bare calls of every start: 133–335 ms across regions and 5.00–6.25 ms within one, on average.",
    );
  });

  it("says that failed probes are in no figure of one kind of start, and leaves that out where they are", () => {
    const outcomes = { ok: 10, throttled: 0, timeout: 20, error: 0 };
    const rows = [rowAt(tokyo, london, 216, { outcomes }), rowAt(tokyo, sydney, 106)];
    expect(say(rows).at(-1)).toBe("20 of 60 probes failed, and no figure here has them.");
    expect(say(rows, { start: "all" }).at(-1)).toBe("20 of 60 probes failed.");
  });

  it("counts cells that cannot give the figure, and those beyond the deadline", () => {
    const beyond = statsAt(0, { p50: { gt: 250 } });
    const warm = { warm: { n: 30, measures: { originWait: beyond } } };
    const few = { warm: { n: 30, measures: { originWait: statsAt(0, { p50: null }) } } };
    const rows = [
      rowAt(tokyo, london, 216, { starts: warm } as Partial<MatrixRow>),
      rowAt(london, tokyo, 216, { starts: few } as Partial<MatrixRow>),
      rowAt(tokyo, sydney, 106),
    ];
    expect(say(rows)).toEqual(
      expect.arrayContaining(["In 1 cell it lies beyond the deadline.", "1 cell of 3 cannot give a p50."]),
    );
  });

  it.each<[string, readonly MatrixRow[], Record<string, string>, string]>([
    [
      "too few samples",
      square,
      { stat: "p95" },
      "No cell can give a p95: it needs 59 samples, and the fullest cell has 30.",
    ],
    [
      "a job that has just begun",
      [
        rowAt(tokyo, london, 1, {
          n: 0,
          outcomes: { ok: 0, throttled: 0, timeout: 0, error: 0 },
          starts: {},
          measures: {},
        }),
      ],
      {},
      "No probe is in yet.",
    ],
    [
      "a job that only failed",
      [
        rowAt(tokyo, london, 1, {
          outcomes: { ok: 0, throttled: 30, timeout: 0, error: 0 },
          starts: {},
          measures: {},
        }),
      ],
      {},
      "None of 30 probes was answered: every one failed.",
    ],
  ])("says of %s what is missing", (_what, rows, query, sentence) => {
    expect(say(rows, query)).toEqual([sentence]);
  });

  it("says of two variants what one adds to the other, and where that may be chance", () => {
    const other = square.map((row, place) =>
      rowAt(row.origin, row.target, [15, 229, 107, 227, 14, 281][place] ?? 0, { variant: "db-get" }),
    );
    const rows = [...square, ...other];
    const choices = readChoices({ with: "db-get", as: "difference" }, offersOf(rows));
    const [one, two] = ["bare", "db-get"].map((variant) => pictureOf(rows, variant, choices));
    if (one === undefined || two === undefined) throw new Error("no pictures");
    expect(differenceSentences(one, two, choices).map((text) => text.replaceAll("\u00a0", " "))).toEqual([
      "Against bare, db-get adds 11.5 ms in the middle cell, at the median (1.00 to 13.0 ms).",
      "In 5 of 6 cells their intervals lie apart; elsewhere the difference may be chance.",
    ]);
    expect(differenceSentences(two, one, choices)[0]).toContain("bare saves");
  });
});
