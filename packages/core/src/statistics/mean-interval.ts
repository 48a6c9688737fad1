import { bootstrapT } from "./bootstrap.ts";
import type { Residuals } from "./group-residuals.ts";
import { leastGroups } from "./groups.ts";
import { student975 } from "./student.ts";

/**
 * A 95% interval of the mean in µs, with groups of blocks as the unit of sampling: a studentised bootstrap over them,
 * below 10 groups Student's t. Undefined with one group, and where no group differs or so few that redrawing them often
 * leaves no spread: they do not bound the mean.
 */
export function meanIntervalUs(residuals: Residuals): readonly [number, number] | undefined {
  const { n, sumUs, sizes, residualsUs, standardErrorUs } = residuals;
  const blocks = sizes.length;
  if (blocks < 2 || standardErrorUs === 0) return undefined;
  const meanUs = Number(sumUs) / n;
  if (blocks < leastGroups) {
    const half = standardErrorUs * student975(blocks - 1);
    return [meanUs - half, meanUs + half];
  }
  const { low, high } = bootstrapT(sizes, residualsUs);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return undefined;
  return [meanUs - standardErrorUs * high, meanUs - standardErrorUs * low];
}
