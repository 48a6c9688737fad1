import type { Bound } from "@crisscross/core/statistics/quantile";
import { type QuantileName, quantileNames, quantiles } from "@crisscross/core/statistics/quantile-rank";
import {
  addSpread,
  addToSpread,
  areExact,
  emptySpread,
  exactMilliseconds,
} from "@crisscross/core/statistics/spread";
import { statsOf } from "@crisscross/core/statistics/stats";
import { decodeDistribution, encodeDistribution } from "@crisscross/core/summary/distribution-text";
import { decodeSpread, encodeSpread } from "@crisscross/core/summary/spread-text";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distributionOfMs, shuffled } from "../core/values.ts";
import cases from "./data/statistics.json" with { type: "json" };

/** The values of a text such as "80 × 1 and 1 × 10". */
const valuesIn = (text: string): number[] =>
  text.split(" and ").flatMap((part) => {
    const [times, ms] = part.split(" × ").map(Number);
    return Array<number>(times ?? 0).fill(ms ?? 0);
  });

/** Of the sorted values: the mean of the two ranks a quantile lies at. */
function exactMs(values: readonly number[], name: QuantileName): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (quantiles[name] * sorted.length) / 1_000;
  const low = Math.ceil(place) - 1;
  return ((sorted[low] as number) + (sorted[Number.isInteger(place) ? low + 1 : low] as number)) / 2;
}

const leastOf = (bound: Bound): number => (typeof bound === "number" ? bound : bound.gt);

/** Whether an interval holds an amount; one without an upper end holds all above its lower. */
const holds = ([low, high]: readonly [Bound, Bound], ms: number): boolean =>
  leastOf(low) <= ms && (typeof high !== "number" || ms <= high);

/** Checks every quantile and interval against the sorted values. */
function expectTrue(values: readonly number[], slack: number): void {
  const stats = statsOf(distributionOfMs(values), undefined, 60_000);
  for (const name of quantileNames) {
    const told = stats?.[name];
    if (typeof told !== "number") continue;
    const exact = exactMs(values, name);
    expect(Math.abs(told - exact), `${name}: ${told}, truly ${exact}`).toBeLessThanOrEqual(
      slack * Math.abs(exact) + 0.001,
    );
    const interval = stats?.intervals[name];
    if (!interval) continue;
    expect(holds(interval, told), `${name}: ${told} in ${JSON.stringify(interval)}`).toBe(true);
    if (slack === 0) expect(holds(interval, exact), `${name} in ${JSON.stringify(interval)}`).toBe(true);
  }
}

describe("quantiles of whole milliseconds past 64 samples", () => {
  it("H20: are those of the sorted values, and their intervals hold them", () => {
    const values = valuesIn(cases.H20.innerBilledMs);
    const stats = statsOf(distributionOfMs(values), undefined, 5_000);
    expect(values).toHaveLength(81);
    expect(stats).toMatchObject({ p50: 1, p90: 1, intervals: { p50: [1, 1], p90: [1, 1] } });
  });

  it("are exact however many samples of up to 1,024 different amounts there are", () => {
    const tied = fc
      .tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 20_000 }))
      .chain(([width, from]) =>
        fc.array(fc.integer({ min: from, max: from + width }), {
          minLength: 65,
          maxLength: 5_000,
          size: "max",
        }),
      );
    fc.assert(
      fc.property(tied, (values) => expectTrue(values, 0)),
      { seed: 20, numRuns: 60, endOnFailure: true },
    );
  });
});

it("ends an interval at the greatest value where a rank past the last one is wanted", () => {
  const values = Array.from({ length: 312 }, (_, place) => 20 + Math.floor(place / 4) / 7);
  const clustered = statsOf(distributionOfMs([...values, 127, 128, 129.05, 129.09], 8), undefined, 5_000);
  expect(clustered).toMatchObject({ max: 129.09, intervals: { p99: [expect.anything(), { gt: 129.09 }] } });
});

