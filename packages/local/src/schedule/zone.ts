/** What a clock on the wall of a time zone shows. `weekday` counts from Sunday, 1, as AWS's cron does. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  weekday: number;
  hour: number;
  minute: number;
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** Throws RangeError for a name that is no IANA time zone. */
export function readWall(timeZone: string): (epochMs: number) => WallTime {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    weekday: "short",
    hour: "numeric",
    minute: "numeric",
  });
  return (epochMs) => {
    const parts = new Map(format.formatToParts(epochMs).map(({ type, value }) => [type, value]));
    const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
    return {
      year: number("year"),
      month: number("month"),
      day: number("day"),
      weekday: 1 + weekdays.indexOf(parts.get("weekday") ?? ""),
      hour: number("hour"),
      minute: number("minute"),
    };
  };
}
