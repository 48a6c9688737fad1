import * as v from "valibot";
import { count } from "../edge/schema.ts";
import { toMs } from "../edge/time.ts";
import { type Censored, censoredCount } from "./censored.ts";
import type { Distribution } from "./distribution.ts";
import { meanIntervalUs } from "./mean-interval.ts";
import { type MeanVariance, meanVarianceOf } from "./mean-variance.ts";
import { Bound, Interval, readQuantiles } from "./quantile.ts";
import { quantileEffects } from "./quantile-effects.ts";
import { type QuantileName, quantileNames } from "./quantile-rank.ts";
import { isRefused, refusalsOf } from "./refused-quantiles.ts";
import { usualMiss } from "./student.ts";

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
  /** 95% intervals, or farther ones where all of a document are to hold at once; absent where the samples cannot give one. */
  intervals: v.object({
    mean: v.optional(v.tuple([v.number(), v.number()])),
    p50: v.optional(Interval),
    p90: v.optional(Interval),
    p95: v.optional(Interval),
    p99: v.optional(Interval),
  }),
  /**
   * The mean over the time that all took together, Σx² / Σx, of positive values: what is met at a chance moment by a caller that always
   * waits (length-biased sampling: Cox 1969). In a closed loop slow times have fewer calls, and `mean` has too little of them.
   */
  timeWeighted: v.optional(v.number()),
  /** Why a quantile is null, or why all `intervals`, or one of them (`intervals.mean`, `intervals.p50`), cannot be given. */
  refused: v.optional(v.record(v.string(), v.string())),
  /** The correlation of neighbouring groups of blocks, -1 to 1: where it is far above 0, samples say less than as many independent ones. */
  lag1: v.optional(v.number()),
  /** Conditions lasted for much of the job: intervals are too narrow for what is true of longer. */
  lasting: v.optional(v.literal(true)),
  /** One value carries over half of Σ(x - x̄)²: mean, sd and interval of the mean are about that one. */
  carriedByOne: v.optional(v.literal(true)),
  censored: v.optional(count),
  negatives: v.optional(count),
});
export type Stats = v.InferOutput<typeof Stats>;

/**
 * `limitMs` is when a wait is given up by plan, `miss` the share of intervals that may miss the truth. Undefined when there
 * is no sample at all.
 */
export function statsOf(
  distribution: Distribution | undefined,
  censored: Censored | undefined,
  limitMs: number,
  miss = usualMiss,
): Stats | undefined {
  const values = distribution && distribution.n > 0 ? distribution : undefined;
  const gaveUp = censored ? censoredCount(censored) : 0;
  const all = (values?.n ?? 0) + gaveUp;
  if (all === 0) return undefined;
  const mean = values && meanVarianceOf(values);
  const effects = quantileEffects(values, mean, censored, miss);
  const reader = readQuantiles(values, censored, limitMs, effects, miss);
  const given = quantileNames.filter((name) => !isRefused(name, all));
  const quantile = (name: QuantileName) => (given.includes(name) ? reader.quantile(name) : null);
  const intervals: Stats["intervals"] = {};
  const meanInterval = mean && meanIntervalUs(mean, miss);
  if (meanInterval) intervals.mean = [toMs(meanInterval[0]), toMs(meanInterval[1])];
  for (const name of given) {
    const interval = reader.interval(name);
    if (interval) intervals[name] = interval;
  }
  const refused = refusalsOf({ samples: all, areOfOneBlock: effects === undefined, mean, intervals, miss });
  return {
    n: values?.n ?? 0,
    ...(values && mean ? momentsOf(values, mean) : noMoments),
    p50: quantile("p50"),
    p90: quantile("p90"),
    p95: quantile("p95"),
    p99: quantile("p99"),
    intervals,
    ...(values && mean && values.minUs > 0 && { timeWeighted: timeWeightedOf(values, mean) }),
    ...(refused && { refused }),
    ...(mean?.lag1 !== undefined && { lag1: Math.round(mean.lag1 * 100) / 100 }),
    ...(mean?.batches.areLasting && { lasting: true }),
    ...(values && mean && isCarriedByOne(values, mean) && { carriedByOne: true }),
    ...(gaveUp > 0 && { censored: gaveUp }),
    ...(values && values.negatives > 0 && { negatives: values.negatives }),
  };
}

const noMoments = { sum: null, mean: null, sd: null, min: null, max: null };

function momentsOf({ n, minUs, maxUs }: Distribution, { squares, residuals }: MeanVariance) {
  const sumUs = Number(residuals.sumUs);
  return {
    sum: toMs(sumUs),
    mean: toMs(sumUs / n),
    sd: n > 1 ? toMs(Math.sqrt(squares / (n - 1))) : null,
    min: toMs(minUs),
    max: toMs(maxUs),
  };
}

const timeWeightedOf = ({ sumSquaresUs }: Distribution, { residuals }: MeanVariance): number =>
  toMs(Number(sumSquaresUs) / Number(residuals.sumUs));

/** Two values carry half each; of three or more, the one farthest from the mean can carry most. */
function isCarriedByOne({ n, minUs, maxUs }: Distribution, { squares, residuals }: MeanVariance): boolean {
  const meanUs = Number(residuals.sumUs) / n;
  return n > 2 && Math.max(maxUs - meanUs, meanUs - minUs) ** 2 > squares / 2;
}
