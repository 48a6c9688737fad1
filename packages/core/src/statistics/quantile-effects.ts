import { joinAlike, varianceOf } from "./batches.ts";
import type { Censored } from "./censored.ts";
import { noCounts } from "./counts.ts";
import type { Distribution } from "./distribution.ts";
import { chanceOf, effectOf, type MeanVariance } from "./mean-variance.ts";
import { type QuantileName, quantiles } from "./quantile-rank.ts";
import { quarterOfShare, rowCount, rowOf, rowOfShare } from "./shares.ts";
import { normalPoint, studentPoint, usualMiss } from "./student.ts";

/** By how much the variance of a quantile's rank exceeds that of independent values, for each quantile. */
export type QuantileEffects = (name: QuantileName) => number;

/**
 * The variance of the share of samples below a quantile, by rows of neighbouring groups, over that of independent samples
 * (Woodruff 1952, with Kish's design effect), at least 1. The share below the bound nearest the quantile stands for that below
 * it. Waits that were given up lie above. Undefined where samples of one group cannot show how groups differ.
 */
export function quantileEffects(
  values: Distribution | undefined,
  mean: MeanVariance | undefined,
  censored: Censored | undefined,
  miss = usualMiss,
): QuantileEffects | undefined {
  if (areOfOneGroup(values, censored)) return undefined;
  const z = normalPoint(miss);
  const stretchOf: Stretch = (degrees) => (studentPoint(degrees, miss) / z) ** 2;
  const byUnits = mean && mean.byUnits > 1 ? mean.byUnits * stretchOf(mean.degrees) : 1;
  const ofMean = mean && Number.isFinite(mean.variance) ? effectOf(mean) : 1;
  const meanDiffers = mean !== undefined && ofMean > 1 + chanceOf(mean.batches.sizes.length);
  const table = tableOf(values, censored);
  const known = new Map<number, number>();
  return (name) => {
    const bound = boundNearest(table, quantiles[name] / 1_000);
    const before = known.get(bound);
    if (before !== undefined) return before;
    const own =
      bound < 0 ? undefined : effectOfShare(table, bound, mean?.batches.wereJoined ?? false, stretchOf);
    const isUsed = own !== undefined && (meanDiffers || own.effect > 1 + 2 * chanceOf(own.count));
    const effect = own === undefined ? ofMeanAlone(ofMean, mean) : isUsed ? own.stretch : 1;
    const found = Math.max(1, effect * byUnits);
    known.set(bound, found);
    return found;
  };
}

function areOfOneGroup(values: Distribution | undefined, censored: Censored | undefined): boolean {
  const numbers = values?.groups.numbers ?? [];
  if (numbers.length > 1 || censored === undefined) return numbers.length < 2;
  return new Set([...numbers, ...censored.groups.keys()]).size < 2;
}

/** What a variance of so few degrees of freedom leaves open: Student's t over z, squared. */
type Stretch = (degrees: number) => number;

/** Where no bound parts the values, as when all are alike within a fifth, their mean tells how much groups differ. */
function ofMeanAlone(effect: number, mean: MeanVariance | undefined): number {
  if (!mean || effect <= 1 + chanceOf(mean.batches.sizes.length)) return 1;
  return effect / mean.byUnits;
}

/**
 * Samples by row, and of each row's values how many lie in each quarter or below, as far as there are any; `shares` are those
 * of all rows.
 */
interface Table {
  totals: Float64Array;
  columns: number;
  atMost: Float64Array;
  shares: Float64Array;
}

function tableOf(values: Distribution | undefined, censored: Censored | undefined): Table {
  const { keys, counts } = values?.shares ?? noCounts();
  const count = keys.length;
  let [low, high] = [Infinity, -Infinity];
  for (let at = 0; at < count; at++) {
    const quarter = quarterOfShare(keys[at] as number);
    if (quarter < low) low = quarter;
    if (quarter > high) high = quarter;
  }
  const columns = count === 0 ? 0 : high - low + 1;
  const totals = new Float64Array(rowCount);
  const atMost = new Float64Array(rowCount * columns);
  const shares = new Float64Array(columns);
  for (let at = 0; at < count; at++) {
    const key = keys[at] as number;
    atMost[rowOfShare(key) * columns + quarterOfShare(key) - low] = counts[at] as number;
  }
  let all = 0;
  for (let row = 0; row < rowCount; row++) {
    let below = 0;
    for (let column = 0, at = row * columns; column < columns; column++, at++) {
      below += atMost[at] as number;
      atMost[at] = below;
      shares[column] = (shares[column] as number) + below;
    }
    totals[row] = below;
    all += below;
  }
  for (const [group, n] of censored?.groups ?? []) {
    totals[rowOf(group)] = (totals[rowOf(group)] as number) + n;
    all += n;
  }
  for (let column = 0; column < columns; column++) shares[column] = (shares[column] as number) / all;
  return { totals, columns, atMost, shares };
}

/** Farther from the quantile than this, on the scale of log odds, a bound says too little of it: 12% is not the median. */
const farthest = 2;

/** The column whose upper end is nearest; -1 where none is near. */
function boundNearest({ shares }: Table, p: number): number {
  let [nearest, found] = [farthest, -1];
  for (let column = 0; column < shares.length; column++) {
    const share = shares[column] as number;
    const distance = share < 1 ? Math.abs(logOdds(share) - logOdds(p)) : Infinity;
    if (distance < nearest) [nearest, found] = [distance, column];
  }
  return found;
}

const logOdds = (p: number): number => Math.log(p / (1 - p));

/** Undefined with one row. `stretch` also allows for how little so few batches say of their variance (Student's t over z). */
function effectOfShare(
  { totals, columns, atMost, shares }: Table,
  bound: number,
  areKnownAlike: boolean,
  stretchOf: Stretch,
): { effect: number; stretch: number; count: number } | undefined {
  const share = shares[bound] as number;
  const sizes = new Float64Array(rowCount);
  const residuals = new Float64Array(rowCount);
  let [rows, n] = [0, 0];
  for (let row = 0; row < rowCount; row++) {
    const total = totals[row] as number;
    if (total === 0) continue;
    sizes[rows] = total;
    residuals[rows] = (columns === 0 ? 0 : (atMost[row * columns + bound] as number)) - share * total;
    rows++;
    n += total;
  }
  if (rows < 2) return undefined;
  const batches = joinAlike(sizes.subarray(0, rows), residuals.subarray(0, rows), areKnownAlike);
  const count = batches.sizes.length;
  const effect = (varianceOf(batches.residuals, n) * batches.inflation * (n - 1)) / (share * (1 - share));
  return { effect, stretch: effect * stretchOf(count - 1), count };
}
