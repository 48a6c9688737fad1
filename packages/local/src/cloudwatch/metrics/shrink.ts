import type { Bucket } from "./bucket.ts";

/** One minute of one metric. */
interface KeptMinute {
  minuteMs: number;
  bucket: Bucket;
  /** Drops the minute. */
  drop: () => void;
}

/**
 * Keeps the number of values held for percentiles under a limit: the oldest minutes first lose all but two digits of
 * theirs, and go altogether if that is not enough. Sums, counts and extremes are not touched.
 */
export function shrinkBuckets(minutes: KeptMinute[], valueLimit: number): void {
  let held = 0;
  for (const { bucket } of minutes) held += bucket.values?.size ?? 0;
  if (held <= valueLimit) return;
  const oldestFirst = minutes.toSorted((a, b) => a.minuteMs - b.minuteMs);
  for (const minute of oldestFirst) {
    if (held <= valueLimit) return;
    held -= round(minute.bucket);
  }
  for (const { bucket, drop } of oldestFirst) {
    if (held <= valueLimit) break;
    held -= bucket.values?.size ?? 0;
    drop();
  }
}

/** Returns how many values fewer the bucket holds. */
function round(bucket: Bucket): number {
  if (bucket.values === undefined) return 0;
  const before = bucket.values.size;
  const rounded = new Map<number, number>();
  for (const [value, count] of bucket.values) {
    const kept = Number(value.toPrecision(2));
    rounded.set(kept, (rounded.get(kept) ?? 0) + count);
  }
  bucket.values = rounded;
  return before - rounded.size;
}
