import { type Counts, insert, placeOf } from "./counts.ts";
import { bucketOf } from "./sketch.ts";

/** Integer µs values counted by the sketch's buckets, and the least and the greatest of each: columns by ascending bucket. */
export interface Buckets extends Counts {
  leastUs: number[];
  greatestUs: number[];
}

/** Of values in µs and how often there is each. */
export function bucketsOf({ keys, counts }: Counts): Buckets {
  const buckets: Buckets = { keys: [], counts: [], leastUs: [], greatestUs: [] };
  for (const [at, us] of keys.entries()) addBucket(buckets, bucketOf(us), counts[at] as number, us, us);
  return buckets;
}

/** Adds `more` to `into`, which must be the caller's own; `more` is left as it was. Exact in any order of adding. */
export function addBuckets(into: Buckets, more: Buckets): void {
  const { keys, counts, leastUs, greatestUs } = more;
  for (const [at, bucket] of keys.entries())
    addBucket(into, bucket, counts[at] as number, leastUs[at] as number, greatestUs[at] as number);
}

export const copyOfBuckets = ({ keys, counts, leastUs, greatestUs }: Buckets): Buckets => ({
  keys: keys.slice(),
  counts: counts.slice(),
  leastUs: leastUs.slice(),
  greatestUs: greatestUs.slice(),
});

/** Adds `n` values, from the least to the greatest given, to one bucket of `into`, which must be the caller's own. */
export function addBucket(
  into: Buckets,
  bucket: number,
  n: number,
  leastUs: number,
  greatestUs: number,
): void {
  const at = placeOf(into.keys, bucket);
  if (into.keys[at] === bucket) {
    (into.counts[at] as number) += n;
    if (leastUs < (into.leastUs[at] as number)) into.leastUs[at] = leastUs;
    if (greatestUs > (into.greatestUs[at] as number)) into.greatestUs[at] = greatestUs;
    return;
  }
  insert(into.keys, at, bucket);
  insert(into.counts, at, n);
  insert(into.leastUs, at, leastUs);
  insert(into.greatestUs, at, greatestUs);
}
