import {
  intervalRanks,
  type QuantileName,
  quantiles,
  ranksOf,
} from "@crisscross/core/statistics/quantile-rank";
import { leastValues } from "@crisscross/core/statistics/refused-quantiles";
import { describe, expect, it } from "vitest";

/** P(low ≤ K < high) for a binomial K, summed term by term: an independent way to a rank interval's confidence. */
function confidence(n: number, p: number, [low, high]: readonly [number, number]): number {
  let logTerm = n * Math.log(1 - p);
  let sum = 0;
  for (let k = 0; k < high; k++) {
    if (k >= low) sum += Math.exp(logTerm);
    logTerm += Math.log(((n - k) / (k + 1)) * (p / (1 - p)));
  }
  return sum;
}

describe("a quantile's ranks", () => {
  it.each<[QuantileName, number, readonly [number, number]]>([
    ["p50", 1, [1, 1]],
    ["p50", 4, [2, 3]],
    ["p50", 5, [3, 3]],
    ["p90", 5, [5, 5]],
    ["p90", 10, [9, 10]],
    ["p95", 59, [57, 57]],
    ["p99", 299, [297, 297]],
    ["p99", 300, [297, 298]],
  ])("of %s among %i are %j", (name, n, ranks) => {
    expect(ranksOf(name, n)).toEqual(ranks);
  });
});

describe("an interval's ranks", () => {
  it("are those of the sign test for the median of six: the smallest and the largest", () => {
    expect(intervalRanks("p50", 6, 1)).toEqual([1, 6]);
    expect(confidence(6, 0.5, [1, 6])).toBeCloseTo(1 - 2 / 64, 12);
  });

  it("do not exist where all values together cannot give 95%", () => {
    expect(intervalRanks("p50", 5, 1)).toBeUndefined();
    expect(intervalRanks("p95", leastValues.p95 - 1, 1)).toBeUndefined();
    expect(intervalRanks("p99", leastValues.p99 - 1, 1)).toBeUndefined();
  });

  it("exist from the first n that a quantile is given for", () => {
    expect(intervalRanks("p95", leastValues.p95, 1)?.[1]).toBe(59);
    expect(intervalRanks("p99", leastValues.p99, 1)?.[1]).toBe(299);
  });

  it.each<[QuantileName, number]>([
    ["p50", 60],
    ["p50", 300],
    ["p90", 60],
    ["p90", 300],
    ["p95", 60],
    ["p95", 300],
    ["p99", 300],
    ["p99", 1_000],
  ])("of %s among %i hold 95 percent, and hardly more", (name, n) => {
    const ranks = intervalRanks(name, n, 1);
    if (!ranks) throw new Error("no interval");
    const held = confidence(n, quantiles[name] / 1_000, ranks);
    expect(held).toBeGreaterThanOrEqual(0.95);
    expect(held).toBeLessThan(0.98);
  });

  it("spread with the square root of the design effect, past the last rank if they must", () => {
    const [low = 0, high = 0] = intervalRanks("p50", 1_000, 1) ?? [];
    const [lower = 0, higher = 0] = intervalRanks("p50", 1_000, 4) ?? [];
    expect(500 - lower).toBeGreaterThanOrEqual(2 * (500 - low) - 1);
    expect(higher - 500).toBeGreaterThanOrEqual(2 * (high - 500) - 2);
    expect(intervalRanks("p99", 300, 2)?.[1]).toBeGreaterThan(300);
    expect(intervalRanks("p50", 6, 2)).toBeUndefined();
  });

  it("stay right for a million values", () => {
    const [low, high] = intervalRanks("p50", 1_000_000, 1) ?? [0, 0];
    expect([500_000 - low, high - 500_000].map((half) => Math.abs(half - 980))).toEqual([
      expect.closeTo(0, -1),
      expect.closeTo(0, -1),
    ]);
  });
});
