import * as v from "valibot";
import type { Distribution } from "./distribution.ts";
import { meanIntervalUs, standardErrorOfBlocks } from "./mean-interval.ts";
import { intervalRanks, leastValues, type QuantileName, quantileNames, ranksOf } from "./quantile-rank.ts";
import { boundsOf, representativeOf } from "./sketch.ts";
import type { Censored } from "./summary.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** In ms; `gt` where all that is known is that the value is greater: the probes waited that long and gave up. */
const Bound = v.union([v.number(), v.object({ gt: v.number() })]);
export type Bound = v.InferOutput<typeof Bound>;
const Interval = v.tuple([Bound, Bound]);
export type Interval = v.InferOutput<typeof Interval>;

/**
 * Statistics of one measure, in ms with µs resolution. n, mean, sd, min and max are those of ok samples; null where n
 * is too small to have them. Quantiles also count `censored` samples (timeouts, above every deadline).
 */
export const Stats = v.object({
  n: count,
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
  const reader = readerOf(distribution, censored, deadlineMs);
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

const noMomentStats = { mean: null, sd: null, min: null, max: null };

function momentStats({ n, sumSquaresUs, minUs, maxUs, moments }: Distribution) {
  const squares = BigInt(n) * sumSquaresUs - moments.s1 * moments.s1;
  return {
    mean: toMs(Number(moments.s1) / n),
    sd: n > 1 ? toMs(Math.sqrt(Number(squares) / n / (n - 1))) : null,
    min: toMs(minUs),
    max: toMs(maxUs),
  };
}

const reasons = (names: readonly QuantileName[], all: number): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, `needs ${leastValues[name]} samples, has ${all}`]));

interface Reader {
  quantile(name: QuantileName): Bound;
  interval(name: QuantileName): Interval | undefined;
}

/** Reads values by rank, the censored ones ranking above all others. */
function readerOf(
  distribution: Distribution | undefined,
  censored: Censored | undefined,
  deadlineMs: number,
): Reader {
  const n = distribution?.n ?? 0;
  const all = n + (censored?.n ?? 0);
  const leastMs = (censored?.leastUs ?? Number.POSITIVE_INFINITY) / 1_000;
  // A timer may fire a little early; a wait that short of the deadline still was the deadline.
  const gt: Bound = { gt: leastMs >= deadlineMs - earlyMs ? deadlineMs : leastMs };
  const at = distribution ? rankReader(distribution) : undefined;
  const known = (us: number): Bound => (us / 1_000 > leastMs ? gt : toMs(us));
  return {
    quantile(name) {
      const [low, high] = ranksOf(name, all);
      if (!at || high > n) return gt;
      return known((at(low).valueUs + at(high).valueUs) / 2);
    },
    interval(name) {
      const ranks = intervalRanks(name, all, designEffect(distribution));
      if (!ranks) return undefined;
      const [low, high] = ranks;
      return [at && low <= n ? known(at(low).lowUs) : gt, at && high <= n ? known(at(high).highUs) : gt];
    },
  };
}

const earlyMs = 2;

interface RankedValue {
  valueUs: number;
  /** Where the value may lie: itself when kept exactly, else its bucket's bounds. */
  lowUs: number;
  highUs: number;
}

function rankReader({ spread, minUs, maxUs }: Distribution): (rank: number) => RankedValue {
  if (spread.kind === "values") {
    const { values } = spread;
    return (rank) => {
      const valueUs = values[rank - 1] as number;
      return { valueUs, lowUs: valueUs, highUs: valueUs };
    };
  }
  const entries = [...spread.buckets].sort(([a], [b]) => a - b);
  const within = (us: number) => Math.min(maxUs, Math.max(minUs, us));
  return (rank) => {
    let seen = 0;
    const found = entries.find(([, count]) => {
      seen += count;
      return seen >= rank;
    });
    const bucket = (found ?? [0])[0];
    const { lowUs, highUs } = boundsOf(bucket);
    return { valueUs: within(representativeOf(bucket)), lowUs: within(lowUs), highUs: within(highUs) };
  };
}

/**
 * How much wider intervals must be because values of a block resemble each other: variance of the mean by blocks over
 * that of independent values, less two standard errors of that ratio so that chance alone widens nothing.
 */
function designEffect(distribution: Distribution | undefined): number {
  if (!distribution || distribution.n < 2 || distribution.moments.blocks < 2n) return 1;
  const { n, sumSquaresUs, moments } = distribution;
  const squares = Number(BigInt(n) * sumSquaresUs - moments.s1 * moments.s1);
  if (squares === 0) return 1;
  const independent = squares / n / n / (n - 1);
  const ratio = standardErrorOfBlocks(moments) ** 2 / independent;
  return Math.max(1, ratio / (1 + 2 * Math.sqrt(2 / (Number(moments.blocks) - 1))));
}

/** Rounds to whole µs. */
const toMs = (us: number): number => Math.round(us) / 1_000;
