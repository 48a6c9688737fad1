import type { Censored } from "./censored.ts";
import type { Distribution } from "./distribution.ts";
import type { Spread } from "./spread.ts";

/** A value by its rank in µs, or the most it is known to be at least. */
export interface Ranked {
  us: number;
  isKnown: boolean;
}

/**
 * Reads samples by rank, from 1, values and censored waits together. A censored wait ends anywhere from its own length
 * up: among values and waits sorted by length, the r-th is at most the true one, and the r-th of the values alone, if
 * there are as many, at least. Where both are the same it is known. Nothing is assumed of why waits were given up.
 * A wait as long as `limitUs` was given up by plan, and is told as that unless a longer value shows that some waited on.
 * Never falls from one rank to the next.
 */
export function readRanks(
  distribution: Distribution | undefined,
  censored: Censored | undefined,
  limitUs: number,
): { at(rank: number): Ranked; valueAt(rank: number): number | undefined } {
  const n = distribution?.n ?? 0;
  const read = distribution && valueReader(distribution);
  const placeAt = (rank: number) => (read && rank >= 1 && rank <= n ? read(rank) : undefined);
  const waits = [...(censored?.waits.values() ?? [])]
    .sort((a, b) => a.leastUs - b.leastUs)
    .map((wait) => ({
      ...wait,
      values: countAtMost(wait.leastUs, n, (rank) => placeAt(rank)?.us as number),
    }));
  const isWithinLimit = n === 0 || (distribution as Distribution).maxUs <= limitUs;
  return {
    valueAt: (rank) => placeAt(rank)?.us,
    at(rank) {
      let before = 0;
      for (const { n: alike, leastUs, values } of waits) {
        if (rank - before <= values) break;
        if (rank - before <= values + alike) {
          const isLimit = isWithinLimit && values === n && leastUs >= limitUs - earlyUs;
          return { us: isLimit ? limitUs : leastUs, isKnown: false };
        }
        before += alike;
      }
      const least = placeAt(rank - before) as Place;
      return { us: least.us, isKnown: least.key === placeAt(rank)?.key };
    },
  };
}

/** A timer may fire a little early; a wait that short of the limit still was the limit. */
const earlyUs = 2_000;

/** `key` is the value, or its bucket once values are only counted: what tells it from others. */
interface Place {
  us: number;
  key: number;
}

/** How many values, read by ascending rank, are at most so many µs. */
function countAtMost(us: number, n: number, valueAt: (rank: number) => number): number {
  let [low, high] = [0, n];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (valueAt(middle) <= us) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The value of a rank in µs: itself where it is known, which the least and the greatest of a bucket always are; otherwise its
 * even place between those two, since a bucket may be far wider than its values.
 */
function valueReader({ spread }: Distribution): (rank: number) => Place {
  const steps = stepsOf(spread);
  const ends: number[] = [];
  for (const step of steps) ends.push((ends.at(-1) ?? 0) + step.n);
  return (rank) => {
    const at = firstFrom(ends, rank);
    const { key, n: alike, lowUs, highUs } = steps[at] as Step;
    const place = rank - 1 - ((ends[at] as number) - alike);
    return { us: alike === 1 ? lowUs : lowUs + (place * (highUs - lowUs)) / (alike - 1), key };
  };
}

/** Samples alike as far as is known: of one value, or between the least and the greatest of a bucket. */
interface Step {
  key: number;
  n: number;
  lowUs: number;
  highUs: number;
}

function stepsOf(spread: Spread): Step[] {
  const steps =
    spread.kind === "values"
      ? Array.from(spread.counts, ([us, n]) => ({ key: us, n, lowUs: us, highUs: us }))
      : Array.from(spread.buckets, ([key, { n, leastUs, greatestUs }]) => ({
          key,
          n,
          lowUs: leastUs,
          highUs: greatestUs,
        }));
  return steps.sort((a, b) => a.key - b.key);
}

/** The place of the first of ascending numbers that is so much or more. */
function firstFrom(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
