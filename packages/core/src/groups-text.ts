import { type Groups, groupCount, inOrderOfGroups } from "./block-groups.ts";
import { corrupt, readAscending, readBigInt, readRuns, writeAscending, writeRuns } from "./integer-text.ts";

/** Canonical text: `numbers;sizes;sums`. */
export function encodeGroups(groups: Groups): string {
  const ordered = inOrderOfGroups(groups);
  const sums = ordered.map(([, { sumUs }]) => sumUs.toString(36)).join(",");
  return `${encodeCounts(ordered.map(([number, { n }]) => [number, n]))};${sums}`;
}

export function decodeGroups(text: string): Groups {
  const [numbers, sizes, sums] = text.split(";");
  if (sums === undefined) throw corrupt(text);
  const words = sums === "" ? [] : sums.split(",");
  const counts = decodeCounts(`${numbers};${sizes}`);
  if (words.length !== counts.length) throw corrupt(text);
  return new Map(counts.map(([number, n], at) => [number, { n, sumUs: readBigInt(words[at] as string) }]));
}

/** `numbers;sizes`, groups ascending; no numbers where all groups have a count. */
export function encodeCounts(counts: readonly (readonly [number, number])[]): string {
  const numbers = counts.length === groupCount ? [] : counts.map(([number]) => number);
  return `${writeAscending(numbers)};${writeRuns(counts.map(([, n]) => n))}`;
}

export function decodeCounts(text: string): [number, number][] {
  const [numberText = "", sizeText = ""] = text.split(";");
  if (text === ";") return [];
  const sizes = readRuns(sizeText);
  const numbers = numberText === "" ? allNumbers : readAscending(numberText);
  if (numbers.length !== sizes.length) throw corrupt(text);
  return numbers.map((number, at) => [number, sizes[at] as number]);
}

const allNumbers = Array.from({ length: groupCount }, (_, number) => number);
