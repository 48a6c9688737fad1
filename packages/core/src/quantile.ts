import * as v from "valibot";
import type { Distribution } from "./distribution.ts";
import { standardErrorOfBlocks } from "./mean-interval.ts";
import { intervalRanks, type QuantileName, ranksOf } from "./quantile-rank.ts";
import { boundsOf } from "./sketch.ts";
import type { Censored } from "./summary.ts";

/** In ms; `gt` where all that is known is that the value is greater: the probes waited that long and gave up. */
export const Bound = v.union([v.number(), v.object({ gt: v.number() })]);
export type Bound = v.InferOutput<typeof Bound>;
export const Interval = v.tuple([Bound, Bound]);
export type Interval = v.InferOutput<typeof Interval>;

export interface QuantileReader {
  quantile(name: QuantileName): Bound;
  interval(name: QuantileName): Interval | undefined;
}

/**
 * Reads values by rank, the censored ones ranking above all others. Intervals need two blocks: one alone cannot show
 * how much blocks differ.
 */
export function readQuantiles(
  distribution: Distribution | undefined,
  censored: Censored | undefined,
  deadlineMs: number,
): QuantileReader {
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
      return known((at(low) + at(high)) / 2);
    },
    interval(name) {
      const effect = designEffect(distribution);
      const ranks = effect === undefined ? undefined : intervalRanks(name, all, effect);
      if (!ranks) return undefined;
      const [low, high] = ranks;
      const top = all === n ? { gt: toMs(distribution?.maxUs ?? 0) } : gt;
      return [at && low <= n ? known(at(low)) : gt, at && high <= n ? known(at(high)) : top];
    },
  };
}

const earlyMs = 2;

/** The value of a rank in µs: itself while values are kept, later its even place within its bucket. */
function rankReader({ spread, minUs, maxUs }: Distribution): (rank: number) => number {
  if (spread.kind === "values") return (rank) => spread.values[rank - 1] as number;
  const entries = [...spread.buckets].sort(([a], [b]) => a - b);
  return (rank) => {
    let before = 0;
    for (const [bucket, count] of entries) {
      if (before + count < rank) {
        before += count;
        continue;
      }
      const { lowUs, highUs } = boundsOf(bucket);
      const us = lowUs + ((rank - before - 0.5) / count) * (highUs - lowUs);
      return Math.min(maxUs, Math.max(minUs, us));
    }
    return maxUs;
  };
}

/**
 * How much wider intervals must be because values of a block resemble each other: the variance of the mean by blocks
 * over that of independent values (Kish's design effect), at least 1. Undefined with one block.
 */
function designEffect(distribution: Distribution | undefined): number | undefined {
  if (!distribution || distribution.n === 0) return 1;
  if (distribution.moments.blocks < 2n) return undefined;
  const { n, sumSquaresUs, moments } = distribution;
  const squares = Number(BigInt(n) * sumSquaresUs - moments.s1 * moments.s1);
  if (squares === 0) return 1;
  const independent = squares / n / n / (n - 1);
  return Math.max(1, standardErrorOfBlocks(moments) ** 2 / independent);
}

/** Rounds to whole µs. */
export const toMs = (us: number): number => Math.round(us) / 1_000;