describe("quantiles of tied amounts in µs past 64 samples", () => {
  const anyUs = fc.oneof(
    fc.integer({ min: 0, max: 40 }),
    fc.integer({ min: 1_000, max: 1_100 }).map((us) => us * 10),
    fc.integer({ min: -2_000, max: 9_000_000 }),
  );
  const tied = fc
    .array(anyUs, { minLength: 1, maxLength: 200 })
    .chain((pool) => fc.array(fc.constantFrom(...pool), { minLength: 65, maxLength: 5_000, size: "max" }));

  it("lie within their own intervals, and within 1% of those of the sorted values", () => {
    fc.assert(
      fc.property(tied, (valuesUs) =>
        expectTrue(
          valuesUs.map((us) => us / 1_000),
          0.01,
        ),
      ),
      { seed: 21, numRuns: 100, endOnFailure: true },
    );
  });

  it("are exact where a value stands alone in its bucket, however many others there are", () => {
    // Receipts print hundredths of a ms; of 3,000 calls 2,000 took 1.53 ms, the others anything from 2 ms up.
    const values = [
      ...Array<number>(2_000).fill(1.53),
      ...Array.from({ length: 1_000 }, (_, place) => (2_001 + 7 * place) / 1_000),
    ];
    const stats = statsOf(distributionOfMs(shuffled(values)), undefined, 5_000);
    expect(stats).toMatchObject({ p50: 1.53, intervals: { p50: [1.53, 1.53] } });
  });
});

describe("what is kept of values", () => {
  const pool = fc.oneof(
    fc.constant((n: number) => n * 1_000),
    fc.constant((n: number) => n * 1_000 + (n % 50 === 7 ? 1 : 0)),
    fc.constant((n: number) => n * 13 - 400),
  );
  const anyValues = pool.chain((place) =>
    fc.array(fc.integer({ min: 0, max: 1_500 }).map(place), { maxLength: 3_000, size: "max" }),
  );
  const spreadOf = (values: readonly number[]) =>
    values.reduce((spread, us) => addToSpread(spread, us), emptySpread());
  const merged = (parts: readonly (readonly number[])[]) =>
    parts.map((part) => spreadOf(part)).reduce(addSpread, spreadOf([]));

  it("is the same, bit for bit, however they are ordered, parted and written in between", () => {
    fc.assert(
      fc.property(anyValues, fc.array(fc.nat({ max: 3_000 }), { maxLength: 6 }), (values, cuts) => {
        const spread = spreadOf(values);
        const isKept = areExact([...new Set(values)]);
        expect(spread.kind).toBe(isKept ? "values" : "buckets");
        const whole = encodeSpread(spread);
        const ends = [0, ...cuts.map((cut) => Math.min(cut, values.length)), values.length].sort(
          (a, b) => a - b,
        );
        const parts = ends.slice(1).map((end, at) => values.slice(ends[at], end));
        expect(encodeSpread(merged(parts))).toBe(whole);
        expect(encodeSpread(merged(parts.toReversed().map((part) => part.toReversed())))).toBe(whole);
        const reread = parts.map((part) => decodeSpread(encodeSpread(spreadOf(part))));
        expect(encodeSpread(reread.reduce(addSpread, spreadOf([])))).toBe(whole);
        expect(encodeSpread(decodeSpread(whole))).toBe(whole);
      }),
      { seed: 22, numRuns: 150, endOnFailure: true },
    );
  });

  it("is every whole millisecond up to 1,024 different ones, and buckets after", () => {
    const upTo = (most: number) => spreadOf(Array.from({ length: most }, (_, ms) => ms * 1_000)).kind;
    expect([upTo(exactMilliseconds), upTo(exactMilliseconds + 1)]).toEqual(["values", "buckets"]);
    expect(spreadOf(Array.from({ length: 65 }, (_, us) => us)).kind).toBe("buckets");
  });

  it("has the same minimum, maximum and sums read back from its text", () => {
    for (const values of [[1], [-3, 2, 2], Array.from({ length: 2_000 }, (_, place) => place / 7 - 3)]) {
      const distribution = distributionOfMs(values);
      expect(decodeDistribution(encodeDistribution(distribution))).toEqual(distribution);
    }
  });
});
