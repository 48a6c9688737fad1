import * as v from "valibot";
import type { Distribution } from "./distribution.ts";
import { meanIntervalUs } from "./mean-interval.ts";
import { Bound, Interval, readQuantiles, toMs } from "./quantile.ts";
import { leastValues, type QuantileName, quantileNames } from "./quantile-rank.ts";
import type { Censored } from "./summary.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/**
 * Statistics of one measure, in ms with µs resolution. n, sum, mean, sd, min and max are those of ok samples; null where n
 * is too small to have them. Quantiles also count `censored` samples (timeouts, above every deadline).
 */
export const Stats = v.object({
  n: count,
  /** Exact: the mean is rounded. */
  sum: v.nullable(v.number()),
  mean: v.nullable(v.number()),
  sd: v.nullable(v.number()),
  min: v.nullable(v.number()),
  max: v.nullable(v.number()),
  p50: v.nullable(Bound),
  p90: v.nullable(Bound),
  p95: v.nullable(Bound),
  p99: v.nullable(Bound),
  /** 95% intervals, absent where the samples cannot give one. */
  intervals: v.object({
    mean: v.optional(v.tuple([v.number(), v.number()])),
    p50: v.optional(Interval),
    p90: v.optional(Interval),
    p95: v.optional(Interval),
    p99: v.optional(Interval),
  }),
  /** Why a quantile is null. */
  refused: v.optional(v.record(v.string(), v.string())),
  censored: v.optional(count),
  negatives: v.optional(count),
});
export type Stats = v.InferOutput<typeof Stats>;

/** `deadlineMs` is what a quantile among the censored is known to exceed. Undefined when there is no sample at all. */
export function statsOf(
  distribution: Distribution | undefined,
  censored: Censored | undefined,
  deadlineMs: number,
): Stats | undefined {
  const n = distribution?.n ?? 0;
  const all = n + (censored?.n ?? 0);
  if (all === 0) return undefined;
  const moments = distribution && n > 0 ? momentStats(distribution) : noMomentStats;
  const reader = readQuantiles(distribution, censored, deadlineMs);
  const given = quantileNames.filter((name) => all >= leastValues[name]);
  const refused = quantileNames.filter((name) => all < leastValues[name]);
  const quantile = (name: QuantileName) => (given.includes(name) ? reader.quantile(name) : null);
  const intervals = given.flatMap((name) => {
    const interval = reader.interval(name);
    return interval ? [[name, interval] as const] : [];
  });
  const meanInterval = distribution && meanIntervalUs(distribution.moments);
  return {
    n,
    ...moments,
    p50: quantile("p50"),
    p90: quantile("p90"),
    p95: quantile("p95"),
    p99: quantile("p99"),
    intervals: {
      ...(meanInterval && { mean: [toMs(meanInterval[0]), toMs(meanInterval[1])] }),
      ...Object.fromEntries(intervals),
    },
    ...(refused.length > 0 && { refused: reasons(refused, all) }),
    ...(censored && { censored: censored.n }),
    ...(distribution && distribution.negatives > 0 && { negatives: distribution.negatives }),
  };
}

const noMomentStats = { sum: null, mean: null, sd: null, min: null, max: null };

function momentStats({ n, sumSquaresUs, minUs, maxUs, moments }: Distribution) {
  const squares = BigInt(n) * sumSquaresUs - moments.s1 * moments.s1;
  return {
    sum: toMs(Number(moments.s1)),
    mean: toMs(Number(moments.s1) / n),
    sd: n > 1 ? toMs(Math.sqrt(Number(squares) / n / (n - 1))) : null,
    min: toMs(minUs),
    max: toMs(maxUs),
  };
}

const reasons = (names: readonly QuantileName[], all: number): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, `needs ${leastValues[name]} samples, has ${all}`]));
