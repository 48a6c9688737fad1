import { corrupt, readAscending, readUsual, writeAscending, writeUsual } from "../edge/integer-text.ts";
import type { Buckets } from "../statistics/buckets.ts";
import { bucketOf } from "../statistics/sketch.ts";
import { areExact, type Spread } from "../statistics/spread.ts";
import { decodeCountsOf, encodeCountsOf } from "./counts-text.ts";

/*
 * Canonical text: that of counts by value, or `least values;counts;how far the greatest lie above`, a 0 left out. A bucket is
 * that of its least value.
 */

export function encodeSpread(spread: Spread): string {
  if (spread.kind === "values") return encodeCountsOf(spread);
  const { leastUs, greatestUs, counts } = spread;
  const above = greatestUs.map((us, at) => us - (leastUs[at] as number));
  return `${writeAscending(leastUs)};${writeUsual(counts, 1)};${writeUsual(above, 0)}`;
}

export function decodeSpread(text: string): Spread {
  const [leastText = "", countText = "", aboveText, ...more] = text.split(";");
  if (more.length > 0) throw corrupt(text);
  if (aboveText !== undefined) return { kind: "buckets", ...readBuckets(leastText, countText, aboveText) };
  const counts = decodeCountsOf(text);
  if (!areExact(counts.keys)) throw corrupt(text);
  return { kind: "values", ...counts };
}

function readBuckets(leastText: string, countText: string, aboveText: string): Buckets {
  const leastUs = readAscending(leastText);
  const counts = readUsual(countText, 1);
  const greatestUs = readUsual(aboveText, 0);
  const keys: number[] = [];
  if (counts.length !== leastUs.length || greatestUs.length !== leastUs.length) throw corrupt(leastText);
  for (let at = 0; at < leastUs.length; at++) {
    const [least, above, n] = [leastUs[at] as number, greatestUs[at] as number, counts[at] as number];
    const key = bucketOf(least);
    const isAscending = at === 0 || key > (keys[at - 1] as number);
    if (!isAscending || n < 1 || above < 0 || (n === 1 && above > 0) || bucketOf(least + above) !== key)
      throw corrupt(leastText);
    greatestUs[at] = least + above;
    keys.push(key);
  }
  return { keys, counts, leastUs, greatestUs };
}
