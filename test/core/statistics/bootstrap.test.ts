import { seededRandom, seedOf } from "@crisscross/core/edge/random";
import { bootstrapT } from "@crisscross/core/statistics/bootstrap";
import { totalCount } from "@crisscross/core/statistics/counts";
import { emptyDistribution } from "@crisscross/core/statistics/distribution";
import { residualsOf } from "@crisscross/core/statistics/group-residuals";
import type { Groups } from "@crisscross/core/statistics/groups";
import { meanIntervalUs } from "@crisscross/core/statistics/mean-interval";
import { meanVarianceOf } from "@crisscross/core/statistics/mean-variance";
import { describe, expect, it } from "vitest";
import { groupsOf } from "../values.ts";

/** Groups of 1 to 5 values each. */
function drawGroups(count: number, seed: number): Groups {
  const random = seededRandom(seed);
  return groupsOf(
    Array.from({ length: count }, () => {
      const values = Array.from(
        { length: 1 + Math.floor(5 * random()) },
        () => -50_000 * Math.log(1 - random()),
      );
      const sumUs = values.reduce((sum, us) => sum + BigInt(Math.round(us)), 0n);
      return { n: values.length, sumUs: Number(sumUs) };
    }),
  );
}

/** The definition, replicate by replicate from the groups drawn, with the same draws. */
function byDefinition(groups: Groups): { low: number; high: number } {
  const all = groups.sizes.map((n, at) => ({ n, s: Number(groups.sumsUs[at]) }));
  const count = all.length;
  const meanOf = (of: typeof all) =>
    of.reduce((sum, { s }) => sum + s, 0) / of.reduce((sum, { n }) => sum + n, 0);
  const random = seededRandom(seedOf("bootstrap over blocks", count));
  const statistics = Array.from({ length: 199 }, () => {
    const drawn = Array.from({ length: count }, () => all[Math.floor(random() * count)] ?? { n: 0, s: 0 });
    const mean = meanOf(drawn);
    const n = drawn.reduce((sum, group) => sum + group.n, 0);
    const squares = drawn.reduce((sum, group) => sum + (group.s - mean * group.n) ** 2, 0);
    return (mean - meanOf(all)) / (Math.sqrt((squares * count) / (count - 1)) / n);
  }).toSorted((a, b) => a - b);
  return { low: statistics[4] ?? 0, high: statistics[194] ?? 0 };
}

it("keeps no caller's array: one that was changed meanwhile is read anew", () => {
  const sizes = Float64Array.from({ length: 12 }, (_, at) => 1 + (at % 3));
  const residuals = Float64Array.from({ length: 12 }, (_, at) => (at % 5) - 2);
  bootstrapT(sizes, residuals);
  for (const at of sizes.keys()) sizes[at] = 1 + (at % 4);
  const changed = bootstrapT(sizes, residuals);
  bootstrapT(
    Float64Array.from({ length: 11 }, () => 1),
    residuals.slice(0, 11),
  );
  expect(changed).toEqual(bootstrapT(sizes, residuals));
});

describe("the bootstrap over groups", () => {
  it("is as defined, whatever was computed before", () => {
    for (const [count, seed] of [
      [24, 1],
      [24, 2],
      [63, 3],
      [10, 4],
      [24, 1],
    ] as const) {
      const groups = drawGroups(count, seed);
      const { sizes, residualsUs } = residualsOf(groups);
      const { low, high } = bootstrapT(sizes, residualsUs);
      const expected = byDefinition(groups);
      expect([low, high]).toEqual([expect.closeTo(expected.low, 9), expect.closeTo(expected.high, 9)]);
    }
  });

  it("leaves the mean unbounded when one draw in twenty has no spread but for rounding", () => {
    const groups = groupsOf(
      Array.from({ length: 40 }, (_, number) => {
        const n = 1 + (number % 3);
        return { n, sumUs: n * 1_000 + ([7, 20, 33].includes(number) ? 9_001 : 0) };
      }),
    );
    const n = totalCount(groups.sizes);
    const mean = meanVarianceOf({ ...emptyDistribution(), n, sumSquaresUs: 10n ** 12n, groups });
    expect(mean.batches.wereJoined).toBe(false);
    expect(meanIntervalUs(mean)).toBeUndefined();
  });
});
