import { InvalidArgumentError } from "commander";

/** One tag more. Throws InvalidArgumentError for a text without a value, and for a key that was given before. */
export function tagsUpTo(text: string, before: Tags = new Map()): Tags {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("KEY=VALUE");
  const key = text.slice(0, at);
  if (before.has(key)) throw new InvalidArgumentError(`a key that is not there yet, as ${key} is`);
  return new Map(before).set(key, text.slice(at + 1));
}

/** Values by key, as typed: the API's rules are checked with the rest of the job. */
export type Tags = ReadonlyMap<string, string>;
