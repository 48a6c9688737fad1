import { addBucket, addBuckets, type Buckets, bucketsOf } from "./buckets.ts";
import { bucketOf } from "./sketch.ts";

/** Up to this many different values are counted one by one. */
export const exactValues = 64;
/** So are up to this many, where all are whole milliseconds: billed durations, times of two machines' wall clocks. */
export const exactMilliseconds = 1_024;

/**
 * How integer µs values are spread: how often there is each, or only their buckets once they are too many. Which of the two
 * depends on the values alone, and more values never lead back: neither order nor merge history leaves a trace.
 */
export type Spread = { kind: "values"; counts: Map<number, number> } | { kind: "buckets"; buckets: Buckets };

export const emptySpread = (): Spread => ({ kind: "values", counts: new Map() });

/** With `n` values of `us` more; `into` must be the caller's own, and is of no use afterwards. */
export function addToSpread(into: Spread, us: number, n = 1): Spread {
  if (into.kind === "buckets") {
    addBucket(into.buckets, bucketOf(us), { n, leastUs: us, greatestUs: us });
    return into;
  }
  const { counts } = into;
  const known = counts.get(us);
  counts.set(us, (known ?? 0) + n);
  // Without a new value, what was counted one by one still is.
  return known === undefined && !staysExact(counts, us)
    ? { kind: "buckets", buckets: bucketsOf(counts) }
    : into;
}

/** Both together; `into` must be the caller's own, `more` is left as it was. */
export function addSpread(into: Spread, more: Spread): Spread {
  if (more.kind === "values") {
    let sum = into;
    for (const [us, n] of more.counts) sum = addToSpread(sum, us, n);
    return sum;
  }
  const buckets = into.kind === "buckets" ? into.buckets : bucketsOf(into.counts);
  addBuckets(buckets, more.buckets);
  return { kind: "buckets", buckets };
}

/** As areExact, of counts that were exact before the value `us` was added. */
function staysExact(counts: ReadonlyMap<number, number>, us: number): boolean {
  if (counts.size <= exactValues) return true;
  return counts.size === exactValues + 1
    ? areExact(counts)
    : counts.size <= exactMilliseconds && isWholeMs(us);
}

/** Whether so many different values are counted one by one. */
export function areExact(counts: ReadonlyMap<number, number>): boolean {
  if (counts.size <= exactValues) return true;
  return counts.size <= exactMilliseconds && counts.keys().every(isWholeMs);
}

const isWholeMs = (us: number): boolean => us % 1_000 === 0;
