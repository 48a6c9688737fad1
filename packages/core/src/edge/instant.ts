import * as v from "valibot";
import { count } from "./schema.ts";
import { type EpochMs, epochMs } from "./time.ts";

export const instantForm = "an instant such as 2026-11-21T10:00:00Z";

/**
 * Milliseconds since 1970 of a time in UTC, seconds and their fraction (to ms) left out or not; undefined for anything else and for
 * what no calendar has: Date.parse takes 30 February for 2 March and 24:00 for the next day.
 */
export function parseInstant(text: string): EpochMs | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/.test(text)) return undefined;
  // biome-ignore lint/style/noRestrictedGlobals: reads a text and no clock
  const ms = epochMs(Date.parse(text));
  if (Number.isNaN(ms)) return undefined;
  const minute = "yyyy-mm-ddThh:mm".length;
  return isoOf(ms).slice(0, minute) === text.slice(0, minute) ? ms : undefined;
}

/** Milliseconds since 1970 as text, such as 2026-11-21T10:00:00.000Z. */
export const isoOf = (ms: number): string =>
  // biome-ignore lint/style/noRestrictedGlobals: writes a text and reads no clock
  new Date(ms).toISOString();

/** The last instant that a Date has: past it there is no text for one. */
const lastInstantMs = 8.64e15;

/** A wall clock's milliseconds since 1970. */
export const WallClockMs = v.pipe(count, v.maxValue(lastInstantMs), v.transform(epochMs));

/** An instant as text. */
export const Instant = v.pipe(
  v.string(),
  v.check((text) => parseInstant(text) !== undefined, instantForm),
);

/** An instant as text, read as milliseconds since 1970. */
export const InstantMs = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const ms = parseInstant(dataset.value);
    if (ms !== undefined) return ms;
    addIssue({ message: instantForm });
    return NEVER;
  }),
);
