import {
  corrupt,
  readAscending,
  readBigInt,
  readIntegers,
  readRuns,
  writeAscending,
  writeRuns,
} from "../edge/integer-text.ts";
import { type Exact, exactOf } from "../statistics/exact.ts";
import { type Groups, groupCount, noGroups } from "../statistics/groups.ts";

/** Canonical text: `numbers;sizes;sums`. */
export function encodeGroups({ numbers, sizes, sumsUs }: Groups): string {
  return `${encodeCounts(numbers, sizes)};${sumsUs.map((sum) => sum.toString(36)).join(",")}`;
}

export function decodeGroups(text: string): Groups {
  const [numberText, sizeText, sumText, ...more] = text.split(";");
  if (numberText === undefined || sizeText === undefined || sumText === undefined || more.length > 0)
    throw corrupt(text);
  if (text === ";;") return noGroups();
  const { numbers, sizes } = readCounts(numberText, sizeText);
  const sumsUs = readSums(sumText);
  if (sumsUs.length !== sizes.length) throw corrupt(text);
  return { numbers, sizes, sumsUs };
}

/** Sums beyond 2^53 are rare, and read in a slower way; what that cannot read either is damage. */
function readSums(text: string): Exact[] {
  try {
    return readIntegers(text);
  } catch {
    return text.split(",").map((word) => exactOf(readBigInt(word)));
  }
}

/** `numbers;sizes`, groups ascending; no numbers where all groups have a count. */
export function encodeCounts(numbers: readonly number[], sizes: readonly number[]): string {
  return `${writeAscending(numbers.length === groupCount ? [] : numbers)};${writeRuns(sizes)}`;
}

export function decodeCounts(text: string): [number, number][] {
  if (text === ";") return [];
  const [numberText = "", sizeText = ""] = text.split(";");
  const { numbers, sizes } = readCounts(numberText, sizeText);
  return numbers.map((number, at) => [number, sizes[at] as number]);
}

function readCounts(numberText: string, sizeText: string): { numbers: number[]; sizes: number[] } {
  const sizes = readRuns(sizeText);
  const numbers = numberText === "" ? allNumbers.slice() : readAscending(numberText);
  const last = numbers.at(-1) ?? 0;
  if (numbers.length !== sizes.length || last >= groupCount || (numbers[0] ?? 0) < 0)
    throw corrupt(numberText);
  return { numbers, sizes };
}

const allNumbers = Array.from({ length: groupCount }, (_, number) => number);
