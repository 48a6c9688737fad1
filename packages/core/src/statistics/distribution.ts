import { addGroups, addToGroup, type Groups } from "./groups.ts";
import { addSpread, addToSpread, emptySpread, type Spread } from "./spread.ts";

/**
 * A mergeable account of integer µs values. A pure function of the multiset of values and, for `groups` (whose
 * sums make the sum), of which blocks gave them: neither order nor merge history leaves a trace.
 */
export interface Distribution {
  n: number;
  sumSquaresUs: bigint;
  /** Infinity and -Infinity while there are no values. */
  minUs: number;
  maxUs: number;
  negatives: number;
  spread: Spread;
  groups: Groups;
}

export const emptyDistribution = (): Distribution => ({
  n: 0,
  sumSquaresUs: 0n,
  minUs: Infinity,
  maxUs: -Infinity,
  negatives: 0,
  spread: emptySpread(),
  groups: new Map(),
});

/** Adds one value of a block of this group to `into`, which must be the caller's own. */
export function addValue(into: Distribution, us: number, group = 0): void {
  into.n++;
  into.sumSquaresUs += squareOf(us);
  into.minUs = Math.min(into.minUs, us);
  into.maxUs = Math.max(into.maxUs, us);
  if (us < 0) into.negatives++;
  into.spread = addToSpread(into.spread, us);
  addToGroup(into.groups, group, { n: 1, sumUs: BigInt(us) });
}

/** The square of a plain number where that is exact: it is some times as fast. */
function squareOf(us: number): bigint {
  const square = us * us;
  return Number.isSafeInteger(square) ? BigInt(square) : BigInt(us) ** 2n;
}

/** Adds `more` to `into`, which must be the caller's own; `more` is left as it was. */
export function addDistribution(into: Distribution, more: Distribution): void {
  into.n += more.n;
  into.sumSquaresUs += more.sumSquaresUs;
  into.minUs = Math.min(into.minUs, more.minUs);
  into.maxUs = Math.max(into.maxUs, more.maxUs);
  into.negatives += more.negatives;
  into.spread = addSpread(into.spread, more.spread);
  addGroups(into.groups, more.groups);
}
