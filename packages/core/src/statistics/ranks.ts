import type { Censored } from "./censored.ts";
import { placeOf } from "./counts.ts";
import type { Distribution } from "./distribution.ts";

/** The value of one rank in µs; unless `isKnown`, only the least that it can be. */
export interface Ranked {
  us: number;
  isKnown: boolean;
}

/**
 * Reads samples by rank, from 1. A censored wait would have ended at its own length or later, so a rank has two bounds. Sorted
 * by length, values and waits together give the lower one; the values alone give the upper one, if there are so many.
 * The rank's value is known where both are equal. Why a wait was given up does not matter.
 * A wait of about `limitUs` was given up as planned and reads as `limitUs`, unless some value is longer than that.
 * Values never fall from one rank to the next.
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
  if (waits.length === 0)
    return {
      valueAt: (rank) => placeAt(rank)?.us,
      at: (rank) => ({ us: (placeAt(rank) as Place).us, isKnown: true }),
    };
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
  const { keys, counts } = spread;
  const [lows, highs] = spread.kind === "values" ? [keys, keys] : [spread.leastUs, spread.greatestUs];
  const ends: number[] = [];
  let end = 0;
  for (const n of counts) {
    end += n;
    ends.push(end);
  }
  return (rank) => {
    const at = placeOf(ends, rank);
    const [alike, lowUs, highUs] = [counts[at] as number, lows[at] as number, highs[at] as number];
    const place = rank - 1 - ((ends[at] as number) - alike);
    return {
      us: alike === 1 ? lowUs : lowUs + (place * (highUs - lowUs)) / (alike - 1),
      key: keys[at] as number,
    };
  };
}
