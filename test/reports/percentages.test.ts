import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRule } from "../../packages/local/src/cloudwatch/alarm/rule.ts";
import { addSample, createBucket } from "../../packages/local/src/cloudwatch/metrics/bucket.ts";
import { nearestRank } from "../../packages/local/src/cloudwatch/metrics/percentile.ts";
import { parseStatistic, readStatistic } from "../../packages/local/src/cloudwatch/metrics/statistic.ts";
import { checkInputs } from "../../packages/local/src/graph/inputs.ts";
import { kinds } from "../../packages/local/src/provision/kinds.ts";
import { metricAlarm } from "../local/cloudwatch/virtual-cloudwatch.ts";
import cases from "./data/statistics.json" with { type: "json" };
import { refusalOf } from "./register.ts";

/** A percentile of 1, 2, … up to `most`. */
function percentileUpTo(most: number, text: string): number | undefined {
  const statistic = parseStatistic(text);
  if (!statistic) throw new Error(`${text} is no statistic`);
  const bucket = createBucket();
  for (let value = 1; value <= most; value++) addSample(bucket, { kind: "values", values: [value] });
  return readStatistic(bucket, statistic);
}

const mostOf = (values: string) => Number(/^1 to (\d+)$/.exec(values)?.[1]);

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

describe("waiting for enough samples of a percentile is refused by name", () => {
  it.each([
    ["H15", cases.H15],
    ["H16", cases.H16],
    ["H19", cases.H19],
  ] as const)("%s: %j", (number, { alarm }) => {
    const resource = metricAlarm("slow", { statistic: undefined, ...alarm });
    expect(() => checkInputs(resource, kinds[resource.type]?.rules ?? { used: [] })).toThrow(
      refusalOf(number),
    );
  });
});

describe("a share of alarms is refused by name", () => {
  it.each([
    ["H17", cases.H17],
    ["H18", cases.H18],
  ] as const)("%s: %j", (number, { alarmRule }) => {
    expect(() => parseRule(alarmRule)).toThrow(refusalOf(number));
  });
});
