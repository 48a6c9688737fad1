import { addCounts, noCounts } from "./counts.ts";
import { addExact, type Exact, multiplyExact } from "./exact.ts";
import { addGroups, addToGroup, type Groups, noGroups } from "./groups.ts";
import { addShare, type Shares } from "./shares.ts";
import { addSpread, addToSpread, emptySpread, type Spread } from "./spread.ts";

/**
 * A mergeable account of integer µs values. A pure function of the multiset of values and of which blocks and units gave them:
 * neither order nor merge history leaves a trace. The sums of `groups` make the sum.
 */
export interface Distribution {
  n: number;
  sumSquaresUs: Exact;
  /** Infinity and -Infinity while there are no values. */
  minUs: number;
  maxUs: number;
  negatives: number;
  spread: Spread;
  /** By group of blocks, in the order of the plan. */
  groups: Groups;
  shares: Shares;
  /** By what made the call: values of one environment, or one connection, may all be shifted alike. */
  units: Groups;
}

export const emptyDistribution = (): Distribution => ({
  n: 0,
  sumSquaresUs: 0,
  minUs: Infinity,
  maxUs: -Infinity,
  negatives: 0,
  spread: emptySpread(),
  groups: noGroups(),
  shares: noCounts(),
  units: noGroups(),
});

/** Adds one value of a block of this group, made by this unit, to `into`, which must be the caller's own. */
export function addValue(into: Distribution, us: number, group = 0, unit = 0): void {
  into.n++;
  into.sumSquaresUs = addExact(into.sumSquaresUs, multiplyExact(us, us));
  into.minUs = Math.min(into.minUs, us);
  into.maxUs = Math.max(into.maxUs, us);
  if (us < 0) into.negatives++;
  into.spread = addToSpread(into.spread, us);
  addToGroup(into.groups, group, 1, us);
  addShare(into.shares, us, group);
  addToGroup(into.units, unit, 1, us);
}

/** Adds `more` to `into`, which must be the caller's own; `more` is left as it was. */
export function addDistribution(into: Distribution, more: Distribution): void {
  into.n += more.n;
  into.sumSquaresUs = addExact(into.sumSquaresUs, more.sumSquaresUs);
  into.minUs = Math.min(into.minUs, more.minUs);
  into.maxUs = Math.max(into.maxUs, more.maxUs);
  into.negatives += more.negatives;
  into.spread = addSpread(into.spread, more.spread);
  addGroups(into.groups, more.groups);
  addCounts(into.shares, more.shares);
  addGroups(into.units, more.units);
}
