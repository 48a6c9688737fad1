import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRule } from "../../packages/local/src/cloudwatch/alarm/rule.ts";
import { addSample, createBucket } from "../../packages/local/src/cloudwatch/metrics/bucket.ts";
import { leastSamples, nearestRank } from "../../packages/local/src/cloudwatch/metrics/percentile.ts";
import { parseStatistic, readStatistic } from "../../packages/local/src/cloudwatch/metrics/statistic.ts";
import cases from "./data/statistics.json" with { type: "json" };
import { stateAfter } from "./percentile-alarm.ts";

/** A percentile of 1, 2, … up to `most`. */
function percentileUpTo(most: number, text: string): number | undefined {
  const statistic = parseStatistic(text);
  if (!statistic) throw new Error(`${text} is no statistic`);
  const bucket = createBucket();
  for (let value = 1; value <= most; value++) addSample(bucket, { kind: "values", values: [value] });
  return readStatistic(bucket, statistic);
}

const mostOf = (values: string) => Number(/^1 to (\d+)$/.exec(values)?.[1]);

/** The rule of a case with its 25 alarms written out, of which the first so many are in alarm. */
function isHeld({ alarmRule, inAlarm }: { alarmRule: string; inAlarm: number }): boolean {
  const names = Array.from({ length: 25 }, (_, index) => `a${index + 1}`);
  const rule = parseRule(alarmRule.replace("a1, …, a25", names.join(", ")));
  return rule.holds((name) => (names.indexOf(name) < inAlarm ? "ALARM" : "OK"));
}

describe("a percentile is the nearest rank, counted in whole numbers", () => {
  it.each([
    ["H12", cases.H12, 999],
    ["H13", cases.H13, 1_998],
    ["H14", cases.H14, 55],
  ] as const)("%s: %j is %i", (_, { percentile, values }, right) => {
    expect(percentileUpTo(mostOf(values), percentile)).toBe(right);
  });

  it("for every percentile of two decimals and every number of samples", () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000 }), fc.integer({ min: 1, max: 1e9 }), (hundredths, samples) => {
        const rank = nearestRank(hundredths / 100, samples);
        // The least whole number that is hundredths / 10,000 of the samples or more.
        expect(rank === 1 || BigInt(rank - 1) * 10_000n < BigInt(hundredths) * BigInt(samples)).toBe(true);
        expect(BigInt(rank) * 10_000n >= BigInt(hundredths) * BigInt(samples)).toBe(true);
      }),
      { seed: 12, numRuns: 2_000 },
    );
  });

  it("of counts that are no whole numbers too", () => {
    const bucket = createBucket();
    addSample(bucket, { kind: "values", values: [3, 5], counts: [0.25, 0.5] });
    const p50 = { kind: "percentile", percent: 50 } as const;
    expect(readStatistic(bucket, p50)).toBe(5);
    expect(readStatistic(bucket, { ...p50, percent: 100 })).toBe(5);
  });
});

describe("too few samples of a percentile are fewer than 10/(1 − p), below the median than 10/p", () => {
  it.each([
    ["H15", cases.H15],
    ["H16", cases.H16],
  ] as const)("%s: so many are enough, one fewer is not: %j", async (_, { alarm, samplesInThePeriod }) => {
    expect(await stateAfter(alarm, [samplesInThePeriod])).toBe("ALARM");
    expect(await stateAfter(alarm, [samplesInThePeriod - 1])).toBe("INSUFFICIENT_DATA");
  });

  it.each([
    [50, 20],
    [10, 100],
    [99, 1_000],
    [99.99, 100_000],
    [0.1, 10_000],
    [97, 334],
    [100, Number.POSITIVE_INFINITY],
    [0, Number.POSITIVE_INFINITY],
  ])("p%f needs %d", (percent, least) => {
    expect(leastSamples(percent)).toBe(least);
  });
});

describe("a share of alarms is refused by name", () => {
  it.each([
    ["H17", cases.H17],
    ["H18", cases.H18],
  ] as const)("%s", (_, rule) => {
    expect(() => isHeld(rule)).toThrow("uses AT_LEAST, which the local cloud does not support");
  });
});
