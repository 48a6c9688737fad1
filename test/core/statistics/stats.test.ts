import { seededRandom } from "@crisscross/core/edge/random";
import { addCensored, censoredOf, noCensored } from "@crisscross/core/statistics/censored";
import { addValue, emptyDistribution } from "@crisscross/core/statistics/distribution";
import { residualsOf } from "@crisscross/core/statistics/group-residuals";
import { groupOf } from "@crisscross/core/statistics/groups";
import { meanIntervalUs } from "@crisscross/core/statistics/mean-interval";
import { meanVarianceOf } from "@crisscross/core/statistics/mean-variance";
import { exactValues } from "@crisscross/core/statistics/spread";
import { statsOf } from "@crisscross/core/statistics/stats";
import { normalPoint, studentPoint, usualMiss } from "@crisscross/core/statistics/student";
import { describe, expect, it } from "vitest";
import { censoredMs, distributionOfMs, groupsOf, shuffled, statsOfMs } from "../values.ts";

describe("statistics", () => {
  it("do not exist without samples", () => {
    expect(statsOf(undefined, undefined, 5_000)).toBeUndefined();
    expect(statsOf(emptyDistribution(), undefined, 5_000)).toBeUndefined();
  });

  it("of one value are that value, without spread or interval", () => {
    expect(statsOfMs([12.345])).toEqual({
      n: 1,
      sum: 12.345,
      mean: 12.345,
      timeWeighted: 12.345,
      sd: null,
      min: 12.345,
      max: 12.345,
      p50: 12.345,
      p90: 12.345,
      p95: null,
      p99: null,
      intervals: {},
      refused: {
        p95: "needs 59 samples, has 1",
        p99: "needs 299 samples, has 1",
        intervals: "need values of 2 blocks, have those of 1",
      },
    });
  });

  it("of 2, 4, 4, 4, 5, 5, 7, 9 ms are as computed by hand", () => {
    // Sum of squared deviations from 5 is 32; sd = √(32/7).
    const stats = statsOfMs([9, 2, 4, 5, 4, 7, 4, 5]);
    expect(stats).toMatchObject({ n: 8, sum: 40, mean: 5, sd: 2.138, min: 2, max: 9, p50: 4.5, p90: 9 });
    // Eight blocks are too few to correct for skewness: 5 ± 2.3646 · 2.13809/√8.
    expect(stats?.intervals.mean).toEqual([3.213, 6.787]);
    // Six counts of a binomial(8, ½) hold 95%: k = 2 to 7 hold 246/256, so the 2nd to the 8th value.
    expect(stats?.intervals.p50).toEqual([4, 9]);
  });

  it("say why the mean has no interval", () => {
    const oneDiffers = statsOfMs([...Array(59).fill(1), 2]);
    expect(oneDiffers?.intervals).toEqual({ p50: [1, 1], p90: [1, 1], p95: [1, 2] });
    expect(oneDiffers?.refused).toMatchObject({ "intervals.mean": "too few blocks differ" });
    const censored = censoredMs([5_003, 5_003]);
    const oneBlock = statsOf(distributionOfMs([10, 20], 2), censored, 5_000);
    expect(oneBlock?.intervals.mean).toBeUndefined();
    expect(oneBlock?.refused).toMatchObject({ "intervals.mean": "needs values of 2 blocks, has those of 1" });
  });

  it("of ties are the tie, which does not bound the mean", () => {
    const stats = statsOfMs(Array(80).fill(20));
    expect(stats).toMatchObject({
      n: 80,
      mean: 20,
      sd: 0,
      min: 20,
      max: 20,
      p50: 20,
      p90: 20,
      p95: 20,
      p99: null,
    });
    expect(stats?.intervals).toEqual({ p50: [20, 20], p90: [20, 20], p95: [20, 20] });
    expect(stats?.refused).toMatchObject({ "intervals.mean": "no blocks differ" });
    expect(statsOfMs([1, 3, 1, 3, 1, 3], 2)?.refused).toMatchObject({ "intervals.mean": "no blocks differ" });
  });

  it("keep negative values and count them", () => {
    expect(statsOfMs([-3, -1, 4])).toMatchObject({ n: 3, mean: 0, min: -3, p50: -1, max: 4, negatives: 2 });
    const many = statsOfMs(Array.from({ length: 101 }, (_, place) => place - 50));
    expect(many).toMatchObject({ n: 101, mean: 0, min: -50, max: 50, negatives: 50 });
    expect(Math.abs(many?.p50 as number)).toBeLessThanOrEqual(0.001);
  });

  it("give p95 from 59 samples and p99 from 299", () => {
    const upTo = (n: number) => statsOfMs(shuffled(Array.from({ length: n }, (_, place) => place + 1)));
    expect(upTo(58)).toMatchObject({ p95: null, refused: { p95: "needs 59 samples, has 58" } });
    expect(upTo(59)).toMatchObject({ p95: 57, refused: { p99: "needs 299 samples, has 59" } });
    expect(upTo(298)?.p99).toBeNull();
    expect(upTo(299)?.p99).toBeCloseTo(297, -1);
    expect(upTo(299)?.refused).toBeUndefined();
  });

  it("are exact while values are few and within 1% after", () => {
    for (const n of [exactValues, exactValues + 1, 1_001]) {
      const random = seededRandom(n);
      const values = Array.from({ length: n }, () => Math.round(20_000 * Math.exp(random() * 3)) / 1_000);
      const sorted = values.toSorted((a, b) => a - b);
      const stats = statsOfMs(values);
      const [p90, exact] = [stats?.p90 as number, sorted[Math.ceil(0.9 * n) - 1] as number];
      if (n <= exactValues) expect(p90).toBe(exact);
      expect(Math.abs(p90 - exact) / exact).toBeLessThanOrEqual(0.01);
    }
  });
});

