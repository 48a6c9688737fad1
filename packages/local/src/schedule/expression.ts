import { parseCron } from "./cron.ts";
import { readWall } from "./zone.ts";

/** When a schedule's target is invoked. */
export type Timing =
  | { kind: "rate"; everyMs: number }
  /** Asked once a minute, with the minute's start. */
  | { kind: "minutes"; isDue(epochMs: number): boolean };

const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** Reads `rate(5 minutes)`, `cron(0 8 ? * MON-FRI *)` or `at(2027-01-01T08:00:00)`; throws saying what is wrong. */
export function parseExpression(text: string, timeZone = "UTC"): Timing {
  const [, kind, body = ""] = /^(rate|cron|at)\((.*)\)$/.exec(text.trim()) ?? [];
  if (kind === "rate") return { kind, everyMs: rateMs(body) };
  const wall = readWall(timeZone);
  if (kind === "cron") {
    const matches = parseCron(body);
    return { kind: "minutes", isDue: (epochMs) => matches(wall(epochMs)) };
  }
  if (kind === "at") {
    const at = readAt(body);
    return { kind: "minutes", isDue: (epochMs) => isSame(wall(epochMs), at) };
  }
  throw new Error(`"${text}" is none of rate(…), cron(…) and at(…)`);
}

function rateMs(body: string): number {
  const [, count = "", unit = ""] = /^([1-9]\d{0,4}) (minute|hour|day)s?$/.exec(body.trim()) ?? [];
  if (count === "")
    throw new Error(`rate(${body}) is not understood; accepted: rate(5 minutes), hours, days`);
  return Number(count) * unitMs[unit as keyof typeof unitMs];
}

interface Minute {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** A time that no calendar has would never come: Date.UTC takes 30 February for 2 March, and gives it back as that. */
function readAt(body: string): Minute {
  const text = body.trim();
  const [, ...digits] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(text) ?? [];
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = digits.map(Number);
  if (year === 0) throw new Error(`at(${body}) is not understood; accepted: at(yyyy-mm-ddThh:mm:ss)`);
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  if (date.toISOString().slice(0, text.length) !== text)
    throw new Error(
      `at(${body}) names a time that does not exist; accepted: a date of the calendar, 00:00:00 to 23:59:59`,
    );
  return { year, month, day, hour, minute };
}

const isSame = (a: Minute, b: Minute): boolean =>
  (["year", "month", "day", "hour", "minute"] as const).every((part) => a[part] === b[part]);
