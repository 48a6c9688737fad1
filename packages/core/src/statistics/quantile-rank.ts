import { usualMiss } from "./student.ts";

/** Quantiles by name, in thousandths. */
export const quantiles = { p50: 500, p90: 900, p95: 950, p99: 990 } as const;
export type QuantileName = keyof typeof quantiles;
export const quantileNames = Object.keys(quantiles) as readonly QuantileName[];

/**
 * The ranks (from 1) whose values average to a quantile: the inverse of the empirical distribution, averaged where
 * it is flat, so p50 is the usual median (Hyndman and Fan's definition 2).
 */
export function ranksOf(name: QuantileName, n: number): readonly [number, number] {
  const scaled = quantiles[name] * n;
  const rank = Math.ceil(scaled / 1_000);
  return scaled % 1_000 === 0 ? [rank, rank + 1] : [rank, rank];
}

/**
 * Ranks of the two values that enclose a quantile, with 95% confidence unless more may `miss`: the narrowest binomial interval (order
 * statistics). `designEffect` ≥ 1 widens it where values of a block resemble each other, and may push the upper rank
 * past n. Undefined when n values cannot give that confidence.
 */
export function intervalRanks(
  name: QuantileName,
  n: number,
  designEffect: number,
  miss = usualMiss,
): readonly [number, number] | undefined {
  const below = narrowestKnown(n, quantiles[name], miss);
  if (!below) return undefined;
  const middle = (n * quantiles[name]) / 1_000;
  const stretch = Math.sqrt(designEffect);
  const low = Math.floor(middle - (middle - below[0]) * stretch + rounding);
  const high = Math.ceil(middle + (below[1] + 1 - middle) * stretch - rounding);
  return low < 1 ? undefined : [low, high];
}

const rounding = 1e-9;

type Ranks = readonly [number, number] | undefined;

/** All measures of a cell mostly have the same n, so what was found last is kept. */
function narrowestKnown(n: number, thousandths: number, miss: number): Ranks {
  if (n !== knownFor.n || miss !== knownFor.miss) {
    found.clear();
    knownFor = { n, miss };
  }
  if (!found.has(thousandths)) found.set(thousandths, narrowest(n, thousandths, miss));
  return found.get(thousandths);
}

let knownFor = { n: 0, miss: usualMiss };
const found = new Map<number, Ranks>();

/** The fewest counts k, 1 to n - 1, of which the binomial(n, p) distribution has all but `miss`; they are neighbours. */
function narrowest(n: number, thousandths: number, miss: number): Ranks {
  const p = thousandths / 1_000;
  const mode = Math.min(n - 1, Math.floor(((n + 1) * thousandths) / 1_000));
  if (mode < 1) return undefined;
  let [low, high] = [mode, mode];
  let lowMass = binomial(n, mode, p);
  let highMass = lowMass;
  let covered = lowMass;
  while (covered < 1 - miss) {
    const lower = low > 1 ? (lowMass * low * (1 - p)) / ((n - low + 1) * p) : 0;
    const higher = high < n - 1 ? (highMass * (n - high) * p) / ((high + 1) * (1 - p)) : 0;
    if (lower === 0 && higher === 0) return undefined;
    covered += Math.max(lower, higher);
    if (lower > higher) [low, lowMass] = [low - 1, lower];
    else [high, highMass] = [high + 1, higher];
  }
  return [low, high];
}

function binomial(n: number, k: number, p: number): number {
  return Math.exp(
    logFactorial(n) - logFactorial(k) - logFactorial(n - k) + k * Math.log(p) + (n - k) * Math.log(1 - p),
  );
}

/** Exact sum for small n; Stirling's series, right to 1e-12, beyond. */
function logFactorial(n: number): number {
  if (n < 20) {
    let sum = 0;
    for (let factor = 2; factor <= n; factor++) sum += Math.log(factor);
    return sum;
  }
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * n) - 1 / (360 * n ** 3);
}
