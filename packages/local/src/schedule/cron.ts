import type { WallTime } from "./zone.ts";

const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

interface Field {
  of: keyof WallTime;
  min: number;
  max: number;
  names?: readonly string[];
}

/** In the order of AWS's cron: minutes, hours, day of month, month, day of week, year. */
const fields: readonly Field[] = [
  { of: "minute", min: 0, max: 59 },
  { of: "hour", min: 0, max: 23 },
  { of: "day", min: 1, max: 31 },
  { of: "month", min: 1, max: 12, names: months },
  { of: "weekday", min: 1, max: 7, names: weekdays },
  { of: "year", min: 1970, max: 2199 },
];

/**
 * Reads the fields of an AWS cron expression: `*`, `?`, lists, ranges, steps, names. Throws for anything else, `L`, `W`
 * and `#` included, which are not built. Source: EventBridge Scheduler user guide, "Schedule types".
 */
export function parseCron(text: string): (time: WallTime) => boolean {
  const words = text.trim().split(/\s+/);
  if (words.length !== fields.length)
    throw new Error(`a cron expression has ${fields.length} fields, "${text}" has ${words.length}`);
  if ((words[2] === "?") === (words[4] === "?"))
    throw new Error(`one of day of month and day of week, and not both, must be "?" in "${text}"`);
  const accepted = fields.map((field, place) => ({
    of: field.of,
    values: valuesOf(field, words[place] ?? ""),
  }));
  return (time) => accepted.every(({ of, values }) => values.has(time[of]));
}

function valuesOf(field: Field, word: string): Set<number> {
  const values = new Set<number>();
  for (const item of word.split(",")) for (const value of itemValues(field, item)) values.add(value);
  return values;
}

function* itemValues(field: Field, item: string): Generator<number> {
  const [range = "", step, ...more] = item.split("/");
  const by = step === undefined ? 1 : /^[1-9]\d*$/.test(step) ? Number(step) : Number.NaN;
  const [from, to] = boundsOf(field, range, step !== undefined);
  if (more.length > 0 || Number.isNaN(by) || !(from <= to)) throw unsupported(field, item);
  for (let value = from; value <= to; value += by) yield value;
}

function boundsOf(field: Field, range: string, stepped: boolean): [number, number] {
  if (range === "*" || (range === "?" && (field.of === "day" || field.of === "weekday")))
    return [field.min, field.max];
  const [first = "", last, ...more] = range.split("-");
  if (more.length > 0) throw unsupported(field, range);
  const from = numberOf(field, first);
  // "5/15" starts at 5 and goes on to the field's end.
  return [from, last === undefined ? (stepped ? field.max : from) : numberOf(field, last)];
}

function numberOf(field: Field, word: string): number {
  const named = field.names?.indexOf(word.toUpperCase()) ?? -1;
  if (named >= 0) return field.min + named;
  const value = /^\d{1,4}$/.test(word) ? Number(word) : Number.NaN;
  if (value >= field.min && value <= field.max) return value;
  throw unsupported(field, word);
}

function unsupported({ of, min, max }: Field, item: string): Error {
  return new Error(
    `"${item}" is not supported for the ${of} of a cron expression; accepted: ${min} to ${max}, lists, ranges, steps, *`,
  );
}
