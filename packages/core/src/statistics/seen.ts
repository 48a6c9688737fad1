import { addCount, addCounts, type Counts, noCounts } from "./counts.ts";

/**
 * Which of many things were seen, by a 32-bit hash of each, and how often: all of them up to `mostSeen`, beyond that those with the
 * least hashes (bottom-k: Bar-Yossef and others 2002). One that is kept of the whole is kept of each part, so counts stay exact.
 */
export type Seen = Counts;

export const mostSeen = 64;

export const noneSeen: () => Seen = noCounts;

export function addSeen(into: Seen, hash: number, n = 1): void {
  addCount(into, hash, n);
  keepLeast(into);
}

/** Adds `more` to `into`, which must be the caller's own; `more` is left as it was. */
export function addAllSeen(into: Seen, more: Seen): void {
  addCounts(into, more);
  keepLeast(into);
}

/** One more than are counted is kept: it tells that there are more. */
function keepLeast(seen: Seen): void {
  if (seen.keys.length <= mostSeen + 1) return;
  seen.keys.length = mostSeen + 1;
  seen.counts.length = mostSeen + 1;
}

/** How many there are; undefined where they are more than `mostSeen`. */
export const countSeen = ({ keys }: Seen): number | undefined =>
  keys.length > mostSeen ? undefined : keys.length;

/**
 * As how many clusters of equal size those seen count, (Σn)² / Σn² (Kish 1965): less than there are where few gave most of the
 * samples. Undefined without any, and beyond `mostSeen`.
 */
export function effectiveSeen(seen: Seen): number | undefined {
  if (countSeen(seen) === undefined || seen.keys.length === 0) return undefined;
  let [sum, squares] = [0, 0];
  for (const n of seen.counts) {
    sum += n;
    squares += n * n;
  }
  return (sum * sum) / squares;
}
