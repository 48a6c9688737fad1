import { seededRandom } from "@crisscross/core/edge/random";
import { type QuantileName, quantiles, ranksOf } from "@crisscross/core/statistics/quantile-rank";
import type { Stats } from "@crisscross/core/statistics/stats";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { statsOfMs } from "../values.ts";

const names: readonly QuantileName[] = ["p50", "p90", "p95", "p99"];

/** Values in ms, even over `width` of the least one. */
function narrow(n: number, leastMs: number, width: number, seed: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: n }, () => Math.round(leastMs * 1_000 * (1 + width * random())) / 1_000);
}

const holds = (stats: Stats | undefined, name: QuantileName, ms: number): boolean => {
  const [low, high] = stats?.intervals[name] ?? [Infinity, -Infinity];
  return (typeof low === "number" ? low : low.gt) <= ms && (typeof high !== "number" || ms <= high);
};

/** How many ranks a quantile may lie off where values are only counted: those of four standard deviations of an even draw. */
const slackOf = (n: number): number => Math.ceil(2 * Math.sqrt(n)) + 1;

describe("quantiles of values that differ by less than a bucket is wide", () => {
  const drawn = fc.record({
    n: fc.integer({ min: 65, max: 5_000 }),
    leastMs: fc.constantFrom(0.9, 3, 17, 66, 131.1, 200, 233.4, 262, 1_050, 9_900),
    width: fc.integer({ min: 5, max: 300 }).map((parts) => parts / 10_000),
    seed: fc.integer({ min: 1, max: 1_000_000 }),
  });

  it("lie among the sorted values around their rank, and within their own intervals", () => {
    fc.assert(
      fc.property(drawn, ({ n, leastMs, width, seed }) => {
        const values = narrow(n, leastMs, width, seed);
        const sorted = values.toSorted((a, b) => a - b);
        const stats = statsOfMs(values);
        for (const name of names) {
          const told = stats?.[name];
          if (typeof told !== "number") continue;
          const [low, high] = ranksOf(name, n);
          const slack = slackOf(n);
          const least = sorted[Math.max(0, low - 1 - slack)] as number;
          const most = sorted[Math.min(n - 1, high - 1 + slack)] as number;
          expect(told, `${name} of ${n} from ${leastMs}, ${width}, ${seed}`).toBeGreaterThanOrEqual(
            least - 0.001,
          );
          expect(told, `${name} of ${n} from ${leastMs}, ${width}, ${seed}`).toBeLessThanOrEqual(
            most + 0.001,
          );
          if (stats?.intervals[name]) expect(holds(stats, name, told)).toBe(true);
        }
      }),
      { seed: 23, numRuns: 100, endOnFailure: true },
    );
  });

  it.each([
    [233.4, 0.3 / 233.4],
    [100.9, 0.002],
    [150, 0.013],
    [3.03, 0.03],
  ])("hold what is true of many calls, from %f ms over a share of %f", (leastMs, width) => {
    const draws = 300;
    const held = { p50: 0, p90: 0, p95: 0 };
    for (let seed = 1; seed <= draws; seed++) {
      const stats = statsOfMs(narrow(300, leastMs, width, seed));
      for (const name of ["p50", "p90", "p95"] as const)
        if (holds(stats, name, leastMs * (1 + (width * quantiles[name]) / 1_000))) held[name]++;
    }
    for (const [name, n] of Object.entries(held)) expect(n / draws, name).toBeGreaterThanOrEqual(0.93);
  });
});
