import type { MatrixRow } from "@crisscross/core/documents/matrix-document";
import { measureNames } from "@crisscross/core/sample/measure";
import { startClasses } from "@crisscross/core/sample/start-class";
import { describe, expect, it } from "vitest";
import { renderMeasures } from "../../../packages/cli/src/render/measures.ts";
import { createPaint } from "../../../packages/cli/src/terminal/paint.ts";
import { rowOf, statsOf } from "../matrix-documents.ts";

const detailOf = (rows: readonly MatrixRow[], columns = 100): string =>
  `${renderMeasures("bare", rows, { paint: createPaint(false), columns }).join("\n")}\n`;

/** A cell with every measure in every start class, in figures as wide as they come in a job of 60 s waits. */
const wide: MatrixRow["measures"] = Object.fromEntries(
  measureNames.map((measure) => [
    measure,
    statsOf(59_876.5, {
      ...{ n: 16_666, mean: 59_876.5, sd: 14_321.9, p95: 59_999, intervals: { mean: [51_234, 59_999] } },
    }),
  ]),
);
const widest = rowOf("us-west-1", "ap-northeast-1", "bare", {
  n: 100_000,
  outcomes: { ok: 99_999, throttled: 1, timeout: 0, error: 0 },
  measures: wide,
  starts: Object.fromEntries(startClasses.map((start) => [start, { n: 16_666, measures: wide }])),
});

