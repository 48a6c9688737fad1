import { InvalidArgumentError } from "commander";
import { CommandError } from "./command-error.ts";

/** What an option's text means. Throws InvalidArgumentError with what would be accepted. */
export type Parser<T> = (text: string) => T;

export const wholeNumber =
  (min: number, max: number): Parser<number> =>
  (text) => {
    const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= min && number <= max) return number;
    throw new InvalidArgumentError(`a whole number from ${min} to ${max}`);
  };

/** To a tenth. */
export const tenths =
  (min: number, max: number): Parser<number> =>
  (text) => {
    const number = /^\d{1,10}(\.\d)?$/.test(text) ? Number(text) : Number.NaN;
    if (number >= min && number <= max) return number;
    throw new InvalidArgumentError(`a number from ${min} to ${max}, with a tenth at most`);
  };

/** Seconds, to a tenth, as ms. */
export const seconds: Parser<number> = (text) => {
  if (/^\d{1,4}(\.\d)?$/.test(text) && Number(text) > 0) return Number(text) * 1_000;
  throw new InvalidArgumentError("seconds from 0.1 to 9999");
};

/** The value of an option. Throws CommandError 2 naming the option, its text and what is accepted. */
export function readValue<T>(option: string, text: string, parse: Parser<T>): T {
  try {
    return parse(text);
  } catch (cause) {
    throw cause instanceof InvalidArgumentError ? refusedValue(option, text, cause.message) : cause;
  }
}

export const refusedValue = (option: string, text: string, accepted: string): CommandError =>
  new CommandError(2, `${option}: ${JSON.stringify(text)} is not accepted; accepted: ${accepted}`);