it("places a rank evenly between the least and the greatest of its bucket where only those are known", () => {
  // One value in each of 65 buckets of the octave from 1,024 µs, and two more in the 33rd: 1,351.68 to 1,361.92 µs.
  const values = Array.from({ length: 65 }, (_, bucket) => Math.ceil(1_024 * (1 + bucket / 100)) / 1_000);
  const crowded = [...values, 1.355, 1.36];
  expect(crowded.filter((ms) => ms >= 1.35168 && ms < 1.36192)).toHaveLength(3);
  // The 34th of 67 is the second of the three, 1.352, 1.355 and 1.36: half way between the first and the last.
  expect(statsOfMs(crowded)?.p50).toBe(1.356);
  expect(statsOfMs(values)?.p50).toBe(1.352);
});

describe("blocks", () => {
  const twins = [10, 10, 20, 20, 30, 30, 40, 40];

  it("that repeat their values count once: the mean's interval is that of the blocks", () => {
    const [low, high] = statsOfMs(twins, 2)?.intervals.mean ?? [0, 0];
    // Four blocks with means 10, 20, 30, 40: 25 ± 3.1824 · 12.9099/2.
    expect(low).toBeCloseTo(4.458, 2);
    expect(high).toBeCloseTo(45.542, 2);
  });

  it("that resemble themselves widen the intervals of quantiles", () => {
    const random = seededRandom(5);
    const values = Array.from({ length: 100 }, () => 100 + 20 * random()).flatMap((ms) => Array(4).fill(ms));
    const [low, high] = statsOfMs(values, 4)?.intervals.p50 ?? [0, 0];
    const [lowApart, highApart] = statsOfMs(shuffled(values))?.intervals.p50 ?? [0, 0];
    expect((high as number) - (low as number)).toBeGreaterThan(
      1.5 * ((highApart as number) - (lowApart as number)),
    );
  });

  it("whose values balance out narrow nothing", () => {
    const random = seededRandom(6);
    const values = Array.from({ length: 32 }, () => 20 * random()).flatMap((ms) => [100 - ms, 100 + ms]);
    expect(statsOfMs(values, 2)?.intervals.p50).toEqual(statsOfMs(values)?.intervals.p50);
  });

  it("cannot bound a quantile from above when too few of them are unlike each other", () => {
    const values = Array.from({ length: 20 }, (_, block) => 100 + block).flatMap((ms) => Array(15).fill(ms));
    expect(statsOfMs(values, 15)?.intervals.p99?.[1]).toEqual({ gt: 119 });
  });

  it("give no interval at all when there is only one", () => {
    expect(statsOfMs([1, 2, 3, 4, 5, 6, 7, 8], 8)?.intervals).toEqual({});
  });

  it("that time out together widen the intervals of quantiles", () => {
    const values = distributionOfMs(shuffled(Array.from({ length: 160 }, (_, place) => 100 + place)));
    const highOf = (groupOfWait: (wait: number) => number) => {
      const waits = noCensored();
      for (let wait = 0; wait < 40; wait++) addCensored(waits, censoredOf(5_003_000, groupOfWait(wait)));
      return statsOf(values, waits, 5_000)?.intervals.p50?.[1] ?? 0;
    };
    const apart = highOf((wait) => Math.floor((wait * 64) / 40));
    const together = highOf((wait) => (wait < 20 ? 9 : 40));
    expect(together as number).toBeGreaterThan((apart as number) + 10);
  });

  it("lean the mean's interval towards a long tail", () => {
    const values = Array.from({ length: 40 }, (_, place) => (place % 10 === 0 ? 500 : 50));
    const [low, high] = statsOfMs(values)?.intervals.mean ?? [0, 0];
    expect(high - 95).toBeGreaterThan(1.3 * (95 - low));
  });

  it("give the mean no interval when drawn again they are too often all alike", () => {
    // Of 40 blocks drawn again, 36% of the draws hold none of a single outlier.
    const values = (outliers: number) => Array.from({ length: 40 }, (_, place) => (place < outliers ? 9 : 1));
    expect(statsOfMs(values(1))?.intervals.mean).toBeUndefined();
    expect(statsOfMs(values(8))?.intervals.mean).toBeDefined();
  });

  it("beyond 64 share groups, whose order of arrival leaves no trace in the mean's interval", () => {
    const random = seededRandom(7);
    const blocks = Array.from({ length: 200 }, (_, index) => ({ index, us: Math.round(90_000 * random()) }));
    const interval = (ordered: typeof blocks) => {
      const whole = emptyDistribution();
      for (const { index, us } of ordered) addValue(whole, us, groupOf(index, 200));
      expect(whole.groups.numbers).toHaveLength(64);
      return meanIntervalUs(meanVarianceOf(whole));
    };
    expect(interval(blocks.toReversed())).toEqual(interval(blocks));
  });

  it("that are like their neighbours are joined, and the mean's interval is that of the batches", () => {
    // 64 blocks in 8 runs of 8 that are alike: batches of 8 are left, whose means are 1 to 8.
    const runs = shuffled([1, 2, 3, 4, 5, 6, 7, 8]).flatMap((ms) => Array<number>(8).fill(ms));
    const mean = meanVarianceOf(distributionOfMs(runs));
    expect(mean.batches.sizes).toEqual(new Float64Array(8).fill(8));
    const stats = statsOfMs(runs);
    expect(stats?.lag1).toBeGreaterThan(0.7);
    const [low, high] = stats?.intervals.mean ?? [0, 0];
    // 4.5 ± 2.3646 · 2.44949/√8, or more where batches are still alike.
    expect(low).toBeLessThanOrEqual(2.453);
    expect(high).toBeGreaterThanOrEqual(6.547);
  });

  it("say so where conditions lasted for so much of the job that no joining helps", () => {
    const trend = Array.from({ length: 320 }, (_, place) => 100 + place);
    expect(statsOfMs(trend)).toMatchObject({ lasting: true });
    expect(statsOfMs(shuffled(trend))?.lasting).toBeUndefined();
  });

  it("have a mean's interval that moves with the values and grows with their scale", () => {
    const random = seededRandom(8);
    const values = Array.from({ length: 48 }, () => Math.round(1_000 * -Math.log(1 - random())));
    const [low, high] = statsOfMs(values)?.intervals.mean ?? [0, 0];
    const [lower, higher] = statsOfMs(values.map((ms) => 3 * ms + 7_000))?.intervals.mean ?? [0, 0];
    expect([lower, higher]).toEqual([
      expect.closeTo(3 * low + 7_000, 1),
      expect.closeTo(3 * high + 7_000, 1),
    ]);
  });

  it("keep the mean's interval exact when sums are too large for numbers", () => {
    const groups = (offsetUs: bigint) =>
      groupsOf(Array.from({ length: 20 }, (_, at) => ({ n: 1, sumUs: offsetUs + BigInt(at * at) })));
    expect(residualsOf(groups(10n ** 17n)).residualsUs).toEqual(residualsOf(groups(0n)).residualsUs);
  });
});

