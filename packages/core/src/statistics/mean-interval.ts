import { bootstrapT } from "./bootstrap.ts";
import { leastGroups } from "./groups.ts";
import type { MeanVariance } from "./mean-variance.ts";
import { normalPoint, studentPoint, usualMiss } from "./student.ts";

/**
 * An interval of the mean in µs, 95% unless more may `miss`: a studentised bootstrap over groups of blocks; Student's t where
 * groups are fewer than 10, were joined because neighbours are alike, or vary less than units do. Undefined with one group,
 * and where no group differs or so few that redrawing them often leaves no spread: they do not bound the mean.
 */
export function meanIntervalUs(
  { residuals: { n, sumUs, sizes, residualsUs }, batches, variance, degrees, byUnits }: MeanVariance,
  miss = usualMiss,
): readonly [number, number] | undefined {
  if (degrees < 1 || variance === 0) return undefined;
  const meanUs = Number(sumUs) / n;
  const standardErrorUs = Math.sqrt(variance);
  if (sizes.length < leastGroups || batches.wereJoined || byUnits > 1) {
    const half = standardErrorUs * studentPoint(degrees, miss);
    return [meanUs - half, meanUs + half];
  }
  const drawn = bootstrapT(sizes, residualsUs);
  if (!Number.isFinite(drawn.low) || !Number.isFinite(drawn.high)) return undefined;
  const { low, high } = farther(drawn, degrees, miss);
  return [meanUs - standardErrorUs * high, meanUs - standardErrorUs * low];
}

/**
 * The points of a t statistic at another level than the drawn ones, which so few replicates cannot reach: its symmetric part
 * grows as Student's t, its skew as 1 + 2z², the first term of the Edgeworth expansion of a studentised mean (Hall 1992,
 * 2.6). Of that, and of both growing as Student's t, the farther one.
 */
function farther({ low, high }: { low: number; high: number }, degrees: number, miss: number) {
  if (miss === usualMiss) return { low, high };
  const growth = studentPoint(degrees, miss) / studentPoint(degrees, usualMiss);
  const skewGrowth = (1 + 2 * normalPoint(miss) ** 2) / (1 + 2 * normalPoint(usualMiss) ** 2);
  const half = ((high - low) / 2) * growth;
  const skew = ((high + low) / 2) * skewGrowth;
  return { low: Math.min(low * growth, skew - half), high: Math.max(high * growth, skew + half) };
}
