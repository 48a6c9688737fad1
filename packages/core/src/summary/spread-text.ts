import { corrupt, readAscending, readInteger, writeAscending } from "../edge/integer-text.ts";
import type { Bucket, Buckets } from "../statistics/buckets.ts";
import { boundsOf, bucketOf } from "../statistics/sketch.ts";
import { areExact, type Spread } from "../statistics/spread.ts";

/*
 * Canonical text: `values|counts`, or `buckets|counts|values`. Lists in the order of values. An empty word is a count of 1; an
 * empty list of counts, that every value is there once. The values of a bucket are how far its least one lies above the bucket's
 * low end and, where they differ, how far its greatest lies below the high end: so both are short. A 0 is left out.
 */

export function encodeSpread(spread: Spread): string {
  if (spread.kind === "values") {
    const entries = inOrder(spread.counts);
    return [
      writeAscending(entries.map(([us]) => us)),
      entries.every(([, n]) => n === 1) ? "" : writeCounts(entries.map(([, n]) => n)),
    ].join("|");
  }
  const entries = inOrder(spread.buckets);
  return [
    writeAscending(entries.map(([key]) => key)),
    writeCounts(entries.map(([, { n }]) => n)),
    entries.map(([key, bucket]) => writeEnds(key, bucket)).join(","),
  ].join("|");
}

export function decodeSpread(text: string): Spread {
  const [keyText = "", countText = "", valueText, ...more] = text.split("|");
  const keys = readAscending(keyText);
  const counts = countText === "" ? keys.map(() => 1) : readCounts(countText);
  if (more.length > 0 || counts.length !== keys.length) throw corrupt(text);
  if (valueText !== undefined)
    return { kind: "buckets", buckets: readBuckets(keys, counts, valueText.split(",")) };
  const values = new Map(keys.map((us, at) => [us, counts[at] as number]));
  if (values.size !== keys.length || !areExact(values)) throw corrupt(text);
  return { kind: "values", counts: values };
}

function readBuckets(keys: readonly number[], counts: readonly number[], words: readonly string[]): Buckets {
  if (words.length !== keys.length) throw corrupt(words.join(","));
  const buckets: Buckets = new Map();
  for (const [at, key] of keys.entries()) {
    const n = counts[at] as number;
    const ends = readEnds(key, words[at] as string);
    const isWhole = n > 1 || ends.leastUs === ends.greatestUs;
    if (buckets.has(key) || !isWhole) throw corrupt(words.join(","));
    buckets.set(key, { n, ...ends });
  }
  return buckets;
}

type Ends = Omit<Bucket, "n">;

function writeEnds(key: number, { leastUs, greatestUs }: Ends): string {
  const { lowestUs, highestUs } = rangeOf(key);
  const least = writeOffset(leastUs - lowestUs);
  return leastUs === greatestUs ? least : `${least}.${writeOffset(highestUs - greatestUs)}`;
}

function readEnds(key: number, text: string): Ends {
  const { lowestUs, highestUs } = rangeOf(key);
  const [least = "", greatest, ...more] = text.split(".");
  const leastUs = lowestUs + readOffset(least);
  const greatestUs = greatest === undefined ? leastUs : highestUs - readOffset(greatest);
  const isInside = bucketOf(leastUs) === key && bucketOf(greatestUs) === key;
  const isInOrder = greatest === undefined || leastUs < greatestUs;
  if (more.length > 0 || !isInside || !isInOrder) throw corrupt(text);
  return { leastUs, greatestUs };
}

const writeOffset = (offset: number): string => (offset === 0 ? "" : offset.toString(36));
const readOffset = (text: string): number => (text === "" ? 0 : readInteger(text));

/** Whole numbers around a bucket: no value in it is less than the one, or more than the other. */
function rangeOf(bucket: number): { lowestUs: number; highestUs: number } {
  const { lowUs, highUs } = boundsOf(bucket);
  return { lowestUs: Math.floor(lowUs), highestUs: Math.ceil(highUs) };
}

const inOrder = <V>(map: ReadonlyMap<number, V>): [number, V][] => [...map].sort(([a], [b]) => a - b);

const writeCounts = (counts: readonly number[]): string =>
  counts.map((n) => (n === 1 ? "" : n.toString(36))).join(",");

function readCounts(text: string): number[] {
  const counts = text.split(",").map((word) => (word === "" ? 1 : readInteger(word)));
  if (counts.some((n) => n < 1)) throw corrupt(text);
  return counts;
}