describe("units: what made the calls", () => {
  const random = seededRandom(11);
  const drawn = Array.from({ length: 320 }, (_, place) => ({ place, ms: 100 + random() }));
  const meanIntervalOf = (unitOf: (place: number) => number, shiftMs: (unit: number) => number) => {
    const whole = emptyDistribution();
    for (const { place, ms } of drawn) {
      const unit = unitOf(place);
      addValue(whole, Math.round((ms + shiftMs(unit)) * 1_000), groupOf(place, 320), unit);
    }
    const [low, high] = statsOf(whole, undefined, 5_000)?.intervals.mean ?? [0, 0];
    return high - low;
  };

  it("that each shift their values widen the mean's interval to that of as many values as there are units", () => {
    // Shifts of 0 to 9 ms: 10 units with sd 3.03 give ± 2.262 · 3.03/√10 or more.
    const shifted = meanIntervalOf(
      (place) => place % 10,
      (unit) => unit,
    );
    expect(shifted).toBeGreaterThan(4.2);
    expect(shifted).toBeLessThan(4.8);
    expect(
      meanIntervalOf(
        (place) => place % 10,
        () => 0,
      ),
    ).toBeLessThan(0.2);
  });

  it("are too few below five to tell how much others would differ", () => {
    expect(
      meanIntervalOf(
        (place) => place % 4,
        (unit) => unit,
      ),
    ).toBeLessThan(0.6);
  });
});

