import { groupOf, groupsOf } from "@crisscross/core/block-groups";
import { addCensored, censoredOf, noCensored } from "@crisscross/core/censored";
import { addDistribution, distributionOf, emptyDistribution } from "@crisscross/core/distribution";
import type { Bound } from "@crisscross/core/quantile";
import { quantileNames, quantiles } from "@crisscross/core/quantile-rank";
import { statsOf } from "@crisscross/core/stats";
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

function readStats(calls: readonly Call[]) {
  const [values, censored] = [emptyDistribution(), noCensored()];
  for (const [index, { us, waitShare }] of calls.entries()) {
    const group = groupOf({ index });
    const waitUs = Math.min(limitMs * 1_000, Math.floor(us * (waitShare ?? 1)));
    if (waitShare === undefined && us < limitMs * 1_000)
      addDistribution(values, distributionOf([us], groupsOf([us], group)));
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

it("gives quantiles below the waits as numbers, and those among waits that lasted to the limit as beyond it", () => {
  const calls = Array.from({ length: 60 }, (_, place) => ({
    us: place < 56 ? 1_000 * (place + 1) : 6_000_000,
    waitShare: undefined,
  }));
  expect(readStats(calls)).toMatchObject({ p50: 30.5, p90: 54.5, p95: { gt: 5_000 }, censored: 4 });
});
