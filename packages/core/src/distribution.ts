import { addGroups, type Groups, groupsOf } from "./block-groups.ts";
import { bucketOf } from "./sketch.ts";

/** Up to this many values are kept as they are; beyond it, their buckets. Which one depends on n alone. */
export const exactValues = 64;

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

/** The values ascending while n ≤ exactValues; after that only their count by bucket. */
export type Spread = { kind: "values"; values: number[] } | { kind: "buckets"; buckets: Map<number, number> };

export function emptyDistribution(): Distribution {
  return distributionOf([]);
}

/** The distribution of at most exactValues values that blocks gave as `groups` says; by default, one block. */
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
    spread: { kind: "values", values: ascending(valuesUs) },
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

function addSpread(into: Spread, more: Spread): Spread {
  if (into.kind === "values" && more.kind === "values") {
    const values = [...into.values, ...more.values];
    if (values.length <= exactValues) return { kind: "values", values: ascending(values) };
  }
  const buckets = into.kind === "buckets" ? into.buckets : countBuckets(into.values);
  for (const [bucket, count] of more.kind === "buckets" ? more.buckets : countBuckets(more.values))
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + count);
  return { kind: "buckets", buckets };
}

function countBuckets(valuesUs: readonly number[]): Map<number, number> {
  const buckets = new Map<number, number>();
  for (const us of valuesUs) {
    const bucket = bucketOf(us);
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1);
  }
  return buckets;
}

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
