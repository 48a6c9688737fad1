import { bucketOf } from "./sketch.ts";

/** Integer µs values counted by the sketch's buckets. */
export type Buckets = Map<number, Bucket>;

/** How many values are in it, the least and the greatest of them. */
export interface Bucket {
  n: number;
  leastUs: number;
  greatestUs: number;
}

/** Of values in µs and how often there is each. */
export function bucketsOf(counts: ReadonlyMap<number, number>): Buckets {
  const buckets: Buckets = new Map();
  for (const [us, n] of counts) addBucket(buckets, bucketOf(us), { n, leastUs: us, greatestUs: us });
  return buckets;
}

/** Adds `more` to `into`, which must be the caller's own; `more` is left as it was. Exact in any order of adding. */
export function addBuckets(into: Buckets, more: Buckets): void {
  for (const [bucket, one] of more) addBucket(into, bucket, one);
}

/** Adds `more` to one bucket of `into`, which must be the caller's own. */
export function addBucket(into: Buckets, bucket: number, more: Bucket): void {
  const known = into.get(bucket);
  if (known) {
    known.n += more.n;
    known.leastUs = Math.min(known.leastUs, more.leastUs);
    known.greatestUs = Math.max(known.greatestUs, more.greatestUs);
  } else into.set(bucket, { ...more });
}
