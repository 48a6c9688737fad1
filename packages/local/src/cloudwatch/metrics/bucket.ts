import type { DatumValues } from "../../events/datum.ts";

/** What one metric measured in one window of time. */
export interface Bucket {
  sampleCount: number;
  sum: number;
  min: number;
  max: number;
  /** How often each value was seen; gone once a statistic set joined in, which hides its values. */
  values?: Map<number, number>;
}

/** Past so many different values a bucket keeps three digits of each further one, so that its size has a limit. */
const EXACT_VALUES = 2_000;

export function createBucket(): Bucket {
  return { sampleCount: 0, sum: 0, min: Infinity, max: -Infinity, values: new Map() };
}

export function addSample(bucket: Bucket, sample: DatumValues): void {
  if (sample.kind === "values") {
    for (const [index, value] of sample.values.entries())
      addValue(bucket, value, sample.counts?.[index] ?? 1);
    return;
  }
  const { sampleCount, sum, min, max } = sample;
  const isOneValue = sampleCount === 1 || min === max;
  if (isOneValue) addValue(bucket, min, sampleCount);
  else mergeBucket(bucket, { sampleCount, sum, min, max });
}

export function mergeBucket(into: Bucket, other: Bucket): void {
  into.sampleCount += other.sampleCount;
  into.sum += other.sum;
  into.min = Math.min(into.min, other.min);
  into.max = Math.max(into.max, other.max);
  if (other.values === undefined) delete into.values;
  else for (const [value, count] of other.values) countValue(into, value, count);
}

function addValue(bucket: Bucket, value: number, count: number): void {
  bucket.sampleCount += count;
  bucket.sum += value * count;
  bucket.min = Math.min(bucket.min, value);
  bucket.max = Math.max(bucket.max, value);
  countValue(bucket, value, count);
}

function countValue({ values }: Bucket, value: number, count: number): void {
  if (values === undefined) return;
  const kept = values.size < EXACT_VALUES || values.has(value) ? value : Number(value.toPrecision(3));
  values.set(kept, (values.get(kept) ?? 0) + count);
}

/** JSON of a bucket, for keeping it. */
export function printBucket({ sampleCount, sum, min, max, values }: Bucket): string {
  return JSON.stringify([sampleCount, sum, min, max, values === undefined ? null : [...values]]);
}

/** Reads what printBucket wrote. */
export function parseBucket(text: string): Bucket {
  const [sampleCount, sum, min, max, values] = JSON.parse(text) as [
    number,
    number,
    number,
    number,
    [number, number][] | null,
  ];
  return { sampleCount, sum, min, max, ...(values === null ? {} : { values: new Map(values) }) };
}
