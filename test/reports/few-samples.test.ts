import { describe, expect, it } from "vitest";
import cases from "./data/statistics.json" with { type: "json" };
import { stateAfter } from "./percentile-alarm.ts";

const { alarm, samplesByPeriodOldestFirst } = cases.H19;

describe("samples of a percentile are counted where the alarm looks", () => {
  it("H19: in its evaluation period, not in the two before it", async () => {
    expect(await stateAfter(alarm, samplesByPeriodOldestFirst)).toBe("ALARM");
  });

  it("in each of several evaluation periods", async () => {
    const twoPeriods = { ...alarm, evaluationPeriods: 2 };
    expect(await stateAfter(twoPeriods, [5, 5, 1_000, 1_000])).toBe("ALARM");
    expect(await stateAfter(twoPeriods, [5, 1_000, 5, 1_000])).toBe("INSUFFICIENT_DATA");
  });

  it("in the period before, where the newest has no data", async () => {
    expect(await stateAfter(alarm, [5, 1_000, 0])).toBe("ALARM");
    expect(await stateAfter(alarm, [1_000, 5, 0])).toBe("INSUFFICIENT_DATA");
  });

  it("of an alarm that does not wait for enough, nowhere", async () => {
    expect(await stateAfter({ ...alarm, evaluateLowSampleCountPercentiles: "evaluate" }, [5])).toBe("ALARM");
  });
});