it("tells the mean over time beside the mean over calls", () => {
  // Nine calls of 1 ms and one of 11: of 20 ms, 11 are spent in the slow one: (9 · 1 + 11²) / 20.
  expect(statsOfMs([...Array(9).fill(1), 11])).toMatchObject({ mean: 2, timeWeighted: 6.5 });
  expect(statsOfMs([-1, 2, 3])).not.toHaveProperty("timeWeighted");
});

it("flags a mean that one value carries", () => {
  const values = Array.from({ length: 30 }, (_, place) => 10 + place / 10);
  expect(statsOfMs(values)?.carriedByOne).toBeUndefined();
  expect(statsOfMs([...values, 40])?.carriedByOne).toBe(true);
});

it("has Student's t as the tables have it", () => {
  expect(
    [1, 5, 30, 31, 60, 120, 1_000].map((degrees) => studentPoint(degrees, usualMiss).toFixed(3)),
  ).toEqual(["12.706", "2.571", "2.042", "2.040", "2.000", "1.980", "1.962"]);
  // P(|T| > t) = 0.001, as printed tables have it, and 0.0001 of the normal.
  expect([1, 2, 9, 30].map((degrees) => studentPoint(degrees, 0.001).toFixed(3))).toEqual([
    "636.619",
    "31.599",
    "4.781",
    "3.646",
  ]);
  expect([usualMiss, 0.001, 0.0001].map((miss) => normalPoint(miss).toFixed(4))).toEqual([
    "1.9600",
    "3.2905",
    "3.8906",
  ]);
});
