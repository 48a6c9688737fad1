import type { MeanVariance } from "./mean-variance.ts";
import { type QuantileName, quantileNames, quantiles } from "./quantile-rank.ts";

/** The fewest values that show a quantile's upper end: 0.95^59 < 5% and 0.99^299 < 5%. */
export const leastValues: Readonly<Record<QuantileName, number>> = { p50: 1, p90: 1, p95: 59, p99: 299 };

/** The fewest independent values whose least and greatest enclose a quantile, but for a share `miss`: p^n + (1 - p)^n ≤ miss. */
export function leastForInterval(name: QuantileName, miss: number): number {
  const p = quantiles[name] / 1_000;
  let n = Math.max(1, Math.floor(Math.log(miss) / Math.log(p)));
  while (p ** n + (1 - p) ** n > miss) n++;
  return n;
}

/** Whether so many samples, timeouts included, are too few to give a quantile. */
export const isRefused = (name: QuantileName, samples: number): boolean => samples < leastValues[name];

/** What there is to tell of a measure's samples when some of its statistics cannot be given. */
interface Grounds {
  /** How many there are, timeouts included. */
  samples: number;
  areOfOneBlock: boolean;
  /** Of the values that the mean is of; undefined without any. */
  mean: MeanVariance | undefined;
  intervals: Readonly<Partial<Record<"mean" | QuantileName, unknown>>>;
  /** The share of intervals that may miss. */
  miss: number;
}

/** Why a quantile is refused, or all `intervals`, or one of them, each by its name; undefined where nothing is. */
export function refusalsOf({
  samples,
  areOfOneBlock,
  mean,
  intervals,
  miss,
}: Grounds): Record<string, string> | undefined {
  const reasons: Record<string, string> = {};
  for (const name of quantileNames)
    if (isRefused(name, samples)) reasons[name] = `needs ${leastValues[name]} samples, has ${samples}`;
  if (areOfOneBlock) reasons.intervals = "need values of 2 blocks, have those of 1";
  else {
    if (mean && !intervals.mean) reasons["intervals.mean"] = meanReason(mean);
    for (const name of quantileNames)
      if (!intervals[name] && !isRefused(name, samples))
        reasons[`intervals.${name}`] = quantileReason(name, samples, miss);
  }
  return Object.keys(reasons).length > 0 ? reasons : undefined;
}

function quantileReason(name: QuantileName, samples: number, miss: number): string {
  const least = leastForInterval(name, miss);
  return samples < least
    ? `needs ${least} samples, has ${samples}`
    : `needs more than ${samples} samples: those of a block resemble each other`;
}

/** Timeouts can be of more blocks than the values that the mean is of. */
function meanReason({ degrees, variance }: MeanVariance): string {
  if (degrees < 1) return "needs values of 2 blocks, has those of 1";
  return variance === 0 ? "no blocks differ" : "too few blocks differ";
}
