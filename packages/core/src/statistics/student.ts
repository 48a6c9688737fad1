/** The share of intervals that may miss the truth, as much on either side: 95% intervals. */
export const usualMiss = 0.05;

/**
 * The point that Student's t exceeds, on either side, with probability `miss`, by its finite series for whole degrees
 * (Abramowitz and Stegun, 26.7.3 and 26.7.4). Degrees that are not whole are rounded down.
 */
export function studentPoint(wanted: number, miss: number): number {
  return known(Math.floor(wanted), miss, (degrees) => {
    const angle = pointWhere((at) => studentWithin(at, degrees), 1 - miss, Math.PI / 2);
    return Math.sqrt(degrees) * Math.tan(angle);
  });
}

/** The same point of the normal distribution, which Student's t is with degrees without end. */
export const normalPoint = (miss: number): number =>
  known(Number.POSITIVE_INFINITY, miss, () => pointWhere(normalWithin, 1 - miss, mostDeviations));

/** A matrix asks for few of these, over and over. */
function known(degrees: number, miss: number, make: (degrees: number) => number): number {
  if (miss !== knownFor) {
    points.clear();
    knownFor = miss;
  }
  const found = points.get(degrees) ?? make(degrees);
  points.set(degrees, found);
  return found;
}

let knownFor = 0;
const points = new Map<number, number>();

/** P(|T| < √degrees · tan(angle)). */
function studentWithin(angle: number, degrees: number): number {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k < degrees; k += 2) {
    term *= ((k - 1) / k) * cosine * cosine;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}

/** Beyond it a double has no room between what is within and 1. */
const mostDeviations = 8;

/** P(|Z| < z), by the series of the normal distribution's integral (Marsaglia 2004). */
function normalWithin(z: number): number {
  let [term, sum] = [z, z];
  for (let k = 3; term > sum * 1e-17; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return sum * Math.sqrt(2 / Math.PI) * Math.exp((-z * z) / 2);
}

/** Where a function that grows from 0 reaches `wanted`, below `most`: halved until nothing is between. */
function pointWhere(within: (at: number) => number, wanted: number, most: number): number {
  let [low, high] = [0, most];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (within(middle) < wanted) low = middle;
    else high = middle;
  }
}
