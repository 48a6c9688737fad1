import { addBucket, addBuckets, type Buckets, bucketsOf, copyOfBuckets } from "./buckets.ts";
import { addCount, addCounts, type Counts, noCounts } from "./counts.ts";
import { bucketOf } from "./sketch.ts";

/** Up to this many different values are counted one by one. */
export const exactValues = 64;
/** So are up to this many, where all are whole milliseconds: billed durations, times of two machines' wall clocks. */
export const exactMilliseconds = 1_024;

/**
 * How integer µs values are spread: how often there is each, or only their buckets once they are too many. Which of the two
 * depends on the values alone, and more values never lead back: neither order nor merge history leaves a trace.
 */
export type Spread = ({ kind: "values" } & Counts) | ({ kind: "buckets" } & Buckets);

export const emptySpread = (): Spread => ({ kind: "values", ...noCounts() });

/** With `n` values of `us` more; `into` must be the caller's own, and is of no use afterwards. */
export function addToSpread(into: Spread, us: number, n = 1): Spread {
  if (into.kind === "buckets") {
    addBucket(into, bucketOf(us), n, us, us);
    return into;
  }
  // Without a new value, what was counted one by one still is.
  return addCount(into, us, n) && !staysExact(into.keys, us) ? { kind: "buckets", ...bucketsOf(into) } : into;
}

/** Both together; `into` must be the caller's own, `more` is left as it was. */
export function addSpread(into: Spread, more: Spread): Spread {
  if (into.kind === "values" && into.keys.length === 0) return copyOf(more);
  if (more.kind === "values") {
    if (into.kind === "values") return addValues(into, more);
    let sum: Spread = into;
    for (const [at, us] of more.keys.entries()) sum = addToSpread(sum, us, more.counts[at]);
    return sum;
  }
  const buckets = into.kind === "buckets" ? into : { kind: "buckets" as const, ...bucketsOf(into) };
  addBuckets(buckets, more);
  return buckets;
}

function addValues(into: Spread & { kind: "values" }, more: Counts): Spread {
  addCounts(into, more);
  return areExact(into.keys) ? into : { kind: "buckets", ...bucketsOf(into) };
}

const copyOf = (spread: Spread): Spread =>
  spread.kind === "values"
    ? { kind: "values", keys: spread.keys.slice(), counts: spread.counts.slice() }
    : { kind: "buckets", ...copyOfBuckets(spread) };

/** As areExact, of values that were exact before `us` was among them. */
function staysExact(values: readonly number[], us: number): boolean {
  if (values.length <= exactValues) return true;
  return values.length === exactValues + 1
    ? areExact(values)
    : values.length <= exactMilliseconds && isWholeMs(us);
}

/** Whether so many different values are counted one by one. */
export function areExact(values: readonly number[]): boolean {
  if (values.length <= exactValues) return true;
  return values.length <= exactMilliseconds && values.every(isWholeMs);
}

const isWholeMs = (us: number): boolean => us % 1_000 === 0;
