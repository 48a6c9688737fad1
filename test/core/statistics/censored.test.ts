import { addCensored, censoredOf, noCensored } from "@crisscross/core/statistics/censored";
import { addValue, emptyDistribution } from "@crisscross/core/statistics/distribution";
import { groupOf } from "@crisscross/core/statistics/groups";
import type { Bound } from "@crisscross/core/statistics/quantile";
import { quantileNames, quantiles } from "@crisscross/core/statistics/quantile-rank";
import { statsOf } from "@crisscross/core/statistics/stats";
import fc from "fast-check";
import { expect, it } from "vitest";

const limitMs = 5_000;

/** A call that really takes `us`; its wait is given up after `waitShare` of that, or at the limit, or not at all. */
interface Call {
  us: number;
  waitShare: number | undefined;
}

const anyCall: fc.Arbitrary<Call> = fc.record({
  us: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1_000, max: 9_000_000 })),
  waitShare: fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  ),
});

/** `graceMs` is how much longer than the limit its caller waits. */
function readStats(calls: readonly Call[], graceMs = 0) {
  const [values, censored] = [emptyDistribution(), noCensored()];
  const mostUs = (limitMs + graceMs) * 1_000;
  for (const [index, { us, waitShare }] of calls.entries()) {
    const group = groupOf(index, calls.length);
    const waitUs = Math.min(mostUs, Math.floor(us * (waitShare ?? 1)));
    if (waitShare === undefined && us < mostUs) addValue(values, us, group);
    else addCensored(censored, censoredOf(waitUs, group));
  }
  return statsOf(values, censored, limitMs);
}

/** The mean of the two ranks a quantile lies at, written down again here. */
function trueQuantileMs(calls: readonly Call[], thousandths: number): number {
  const sorted = calls.map(({ us }) => us).toSorted((a, b) => a - b);
  const place = (sorted.length * thousandths) / 1_000;
  const low = Math.ceil(place) - 1;
  const high = Number.isInteger(place) ? low + 1 : low;
  return ((sorted[low] ?? 0) + (sorted[high] ?? 0)) / 2_000;
}

/** Whether the bound is true, but for what rounding to a µs and, with many values, buckets 1% wide leave open. */
function isTrue(bound: Bound, truthMs: number, slack: number): boolean {
  if (typeof bound === "number") return Math.abs(bound - truthMs) <= slack * truthMs + 0.001;
  return bound.gt <= truthMs * (1 + slack) + 0.001;
}

it.each([
  ["few calls, to the µs", 64, 0],
  ["many calls, within 1%", 400, 0.011],
])("says of quantiles only what is true of %s, however early waits were given up", (_, maxLength, slack) => {
  fc.assert(
    fc.property(fc.array(anyCall, { minLength: maxLength === 64 ? 1 : 300, maxLength }), (calls) => {
      const stats = readStats(calls);
      for (const name of quantileNames) {
        const bound = stats?.[name];
        if (bound === null || bound === undefined) continue;
        const truthMs = trueQuantileMs(calls, quantiles[name]);
        expect(isTrue(bound, truthMs, slack), `${name}: ${JSON.stringify(bound)}, truly ${truthMs}`).toBe(
          true,
        );
      }
    }),
  );
});

const leastMs = (bound: Bound): number => (typeof bound === "number" ? bound : bound.gt);

it.each([0, 3_000])(
  "orders every quantile within its interval, %i ms of grace beyond the limit",
  (graceMs) => {
    const clusterOf = (us: fc.Arbitrary<number>) =>
      fc.record({ us, waitShare: fc.constantFrom(undefined, 0, 1) });
    const nearLimit = clusterOf(fc.integer({ min: limitMs * 1_000 - 4_000, max: limitMs * 1_000 + 1_000 }));
    const alike = clusterOf(fc.integer({ min: 100_000, max: 101_000 }));
    const callsOf = (call: fc.Arbitrary<Call>) =>
      fc.array(call, { minLength: 6, maxLength: 400, size: "max" });
    fc.assert(
      fc.property(fc.oneof(callsOf(nearLimit), callsOf(fc.oneof(anyCall, nearLimit, alike))), (calls) => {
        const stats = readStats(calls, graceMs);
        const told = quantileNames.flatMap((name) => stats?.[name] ?? []).map(leastMs);
        expect(told).toEqual(told.toSorted((a, b) => a - b));
        for (const name of quantileNames) {
          const interval = stats?.intervals[name];
          if (!interval) continue;
          const [low, at, high] = [interval[0], stats?.[name] as Bound, interval[1]].map(leastMs);
          expect(low, `${name}: ${JSON.stringify(stats)}`).toBeLessThanOrEqual(at as number);
          expect(at, `${name}: ${JSON.stringify(stats)}`).toBeLessThanOrEqual(high as number);
        }
      }),
    );
  },
);

it("gives quantiles below the waits as numbers, and those among waits that lasted to the limit as beyond it", () => {
  const calls = Array.from({ length: 60 }, (_, place) => ({
    us: place < 56 ? 1_000 * (place + 1) : 6_000_000,
    waitShare: undefined,
  }));
  expect(readStats(calls)).toMatchObject({ p50: 30.5, p90: 54.5, p95: { gt: 5_000 }, censored: 4 });
});
