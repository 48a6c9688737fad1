import { AppError } from "./error.ts";

/*
 * Integers as base-36 words. Stored text is only ever read back by the code that wrote it, so what does not parse
 * is damage: AppError `corrupt`.
 */

const word = /^-?[0-9a-z]+$/;
/** 36^10 < 2^53: what Number can take in at once. */
const digitsAtOnce = 10;
const scales = Array.from({ length: digitsAtOnce + 1 }, (_, digits) => 36n ** BigInt(digits));

export function readBigInt(text: string): bigint {
  if (text.length <= digitsAtOnce) return BigInt(readInteger(text));
  if (!word.test(text)) throw corrupt(text);
  const digits = text.replace("-", "");
  let value = 0n;
  for (let at = 0; at < digits.length; at += digitsAtOnce) {
    const chunk = digits.slice(at, at + digitsAtOnce);
    value = value * (scales[chunk.length] as bigint) + BigInt(Number.parseInt(chunk, 36));
  }
  return text.startsWith("-") ? -value : value;
}

export function readInteger(text: string): number {
  const [value, ...more] = readIntegers(text);
  if (value === undefined || more.length > 0) throw corrupt(text);
  return value;
}

/** Ascending integers as the first and then the steps between them; a step of 1, the commonest, as nothing. */
export function writeAscending(values: readonly number[]): string {
  const words = values.map((value, place) => {
    const before = values[place - 1];
    return before !== undefined && value - before === 1 ? "" : (value - (before ?? 0)).toString(36);
  });
  return words.join(" ");
}

/** Throws for steps that do not ascend. */
export function readAscending(text: string): number[] {
  if (text === "") return [];
  const values = readWords(text, space, 1);
  if (text.startsWith(" ")) throw corrupt(text);
  for (let at = 1; at < values.length; at++) {
    if ((values[at] as number) <= 0) throw corrupt(text);
    values[at] = (values[at] as number) + (values[at - 1] as number);
  }
  return values;
}

/** Integers of which neighbours are often equal: an empty word repeats the one before it. */
export function writeRuns(values: readonly number[]): string {
  return values.map((value, place) => (value === values[place - 1] ? "" : value.toString(36))).join(",");
}

export const readRuns = (text: string): number[] => readWords(text, comma, "repeated");

/** Integers that are often the same `usual` one, which is written as nothing. */
export const writeUsual = (values: readonly number[], usual: number): string =>
  values.map((value) => (value === usual ? "" : value.toString(36))).join(",");

export const readUsual = (text: string, usual: number): number[] => readWords(text, comma, usual);

/** Integers without an empty word among them. */
export const readIntegers = (text: string): number[] => readWords(text, comma, "refused");

const [space, comma, minus] = [0x20, 0x2c, 0x2d];

/** Character by character: reading a matrix reads a hundred thousand words. */
function readWords(text: string, separator: number, empty: number | "repeated" | "refused"): number[] {
  const values: number[] = [];
  let [value, digits, isNegative, before] = [0, 0, false, 0];
  for (let at = 0; at <= text.length; at++) {
    const code = at === text.length ? separator : text.charCodeAt(at);
    if (code === separator) {
      if (value > Number.MAX_SAFE_INTEGER || (isNegative && value === 0)) throw corrupt(text);
      if (digits > 0) before = isNegative ? -value : value;
      else if (empty === "refused") throw corrupt(text);
      else if (empty !== "repeated") before = empty;
      values.push(before);
      value = 0;
      digits = 0;
      isNegative = false;
    } else if (code === minus && digits === 0 && !isNegative) isNegative = true;
    else {
      value = value * 36 + digitOf(code, text);
      digits++;
    }
  }
  return values;
}

function digitOf(code: number, text: string): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code >= 0x61 && code <= 0x7a) return code - 0x57;
  throw corrupt(text);
}

export function corrupt(text: string): AppError {
  return new AppError("corrupt", `stored summary is damaged near ${JSON.stringify(text.slice(0, 60))}`);
}
