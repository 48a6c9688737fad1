/** A date, a time of day, and a zone that may stand in brackets: `2026-11-20 14:36:50,001 (+02:00)`, `2026/11/20 09:00:00 UTC`. */
const written =
  /(?<!\d)(\d{4})([-/])(\d\d)\2(\d\d)(?:T| {1,2})(\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?(?: ?\(?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)(?![\w:])\)?)?/;
const epochMsField = /^\s*"?(\d{13})(?!\d)/;

/** ISO 8601 of the first time in a text. CloudWatch, Insights and Lambda write UTC, so that is a time's zone where none stands. */
export function timeIn(text: string): string | undefined {
  const [, year, , month, day, clock, fraction, zone] = written.exec(text) ?? [];
  if (year === undefined) return timeOf(Number(epochMsField.exec(text)?.[1] ?? Number.NaN));
  const date = `${year}-${month}-${day}`;
  const iso = `${date}T${clock}${fraction ? `.${fraction}` : ""}`;
  return isDate(date) && isTime(`${iso}Z`) ? iso + zoneOf(zone) : undefined;
}

/** ISO 8601 of a record's time: text, or a number of milliseconds or, if that would be before 1973, of seconds since 1970. */
export function timeOf(value: unknown): string | undefined {
  if (typeof value === "string") return timeIn(value);
  if (typeof value !== "number") return undefined;
  const epochMs = Math.abs(value) < 1e11 ? value * 1_000 : value;
  return Math.abs(epochMs) <= 8.64e15 ? new Date(epochMs).toISOString() : undefined;
}

/** Whether a text begins with a time, but for a bracket or a quote before it. */
export const startsWithTime = (text: string): boolean => (written.exec(text)?.index ?? 9) <= 2;

/** +02 and +0200 as +02:00. */
function zoneOf(zone = "Z"): string {
  const [, sign, hours, minutes = "00"] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return sign === undefined ? "Z" : `${sign}${hours}:${minutes}`;
}

const isTime = (iso: string): boolean => !Number.isNaN(Date.parse(iso));

/** Date.parse takes 30 February for 2 March. */
const isDate = (date: string): boolean => isTime(date) && new Date(date).toISOString().startsWith(date);
