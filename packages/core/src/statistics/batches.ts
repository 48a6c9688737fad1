import { lag1Of } from "./lag.ts";

/** Units in the order of time: how many values each has, and by how much their sum differs from mean · size. */
export interface Batches {
  sizes: Float64Array;
  residuals: Float64Array;
  /** Units that were joined to get these. */
  wereJoined: boolean;
  /** By how much the variance of the mean exceeds that of independent batches, 1 + 2ρ of what likeness is left (Bartlett 1946). */
  inflation: number;
  /** Whether neighbours are still alike, though no more can be joined: conditions lasted for much of the job. */
  stillAlike: boolean;
}

/** Fewer environments or connections say too little of how much such differ. */
export const leastUnits = 5;

/** Fewer units than twice this are not joined: about 8 are left. */
export const leastBatches = 8;

/**
 * Neighbours joined in pairs for as long as they resemble each other: their lag-1 correlation is above 1/√k, one standard
 * deviation of what chance gives k independent units (Bartlett 1946). What is left is nearly independent, and a mean's
 * interval from it is Student's t with one degree less than there are batches (batch means: Schmeiser 1982; Law 2015, 9.5).
 */
export function joinAlike(sizes: Float64Array, residuals: Float64Array): Batches {
  let batches = { sizes, residuals, wereJoined: false };
  while (batches.sizes.length >= 2 * leastBatches && areAlike(batches.residuals)) batches = inPairs(batches);
  const left = batches.wereJoined ? Math.max(0, unbiasedLag1(batches.residuals)) : 0;
  return {
    ...batches,
    inflation: 1 + 2 * Math.min(left, 0.9),
    stillAlike: batches.sizes.length >= leastBatches && areAlike(batches.residuals),
  };
}

const areAlike = (residuals: Float64Array): boolean =>
  unbiasedLag1(residuals) > 1 / Math.sqrt(residuals.length);

/** What k deviations from their own mean show is too low by about (1 + 3ρ) / k (Kendall 1954; Marriott and Pope 1954). */
function unbiasedLag1(residuals: Float64Array): number {
  const lag1 = lag1Of(residuals) ?? 0;
  return lag1 + (1 + 3 * lag1) / residuals.length;
}

/** An odd one at the end joins the pair before it. */
function inPairs({ sizes, residuals }: Pick<Batches, "sizes" | "residuals">) {
  const count = sizes.length >> 1;
  const joined = {
    sizes: new Float64Array(count),
    residuals: new Float64Array(count),
    wereJoined: true,
  };
  for (let at = 0; at < sizes.length; at++) {
    const into = Math.min(at >> 1, count - 1);
    joined.sizes[into] = (joined.sizes[into] as number) + (sizes[at] as number);
    joined.residuals[into] = (joined.residuals[into] as number) + (residuals[at] as number);
  }
  return joined;
}

/** The variance of a ratio mean of n values by these units (Cochran 1977, 6.3); Infinity with one unit. */
export function varianceOf(residuals: Float64Array, n: number): number {
  const count = residuals.length;
  if (count < 2) return Number.POSITIVE_INFINITY;
  let squares = 0;
  for (const residual of residuals) squares += residual * residual;
  return (squares * count) / (count - 1) / n / n;
}
