import { insert, placeOf } from "./counts.ts";
import { addExact, type Exact } from "./exact.ts";

/** Blocks of an origin in at most so many groups: the units that intervals are computed from. */
export const groupCount = 64;

/** Fewer groups tell too little of how groups differ to draw them again, or to tell that from chance. */
export const leastGroups = 10;

/** What makes calls (environments, connections) is told apart into so many units, by a hash of its name. */
export const unitCount = 32;

/**
 * What groups gave: their numbers, ascending from 0 to groupCount - 1, how many values each, and their sums in µs. Never an
 * empty one. Integers, so adding is exact in any order.
 */
export interface Groups {
  numbers: number[];
  sizes: number[];
  sumsUs: Exact[];
}

export const noGroups = (): Groups => ({ numbers: [], sizes: [], sumsUs: [] });

/**
 * The group of an origin's block, of so many planned: up to groupCount blocks are a group each. More share one with their
 * neighbours, since conditions that last make neighbours alike, and units must differ by chance (batch means: Schmeiser 1982).
 */
export const groupOf = (blockIndex: number, blocks: number): number =>
  blocks <= groupCount
    ? Math.min(blockIndex, groupCount - 1)
    : Math.min(groupCount - 1, Math.floor((blockIndex * groupCount) / blocks));

/** Adds `more` to `into`, which must be the caller's own; `more` is left as it was. */
export function addGroups(into: Groups, more: Groups): void {
  if (into.numbers.length === 0) {
    into.numbers = more.numbers.slice();
    into.sizes = more.sizes.slice();
    into.sumsUs = more.sumsUs.slice();
    return;
  }
  for (const [at, number] of more.numbers.entries())
    addToGroup(into, number, more.sizes[at] as number, more.sumsUs[at] as Exact);
}

/** Adds what one group gave: so many values, and their sum. */
export function addToGroup(into: Groups, number: number, n: number, sumUs: Exact): void {
  const at = placeOf(into.numbers, number);
  if (into.numbers[at] === number) {
    (into.sizes[at] as number) += n;
    into.sumsUs[at] = addExact(into.sumsUs[at] as Exact, sumUs);
    return;
  }
  insert(into.numbers, at, number);
  insert(into.sizes, at, n);
  insert(into.sumsUs, at, sumUs);
}
