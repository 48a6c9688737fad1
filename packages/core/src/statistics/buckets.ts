import { bucketOf } from "./sketch.ts";

/** Integer µs values counted by the sketch's buckets. */
export type Buckets = Map<number, Bucket>;

interface Bucket {
  n: number;
  /** The value that all of them are; undefined where they differ. */
  us: number | undefined;
}

/** Of values in µs and how often there is each. */
export function bucketsOf(counts: ReadonlyMap<number, number>): Buckets {
  const buckets: Buckets = new Map();
  for (const [us, n] of counts) addBucket(buckets, bucketOf(us), { n, us });
  return buckets;
}

/** Adds `more` to `into`, which must be the caller's own; `more` is left as it was. Exact in any order of adding. */
export function addBuckets(into: Buckets, more: Buckets): void {
  for (const [bucket, one] of more) addBucket(into, bucket, one);
}

function addBucket(into: Buckets, bucket: number, { n, us }: Bucket): void {
  const known = into.get(bucket);
  if (known) {
    known.n += n;
    if (known.us !== us) known.us = undefined;
  } else into.set(bucket, { n, us });
}
