/*
 * Percentiles in whole numbers: 99.9% of 1,000 is 999, where a binary fraction has a little more and would be rounded up to
 * 1,000.
 */

/** A percentile is written with at most so many decimals. */
const decimals = 10;
const whole = 100n * 10n ** BigInt(decimals);

const partOf = (percent: number): bigint => BigInt(percent.toFixed(decimals).replace(".", ""));

/** The rank, from 1, of a percentile among so many samples: ⌈percent · samples / 100⌉, "nearest rank". */
export function nearestRank(percent: number, samples: number): number {
  // Counts of values that are no whole numbers have no whole ranks either.
  if (!Number.isSafeInteger(samples)) return Math.min(samples, Math.max(1, (percent / 100) * samples));
  return Math.max(1, Number(divideUp(partOf(percent) * BigInt(samples), whole)));
}

const divideUp = (dividend: bigint, divisor: bigint): bigint => (dividend + divisor - 1n) / divisor;
