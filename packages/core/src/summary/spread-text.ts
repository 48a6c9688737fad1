import { corrupt, readAscending, readInteger, writeAscending } from "../edge/integer-text.ts";
import type { Buckets } from "../statistics/buckets.ts";
import { boundsOf, bucketOf } from "../statistics/sketch.ts";
import { areExact, type Spread } from "../statistics/spread.ts";

/*
 * Canonical text: `values|counts`, or `buckets|counts|values`. Lists in the order of values. An empty word is a count of 1; an
 * empty list of counts, that every value is there once. A bucket whose values are all alike tells how far they lie from its
 * low end; for others there is an empty word.
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
  const values = entries.map(([key, { us }]) => (us === undefined ? "" : (us - lowestIn(key)).toString(36)));
  return [
    writeAscending(entries.map(([key]) => key)),
    writeCounts(entries.map(([, { n }]) => n)),
    values.join(","),
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
    const us = words[at] ? lowestIn(key) + readInteger(words[at]) : undefined;
    if (buckets.has(key) || (us !== undefined && bucketOf(us) !== key)) throw corrupt(words.join(","));
    buckets.set(key, { n: counts[at] as number, us });
  }
  return buckets;
}

/** The low end of a bucket as a whole number: no value in it is less. */
const lowestIn = (bucket: number): number => Math.floor(boundsOf(bucket).lowUs);

const inOrder = <V>(map: ReadonlyMap<number, V>): [number, V][] => [...map].sort(([a], [b]) => a - b);

const writeCounts = (counts: readonly number[]): string =>
  counts.map((n) => (n === 1 ? "" : n.toString(36))).join(",");

function readCounts(text: string): number[] {
  const counts = text.split(",").map((word) => (word === "" ? 1 : readInteger(word)));
  if (counts.some((n) => n < 1)) throw corrupt(text);
  return counts;
}
