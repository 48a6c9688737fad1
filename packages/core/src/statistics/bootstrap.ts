import { seededRandom, seedOf } from "../edge/random.ts";

/** How often groups are drawn anew. With 199, the 5th value from either end is the 2.5% point. */
const replicates = 199;
/** Replicates are computed in threes, so this is `replicates` rounded up; those beyond are not read. */
const computed = 201;
const tail = ((replicates + 1) * 25) / 1_000;

/**
 * The 2.5% and 97.5% points of the t statistic of a ratio mean, by drawing its groups again with replacement (Efron and
 * Tibshirani, An Introduction to the Bootstrap, 12.5): each replicate is divided by its own standard error. `sizes` and
 * `residuals` (sum less mean · size) by group. ±Infinity when so many replicates have no spread that the point is theirs.
 */
export function bootstrapT(sizes: Float64Array, residuals: Float64Array): { low: number; high: number } {
  lowest.fill(Number.POSITIVE_INFINITY);
  highest.fill(Number.POSITIVE_INFINITY);
  compute(sizes, residuals);
  for (let replicate = 0; replicate < replicates; replicate++) {
    const statistic = statistics[replicate] as number;
    keepLowest(lowest, statistic);
    keepLowest(highest, -statistic);
  }
  return { low: lowest[tail - 1] as number, high: -(highest[tail - 1] as number) };
}

/** Every call uses the same arrays: new ones for each mean would keep the garbage collector busy. */
const statistics = new Float64Array(computed);
const lowest = new Float64Array(tail);
const highest = new Float64Array(tail);

/** Inserts into an ascending list of fixed length. */
function keepLowest(list: Float64Array, value: number): void {
  let at = list.length - 1;
  if (value >= (list[at] as number)) return;
  for (; at > 0 && (list[at - 1] as number) > value; at--) list[at] = list[at - 1] as number;
  list[at] = value;
}

/**
 * Σd of each replicate over its standard error, that of the residuals d - δ·n where δ = Σd/Σn. Three replicates at a
 * time: a matrix has a thousand means, and sums that wait for each other took most of reading it.
 */
function compute(sizes: Float64Array, residuals: Float64Array): void {
  const count = sizes.length;
  const weights = weightsOf(count);
  drawSizes(sizes);
  const studentize = (replicate: number, d: number, dd: number, dn: number): void => {
    const delta = d / (totals[replicate] as number);
    const left = dd - 2 * delta * dn + delta * delta * (squares[replicate] as number);
    statistics[replicate] = studentized(d, dd, left, count);
  };
  for (let replicate = 0; replicate < computed; replicate += 3) {
    const [first, second, third] = [replicate * count, (replicate + 1) * count, (replicate + 2) * count];
    let [d1, dd1, dn1] = [0, 0, 0];
    let [d2, dd2, dn2] = [0, 0, 0];
    let [d3, dd3, dn3] = [0, 0, 0];
    for (let at = 0; at < count; at++) {
      const size = sizes[at] as number;
      const residual = residuals[at] as number;
      const weighted1 = (weights[first + at] as number) * residual;
      const weighted2 = (weights[second + at] as number) * residual;
      const weighted3 = (weights[third + at] as number) * residual;
      d1 += weighted1;
      d2 += weighted2;
      d3 += weighted3;
      dd1 += weighted1 * residual;
      dd2 += weighted2 * residual;
      dd3 += weighted3 * residual;
      dn1 += weighted1 * size;
      dn2 += weighted2 * size;
      dn3 += weighted3 * size;
    }
    studentize(replicate, d1, dd1, dn1);
    studentize(replicate + 1, d2, dd2, dn2);
    studentize(replicate + 2, d3, dd3, dn3);
  }
}

/** What is left of the `whole` sum of squares by cancellation alone is no spread. */
const noise = 1e-12;

function studentized(deviation: number, whole: number, left: number, count: number): number {
  if (left > noise * whole) return deviation / Math.sqrt((left * count) / (count - 1));
  return deviation === 0 ? 0 : Math.sign(deviation) * Number.POSITIVE_INFINITY;
}

/** Σn and Σn² of each replicate. A cell's measures mostly have the same sizes, so those drawn last are kept. */
function drawSizes(sizes: Float64Array): void {
  if (areEqual(drawnSizes, sizes)) return;
  const weights = weightsOf(sizes.length);
  for (let replicate = 0; replicate < computed; replicate++) {
    let [total, square] = [0, 0];
    for (let at = 0; at < sizes.length; at++) {
      const size = sizes[at] as number;
      const weighted = (weights[replicate * sizes.length + at] as number) * size;
      total += weighted;
      square += weighted * size;
    }
    totals[replicate] = total;
    squares[replicate] = square;
  }
  drawnSizes = sizes.slice();
}

let drawnSizes: Float64Array = new Float64Array(0);
const totals = new Float64Array(computed);
const squares = new Float64Array(computed);

const areEqual = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.every((value, at) => value === b[at]);

/** How often each of `count` groups is in each replicate: the same draws for every cell and on every engine. */
function weightsOf(count: number): Float64Array {
  const known = weightsByCount.get(count);
  if (known) return known;
  const random = seededRandom(seedOf("bootstrap over blocks", count));
  const weights = new Float64Array(computed * count);
  for (let drawn = 0; drawn < weights.length; drawn++) {
    const place = drawn - (drawn % count) + Math.floor(random() * count);
    weights[place] = (weights[place] as number) + 1;
  }
  weightsByCount.set(count, weights);
  return weights;
}

/** At most one entry for each number of groups: 3 MB if there are cells of every size. */
const weightsByCount = new Map<number, Float64Array>();
