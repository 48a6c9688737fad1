import { addGroups, type Groups, groupsOf } from "./groups.ts";
import { addSpread, type Spread, spreadOf } from "./spread.ts";

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

export function emptyDistribution(): Distribution {
  return distributionOf([]);
}

/** The distribution of a few values that blocks gave as `groups` says; by default, one block. */
export function distributionOf(
  valuesUs: readonly number[],
  groups: Groups = groupsOf(valuesUs),
): Distribution {
  return {
    n: valuesUs.length,
    sumSquaresUs: valuesUs.reduce((sum, us) => sum + BigInt(us) ** 2n, 0n),
    minUs: Math.min(...valuesUs),
    maxUs: Math.max(...valuesUs),
    negatives: valuesUs.filter((us) => us < 0).length,
    spread: spreadOf(valuesUs),
    groups,
  };
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
