import { type Batches, joinAlike, leastUnits, varianceOf } from "./batches.ts";
import type { Distribution } from "./distribution.ts";
import { type Exact, exactOf } from "./exact.ts";
import { type Residuals, residualsOf } from "./group-residuals.ts";
import { lag1Of } from "./lag.ts";

/** What groups and units say of the mean of some values. */
export interface MeanVariance {
  residuals: Residuals;
  batches: Batches;
  /** Of neighbouring groups of blocks. */
  lag1: number | undefined;
  /** Of the mean, in µs²; Infinity with one group. */
  variance: number;
  /** Of that variance's estimate; 0 with one group. */
  degrees: number;
  /** How many times the variance by time alone it is: more than 1 where units are shifted each as a whole. */
  byUnits: number;
  /** Σ(x - x̄)², as a number. */
  squares: number;
}

/**
 * The mean's variance by batches of time, and by units (what made the calls) where there are enough of these and they vary by
 * more than chance: then by both, V(time) + V(units) - V(independent), at least the larger (two-way clusters: Cameron,
 * Gelbach and Miller 2011), with Satterthwaite's degrees of freedom (1946).
 */
export function meanVarianceOf({ n, groups, units, sumSquaresUs }: Distribution): MeanVariance {
  const residuals = residualsOf(groups);
  const batches = joinAlike(residuals.sizes, residuals.residualsUs);
  const squares = Number(squaresOf(n, sumSquaresUs, residuals.sumUs)) / n;
  const byTime = varianceOf(batches.residuals, n) * batches.inflation;
  const found = { residuals, batches, squares, lag1: lag1Of(residuals.residualsUs) };
  const timeDegrees = batches.sizes.length - 1;
  const count = units.numbers.length;
  const ofUnits = count < leastUnits ? 0 : varianceOf(residualsOf(units).residualsUs, n);
  if (timeDegrees < 1 || ofUnits <= byTime * (1 + 1.25 * chanceOf(count)))
    return { ...found, variance: byTime, degrees: timeDegrees, byUnits: 1 };
  const variance = Math.max(ofUnits, byTime + ofUnits - squares / n / (n - 1));
  return {
    ...found,
    variance,
    degrees: Math.max(1, variance ** 2 / (byTime ** 2 / timeDegrees + ofUnits ** 2 / (count - 1))),
    byUnits: byTime === 0 ? 1 : variance / byTime,
  };
}

/** n · Σx² - (Σx)², exactly. */
function squaresOf(n: number, sumSquares: Exact, sum: Exact): Exact {
  return exactOf(BigInt(n) * BigInt(sumSquares) - BigInt(sum) ** 2n);
}

/** How far above 1 the effect of independent samples lies by chance: one standard deviation of a variance by so many units. */
export const chanceOf = (count: number): number => Math.sqrt(2 / Math.max(1, count - 1));

/** How much larger a variance is than that of independent values (Kish's design effect), at least 1. */
export function effectOf({ variance, squares, residuals: { n } }: MeanVariance): number {
  return squares === 0 ? 1 : Math.max(1, (variance * n * (n - 1)) / squares);
}
