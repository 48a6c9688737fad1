import * as v from "valibot";
import { count } from "../edge/schema.ts";
import { toMs } from "../edge/time.ts";
import { type Censored, censoredCount } from "./censored.ts";
import { designEffect } from "./design-effect.ts";
import type { Distribution } from "./distribution.ts";
import { type Residuals, residualsOf } from "./group-residuals.ts";
import { meanIntervalUs } from "./mean-interval.ts";
import { Bound, Interval, readQuantiles } from "./quantile.ts";
import { type QuantileName, quantileNames } from "./quantile-rank.ts";
import { isRefused, refusalsOf } from "./refused-quantiles.ts";

/**
 * Statistics of one measure, in ms with µs resolution. n, sum, mean, sd, min and max are those of ok samples; null where n
 * is too small to have them. Quantiles also count `censored` samples (timeouts, of which only a least wait is known). Only
 * total, originWait, innerObserved and db have such; all of any other measure is of ok samples.
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
  /** Why a quantile is null, or why `intervals`, or that of the mean (`intervals.mean`), cannot be given. */
  refused: v.optional(v.record(v.string(), v.string())),
  censored: v.optional(count),
  negatives: v.optional(count),
});
export type Stats = v.InferOutput<typeof Stats>;

/** `limitMs` is when a wait is given up by plan. Undefined when there is no sample at all. */
export function statsOf(
  distribution: Distribution | undefined,
  censored: Censored | undefined,
  limitMs: number,
): Stats | undefined {
  const n = distribution?.n ?? 0;
  const gaveUp = censored ? censoredCount(censored) : 0;
  const all = n + gaveUp;
  if (all === 0) return undefined;
  const values =
    distribution && n > 0 ? { ...distribution, residuals: residualsOf(distribution.groups) } : undefined;
  const effect = designEffect(values, censored);
  const reader = readQuantiles(values, censored, limitMs, effect);
  const given = quantileNames.filter((name) => !isRefused(name, all));
  const quantile = (name: QuantileName) => (given.includes(name) ? reader.quantile(name) : null);
  const intervals = given.flatMap((name) => {
    const interval = reader.interval(name);
    return interval ? [[name, interval] as const] : [];
  });
  const meanInterval = values && meanIntervalUs(values.residuals);
  const residuals = values?.residuals;
  const refused = refusalsOf({
    samples: all,
    effect,
    residuals,
    hasMeanInterval: meanInterval !== undefined,
  });
  return {
    n,
    ...(values ? momentsOf(values, values.residuals) : noMoments),
    p50: quantile("p50"),
    p90: quantile("p90"),
    p95: quantile("p95"),
    p99: quantile("p99"),
    intervals: {
      ...(meanInterval && { mean: [toMs(meanInterval[0]), toMs(meanInterval[1])] }),
      ...Object.fromEntries(intervals),
    },
    ...(Object.keys(refused).length > 0 && { refused }),
    ...(gaveUp > 0 && { censored: gaveUp }),
    ...(distribution && distribution.negatives > 0 && { negatives: distribution.negatives }),
  };
}

const noMoments = { sum: null, mean: null, sd: null, min: null, max: null };

function momentsOf({ n, sumSquaresUs, minUs, maxUs }: Distribution, { sumUs }: Residuals) {
  const squares = BigInt(n) * sumSquaresUs - sumUs * sumUs;
  return {
    sum: toMs(Number(sumUs)),
    mean: toMs(Number(sumUs) / n),
    sd: n > 1 ? toMs(Math.sqrt(Number(squares) / n / (n - 1))) : null,
    min: toMs(minUs),
    max: toMs(maxUs),
  };
}
