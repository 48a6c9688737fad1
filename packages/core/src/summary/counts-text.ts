import { corrupt, readAscending, readUsual, writeAscending, writeUsual } from "../edge/integer-text.ts";
import type { Counts } from "../statistics/counts.ts";

/** Canonical text: `keys;counts`. A count of 1 is an empty word; an empty list, that every count is 1. */
export function encodeCountsOf({ keys, counts }: Counts): string {
  return `${writeAscending(keys)};${counts.every((n) => n === 1) ? "" : writeUsual(counts, 1)}`;
}

export function decodeCountsOf(text: string): Counts {
  const [keyText, countText, ...more] = text.split(";");
  if (keyText === undefined || countText === undefined || more.length > 0) throw corrupt(text);
  const keys = readAscending(keyText);
  const counts = countText === "" ? keys.map(() => 1) : readUsual(countText, 1);
  if (counts.length !== keys.length || counts.some((n) => n < 1)) throw corrupt(text);
  return { keys, counts };
}
