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
  const value = word.test(text) ? Number.parseInt(text, 36) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw corrupt(text);
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

export function readAscending(text: string): number[] {
  if (text === "") return [];
  let value = 0;
  return text.split(" ").map((step, place) => {
    value += step === "" && place > 0 ? 1 : readInteger(step);
    return value;
  });
}

/** Integers of which neighbours are often equal: an empty word repeats the one before it. */
export function writeRuns(values: readonly number[]): string {
  return values.map((value, place) => (value === values[place - 1] ? "" : value.toString(36))).join(",");
}

export function readRuns(text: string): number[] {
  let value = 0;
  return text.split(",").map((item) => {
    if (item !== "") value = readInteger(item);
    return value;
  });
}

export function corrupt(text: string): AppError {
  return new AppError("corrupt", `stored summary is damaged near ${JSON.stringify(text.slice(0, 60))}`);
}
