import { AttributionDocument } from "@crisscross/core/documents/attribution-document";
import { samplePointsOf } from "@crisscross/core/documents/sample-points";
import { cellSpreadOf } from "@crisscross/core/documents/spread-view";
import { seededRandom } from "@crisscross/core/edge/random";
import { addValue, emptyDistribution } from "@crisscross/core/statistics/distribution";
import { ecdfBand } from "@crisscross/core/statistics/ecdf-band";
import { emptyCell } from "@crisscross/core/summary/summary";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { blockOf, callOf, sampleOf } from "../samples.ts";

/** A cell whose warm waits are these, in µs, and in blocks of so many groups. */
function cellOf(valuesUs: readonly number[], groups = 32) {
  const values = emptyDistribution();
  for (const [at, us] of valuesUs.entries()) addValue(values, us, at % groups, at % groups);
  const cell = emptyCell();
  cell.starts.set("warm", { n: values.n, measures: new Map([["originWait", values]]) });
  return cell;
}

describe("how the values of a cell are spread", () => {
  it("is each value and how often it is there, while they are few", () => {
    const { starts, measure } = cellSpreadOf(cellOf([5_000, 7_000, 5_000]), "originWait");
    expect(measure).toBe("originWait");
    expect(starts.warm?.buckets).toEqual([
      { leastMs: 5, greatestMs: 5, n: 2 },
      { leastMs: 7, greatestMs: 7, n: 1 },
    ]);
  });

  it("is buckets that hold every value and are no more for a hundred times as many", () => {
    const random = seededRandom(11);
    const valuesOf = (n: number) => Array.from({ length: n }, () => Math.round(100_000 + 40_000 * random()));
    const spreadOf = (n: number) => cellSpreadOf(cellOf(valuesOf(n)), "originWait").starts.warm;
    const [few, many] = [spreadOf(1_000), spreadOf(100_000)];
    expect(many?.buckets.reduce((sum, { n }) => sum + n, 0)).toBe(100_000);
    expect(many?.buckets.length).toBeLessThanOrEqual((few?.buckets.length ?? 0) + 3);
    for (const { leastMs, greatestMs } of many?.buckets ?? [])
      expect(greatestMs / leastMs).toBeLessThan(1.0101);
  });

  it("lists waits that were given up as longer than they were, and none without any", () => {
    const cell = cellOf([5_000]);
    expect(cellSpreadOf(cell, "originWait")).not.toHaveProperty("gaveUp");
    cell.censored.set("originWait", {
      waits: new Map([[900, { n: 2, leastUs: 1_000_000 }]]),
      groups: new Map([[0, 2]]),
    });
    expect(cellSpreadOf(cell, "originWait").gaveUp).toEqual([{ leastMs: 1_000, n: 2 }]);
  });

  it("has no start that has not the measure", () => {
    expect(cellSpreadOf(cellOf([5_000]), "db").starts).toEqual({});
  });
});

describe("the band around the cumulative share", () => {
  const random = seededRandom(7);
  const independent = Array.from({ length: 6_400 }, () => Math.round(1_000 * (1 + random())));
  const bandOf = (valuesUs: readonly number[], groupOf: (at: number) => number) => {
    const values = emptyDistribution();
    for (const [at, us] of valuesUs.entries()) addValue(values, us, groupOf(at), groupOf(at));
    return ecdfBand(values);
  };

  it("is Massart's where samples do not depend on their block", () => {
    const massart = Math.sqrt(Math.log(40) / (2 * 6_400));
    const band = bandOf(independent, (at) => at % 64) ?? 0;
    expect(band).toBeGreaterThanOrEqual(massart);
    expect(band).toBeLessThan(massart * 2);
  });

  it("is far wider where blocks differ", () => {
    const shifted = independent.map((us, at) => us + (at % 64) * 500);
    expect(bandOf(shifted, (at) => at % 64)).toBeGreaterThan(4 * Math.sqrt(Math.log(40) / (2 * 6_400)));
  });

  it("is not given for one group, and is never more than everything", () => {
    expect(bandOf(independent, () => 0)).toBeUndefined();
    expect(bandOf([1_000, 9_000], (at) => at)).toBeLessThanOrEqual(1);
  });
});

describe("the samples of a cell", () => {
  const failed = sampleOf({ seq: 1, call: callOf(5_000, { outcome: "throttled" }) });
  const block = blockOf([sampleOf({ seq: 0 }), failed, sampleOf({ seq: 2, target: "sa-east-1" })]);
  const cell = { origin: "ap-south-1", target: "us-west-1", variant: "bare" };

  it("are those of its origin, target and variant, with their probe, a failed one without a value", () => {
    const points = samplePointsOf(
      [block, blockOf([sampleOf()], { origin: "eu-west-2" })],
      cell,
      "originWait",
    );
    expect(points).toEqual([
      {
        ...{ probe: "ap-south-1.0", sentAtMs: 1_800_000_000_500, outcome: "ok", start: "warm" },
        ...{ connection: "reused", ms: 220 },
      },
      { probe: "ap-south-1.1", sentAtMs: 1_800_000_000_500, outcome: "throttled", start: expect.any(String) },
    ]);
    expect(v.safeParse(AttributionDocument.entries.attribution.item.entries.samples, points).success).toBe(
      true,
    );
  });
});