describe("the table of every cell", () => {
  it.each([
    [160, 1],
    [100, 2],
    [80, 3],
  ])("fits %i columns with all measures, in %i tables", (columns, tables) => {
    const lines = detailOf([widest], columns).split("\n");
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
    expect(lines.filter((line) => line.startsWith("to "))).toHaveLength(tables);
    expect(lines.filter((line) => /^Tokyo +99999\/100000 +warm/.test(line))).toHaveLength(tables);
  });

  it.each([160, 100, 80, 20])("leaves no measure out at %i columns", (columns) => {
    const text = detailOf([widest], columns);
    const figures = text.match(/59877±14322/g);
    expect(figures).toHaveLength(8 * startClasses.length);
    for (const head of ["total", "billed", "origin", "execution", "init", "and back", "db"])
      expect(text).toContain(head);
  });

  it("lists every measure of a cell, one line per start class, and the database only where there is one", () => {
    const cellsOf = (variant: string) =>
      detailOf([rowOf("ap-south-1", "eu-west-2", variant)])
        .split("\n")
        .filter((line) => line.includes("5/5") || / cold {2}/.test(line));
    expect(cellsOf("bare")).toEqual([
      expect.stringMatching(/^London +5\/5 +warm +1234 +204$/),
      expect.stringMatching(/^ +cold +– +556$/),
    ]);
    expect(cellsOf("db-get")).toEqual([
      expect.stringMatching(/^London +5\/5 +warm +1234 +204 +4\.50$/),
      expect.stringMatching(/^ +cold +– +556 +–$/),
    ]);
  });

  it("says how sure a cell's mean is, and shows a p95 or why there is none", () => {
    const sure = statsOf(203.6, { n: 60, p95: 320.4, intervals: { mean: [198.2, 231] } });
    const starts = { warm: { n: 60, measures: { originWait: sure } } };
    const text = detailOf([rowOf("ap-south-1", "eu-west-2", "bare", { starts })]);
    expect(text).toContain("in ms: median, and below it mean±sd, 95% interval of the mean, p95");
    expect(text).toMatch(/London +5\/5 +warm +204\neu-west-2 +n = 60 +214±3\.00\n +198–231\n +p95 320\n/);
    expect(text).not.toContain("no p95");
    expect(detailOf([rowOf("ap-south-1", "eu-west-2", "bare")])).toContain(
      "p95 is refused below 59 samples; where it is missing there are at most 3",
    );
  });

  it.each([
    [100, "0–2421"],
    [-3, "-1135–2421"],
  ])("ends an interval at 0 where no value is negative: least value %i", (min, shown) => {
    const starts = {
      cold: { n: 2, measures: { total: statsOf(643, { min, intervals: { mean: [-1135, 2421] } }) } },
    };
    const text = detailOf([rowOf("ap-south-1", "eu-west-2", "bare", { starts })]);
    expect(text).toMatch(new RegExp(`\\n +${shown}\\n`));
  });

  it("adds a line with the timeouts to a cell that has some, since the others are of answers alone", () => {
    const noValues = { n: 0, sum: null, mean: null, sd: null, min: null, max: null };
    const measures = { originWait: statsOf(1, { ...noValues, p50: { gt: 5_000 }, censored: 3 }) };
    const outcomes = { ok: 0, throttled: 1, timeout: 3, error: 1 };
    const text = detailOf([rowOf("ap-south-1", "eu-west-2", "bare", { measures, outcomes, starts: {} })]);
    expect(text).toMatch(/London +0\/5 +all, with +>5000\neu-west-2 +timeouts\n +n = 3\n/);
  });

  it("puts every figure under the n that it is of", () => {
    const interval = { mean: [198.2, 231] as [number, number] };
    const measures = {
      total: statsOf(300, { n: 57, p50: { gt: 300 }, p95: { gt: 5_000 }, censored: 3, intervals: interval }),
      innerBilled: statsOf(2, { n: 57 }),
    };
    const outcomes = { ok: 57, throttled: 0, timeout: 3, error: 0 };
    const starts = {
      warm: { n: 57, measures: { total: statsOf(300, { n: 57 }), innerBilled: statsOf(2, { n: 50 }) } },
    };
    const row = rowOf("ap-south-1", "eu-west-2", "bare", { n: 60, measures, outcomes, starts });
    const lines = detailOf([row]).split("\n");
    expect(lines[1]).toBe("n = … within a column counts the samples of the figures below it");
    expect(lines.slice(6, 14).map((line) => line.slice(18))).toEqual([
      "warm             300     n = 50",
      "n = 57      310±3.00       2.00",
      "                      12.0±3.00",
      "all, with       >300     n = 57",
      "timeouts   p95 >5000       2.00",
      "n = 60        n = 57  12.0±3.00",
      "            310±3.00",
      "             198–231",
    ]);
    expect(detailOf([rowOf("ap-south-1", "eu-west-2", "bare")])).not.toContain("within a column");
  });

  it("says below the table what so few samples of so few environments cannot tell", () => {
    const text = detailOf([rowOf("ap-south-1", "eu-west-2", "bare")]).replaceAll("\n", " ");
    expect(text).toContain(
      "With 5 samples in a cell, a kind of call that is up to 45% of all may not have been seen once.",
    );
    expect(text).toContain("Intervals speak of these connections, and not of those of the next job");
    expect(text).toContain("Mumbai → London: 40% cold starts");
  });

  it("says nothing of intervals where one sample has none", () => {
    const outcomes = { ok: 1, throttled: 0, timeout: 0, error: 0 };
    const starts = { warm: { n: 1, measures: { originWait: statsOf(203, { n: 1 }) } } };
    const text = detailOf([rowOf("ap-south-1", "eu-west-2", "bare", { n: 1, outcomes, starts })]);
    expect(text).toContain("With 1 sample in a cell");
    expect(text).not.toContain("Intervals speak of");
  });

  it("says of a cell where neighbours are alike, conditions lasted, and one value carries the mean", () => {
    const sampling = {
      environments: { origin: 12, target: { gt: 64 } },
      connections: 0,
      effective: 7.5,
      speaksOf: "environments like these" as const,
      coldShare: 0,
      unseen: 0.01,
    };
    const measures = {
      total: statsOf(300, { n: 300, lag1: 0.41, lasting: true }),
      innerBilled: statsOf(2, { n: 300, lag1: 0.1, carriedByOne: true }),
    };
    const row = rowOf("ap-south-1", "eu-west-2", "bare", {
      sampling,
      starts: { warm: { n: 300, measures } },
    });
    const text = detailOf([row]).replaceAll("\n", " ");
    expect(text).not.toContain("these environments");
    expect(text).toContain("12 environments, which count as 7.5 equal ones");
    expect(text).toContain("neighbours are alike in warm total (correlation up to 0.41)");
    expect(text).toContain("conditions lasted for much of the job in warm total");
    expect(text).toContain("one value makes most of the spread of warm innerBilled: read the median");
  });

  it("never prints a mean over cold and warm calls, also beside timeouts", () => {
    const measures = { total: statsOf(777, { n: 5, censored: 2 }) };
    const outcomes = { ok: 5, throttled: 0, timeout: 2, error: 0 };
    const text = detailOf([rowOf("ap-south-1", "eu-west-2", "bare", { n: 7, measures, outcomes })]);
    expect(text).toContain("777");
    expect(text).not.toContain("787");
  });
});
