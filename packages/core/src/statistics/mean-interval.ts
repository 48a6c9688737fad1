import { bootstrapT } from "./bootstrap.ts";
import { leastGroups } from "./groups.ts";
import type { MeanVariance } from "./mean-variance.ts";
import { student975 } from "./student.ts";

/**
 * A 95% interval of the mean in µs: a studentised bootstrap over groups of blocks; Student's t where groups are fewer than 10, were
 * joined because neighbours are alike, or vary less than units do. Undefined with one group, and where no group differs or so
 * few that redrawing them often leaves no spread: they do not bound the mean.
 */
export function meanIntervalUs({
  residuals: { n, sumUs, sizes, residualsUs },
  batches,
  variance,
  degrees,
  byUnits,
}: MeanVariance): readonly [number, number] | undefined {
  if (degrees < 1 || variance === 0) return undefined;
  const meanUs = Number(sumUs) / n;
  const standardErrorUs = Math.sqrt(variance);
  if (sizes.length < leastGroups || batches.wereJoined || byUnits > 1) {
    const half = standardErrorUs * student975(degrees);
    return [meanUs - half, meanUs + half];
  }
  const { low, high } = bootstrapT(sizes, residualsUs);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return undefined;
  return [meanUs - standardErrorUs * high, meanUs - standardErrorUs * low];
}
