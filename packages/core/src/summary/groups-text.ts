import {
  corrupt,
  readAscending,
  readBigInt,
  readRuns,
  writeAscending,
  writeRuns,
} from "../edge/integer-text.ts";
import { type Groups, groupCount, inOrderOfGroups } from "../statistics/groups.ts";

/** Canonical text: `numbers;sizes;sums`. */
export function encodeGroups(groups: Groups): string {
  const ordered = inOrderOfGroups(groups);
  const sums = ordered.map(([, { sumUs }]) => sumUs.toString(36)).join(",");
  return `${encodeCounts(ordered.map(([number, { n }]) => [number, n]))};${sums}`;
}

export function decodeGroups(text: string): Groups {
  const [numberText, sizeText, sumText] = text.split(";");
  if (numberText === undefined || sizeText === undefined || sumText === undefined) throw corrupt(text);
  const groups: Groups = new Map();
  if (text === ";;") return groups;
  const { numbers, sizes } = readCounts(numberText, sizeText);
  const words = sumText.split(",");
  if (words.length !== sizes.length) throw corrupt(text);
  for (const [at, word] of words.entries())
    groups.set(numbers[at] as number, { n: sizes[at] as number, sumUs: readBigInt(word) });
  return groups;
}

/** `numbers;sizes`, groups ascending; no numbers where all groups have a count. */
export function encodeCounts(counts: readonly (readonly [number, number])[]): string {
  const numbers = counts.length === groupCount ? [] : counts.map(([number]) => number);
  return `${writeAscending(numbers)};${writeRuns(counts.map(([, n]) => n))}`;
}

export function decodeCounts(text: string): [number, number][] {
  if (text === ";") return [];
  const [numberText = "", sizeText = ""] = text.split(";");
  const { numbers, sizes } = readCounts(numberText, sizeText);
  return numbers.map((number, at) => [number, sizes[at] as number]);
}

function readCounts(numberText: string, sizeText: string): { numbers: readonly number[]; sizes: number[] } {
  const sizes = readRuns(sizeText);
  const numbers = numberText === "" ? allNumbers : readAscending(numberText);
  if (numbers.length !== sizes.length) throw corrupt(numberText);
  return { numbers, sizes };
}

const allNumbers = Array.from({ length: groupCount }, (_, number) => number);
