import { lag1Of } from "./lag.ts";

/** Units in the order of time: how many values each has, and by how much their sum differs from mean · size. */
export interface Batches {
  sizes: Float64Array;
  residuals: Float64Array;
  /** Units that were joined to get these. */
  wereJoined: boolean;
  /**
   * By how much the variance of the mean exceeds that of independent batches: (1 + ρ) / (1 - ρ) of what likeness is left, as of an
   * AR(1) process (Bartlett 1946; batch means so corrected: Steiger and others 2005), or 1 where nothing says that there is any.
   */
  inflation: number;
  /**
   * Whether no more could be joined, or neighbours are still alike where none could be: conditions lasted for much of the job, or seem to by
   * chance, which one standard deviation leaves to up to a fifth of independent units.
   */
  areLasting: boolean;
}

/** Fewer environments or connections say too little of how much such differ. */
export const leastUnits = 5;

/** About so many are left; fewer do not tell whether neighbours are alike. */
export const leastBatches = 8;
/** Fewer units are not joined. */
export const leastToJoin = 2 * leastBatches;

/**
 * Neighbours joined in pairs for as long as they resemble each other: their lag-1 correlation is above 1/√k, one standard
 * deviation of what chance gives k independent units (Bartlett 1946). What is left is nearly independent, and a mean's
 * interval from it is Student's t with one degree less than there are batches (batch means: Schmeiser 1982; Law 2015, 9.5). `areKnownAlike`
 * where other figures of the same samples say that neighbours are.
 */
export function joinAlike(sizes: Float64Array, residuals: Float64Array, areKnownAlike = false): Batches {
  let batches = { sizes, residuals, wereJoined: false };
  while (batches.sizes.length >= leastToJoin && areAlike(batches.residuals)) batches = inPairs(batches);
  const left =
    batches.wereJoined || areKnownAlike
      ? Math.min(mostLeft, Math.max(0, unbiasedLag1(batches.residuals)))
      : 0;
  return {
    ...batches,
    inflation: (1 + left) / (1 - left),
    areLasting: areFew(batches.sizes.length) && (batches.wereJoined || areAlike(batches.residuals)),
  };
}

/** Beyond this so few batches do not tell how much wider an interval would have to be. */
const mostLeft = 0.8;

const areFew = (count: number): boolean => count >= leastBatches && count < leastToJoin;

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
