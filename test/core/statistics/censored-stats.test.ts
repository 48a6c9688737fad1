import { statsOf } from "@crisscross/core/statistics/stats";
import { describe, expect, it } from "vitest";
import { censoredMs, distributionOfMs } from "../values.ts";

describe("censored waits", () => {
  const censored = (n: number, leastMs = 5_003) => censoredMs(Array(n).fill(leastMs));

  it("turn the quantiles they reach into a bound, and leave the others", () => {
    const stats = statsOf(distributionOfMs([10, 20, 30, 40, 50, 60]), censored(4), 5_000);
    expect(stats).toMatchObject({ n: 6, mean: 35, max: 60, p50: 55, p90: { gt: 5_000 }, censored: 4 });
    expect(stats?.intervals.p50).toEqual([20, { gt: 5_000 }]);
  });

  it("are all there is to say when every probe timed out", () => {
    expect(statsOf(undefined, censored(6), 5_000)).toEqual({
      n: 0,
      sum: null,
      mean: null,
      sd: null,
      min: null,
      max: null,
      p50: { gt: 5_000 },
      p90: { gt: 5_000 },
      p95: null,
      p99: null,
      intervals: { p50: [{ gt: 5_000 }, { gt: 5_000 }] },
      refused: {
        p95: "needs 59 samples, has 6",
        p99: "needs 299 samples, has 6",
        "intervals.p90": "needs 29 samples, has 6",
      },
      censored: 6,
    });
  });

  it("count towards what a quantile needs", () => {
    expect(statsOf(distributionOfMs(Array(58).fill(10)), censored(1), 5_000)).toMatchObject({ p95: 10 });
  });

  it("bound no more than the wait itself when it was given up early", () => {
    // Of 10, more than 3,000 twice, and 4,000 ms: the second is more than 3,000, and so is the third.
    const stats = statsOf(distributionOfMs([10, 4_000]), censored(2, 3_000), 5_000);
    expect(stats?.p50).toEqual({ gt: 3_000 });
  });

  it("that were short leave the quantiles of longer ones a bound of their own", () => {
    const stats = statsOf(
      distributionOfMs([10, 20, 30, 40, 50, 60]),
      censoredMs([25, 5_003, 5_004, 5_005]),
      5_000,
    );
    // By length: 10, 20, 25+, 30, 40, 50, 60, 5,003+ …; of the fifth and sixth is known that they are 40 and 50 at least.
    expect(stats).toMatchObject({ p50: { gt: 45 }, p90: { gt: 5_000 } });
    expect(stats?.intervals.p50).toEqual([20, { gt: 5_000 }]);
  });

  it("below the values they would have had to exceed change nothing", () => {
    const stats = statsOf(distributionOfMs([10, 20, 20, 20, 20, 60]), censored(1, 15), 5_000);
    expect(stats?.p50).toBe(20);
  });

  it("bound a quantile half way between a value and a wait by the middle of both", () => {
    expect(statsOf(distributionOfMs([10, 20]), censored(2), 5_000)?.p50).toEqual({ gt: 2_510 });
  });

  it("leave quantiles to 1% where values are only counted", () => {
    const values = distributionOfMs(Array.from({ length: 1_000 }, (_, place) => 100 + place / 1_000));
    expect(statsOf(values, censored(1, 50), 5_000)?.p50).toBeCloseTo(100.5, 0);
    expect(statsOf(values, censored(1, 5_003), 5_000)?.p50).toBeCloseTo(100.5, 0);
  });

  it("that lasted to the limit are told as what they lasted where a caller's grace let a longer value in", () => {
    // 230 ms came within the grace of a limit of 200: the waits are not all of the limit.
    const values = distributionOfMs([...Array(8).fill(150), 230]);
    const stats = statsOf(values, censored(2, 240), 200);
    expect(stats).toMatchObject({ p90: { gt: 240 }, intervals: { p50: [150, { gt: 240 }] } });
    expect(statsOf(distributionOfMs([150, 190]), censored(2, 240), 200)?.p90).toEqual({ gt: 200 });
  });

  it("take a timer that fired a little early for the deadline", () => {
    expect(statsOf(undefined, censored(1, 4_999.2), 5_000)?.p50).toEqual({ gt: 5_000 });
  });
});
