import type { Residuals } from "./group-residuals.ts";
import { type QuantileName, quantileNames } from "./quantile-rank.ts";

/** The fewest values that show a quantile's upper end: 0.95^59 < 5% and 0.99^299 < 5%. */
export const leastValues: Readonly<Record<QuantileName, number>> = { p50: 1, p90: 1, p95: 59, p99: 299 };

/** Whether so many samples, timeouts included, are too few to give a quantile. */
export const isRefused = (name: QuantileName, samples: number): boolean => samples < leastValues[name];

/** What there is to tell of a measure's samples when some of its statistics cannot be given. */
interface Grounds {
  /** How many there are, timeouts included. */
  samples: number;
  /** Undefined where all samples are of one block. */
  effect: number | undefined;
  /** Of the values that the mean is of; undefined without any. */
  residuals: Residuals | undefined;
  hasMeanInterval: boolean;
}

/** Why a quantile is refused, or `intervals`, or that of the mean, each by its name. */
export function refusalsOf({ samples, effect, residuals, hasMeanInterval }: Grounds): Record<string, string> {
  const tooFew = quantileNames
    .filter((name) => isRefused(name, samples))
    .map((name) => [name, `needs ${leastValues[name]} samples, has ${samples}`]);
  return {
    ...Object.fromEntries(tooFew),
    ...(effect === undefined && { intervals: "need values of 2 blocks, have those of 1" }),
    ...(effect !== undefined && residuals && !hasMeanInterval && { "intervals.mean": meanReason(residuals) }),
  };
}

/** Timeouts can be of more blocks than the values that the mean is of. */
function meanReason({ sizes, standardErrorUs }: Residuals): string {
  if (sizes.length < 2) return "needs values of 2 blocks, has those of 1";
  return standardErrorUs === 0 ? "no blocks differ" : "too few blocks differ";
}
