import type { EpochMs } from "../../time/times.ts";
/** 5.0, 0.4, 1.2E7: as Java prints a double, and so as CloudWatch words its reasons. */
export function printDouble(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-3 && size < 1e7))
    return Number.isInteger(value) ? value.toFixed(1) : String(value);
  const [mantissa = "", exponent = "0"] = value.toExponential().split("e");
  return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}

/** 2026-11-20T10:00:00.000+0000 */
export function printIsoTime(epochMs: EpochMs): string {
  return new Date(epochMs).toISOString().replace("Z", "+0000");
}

/** 20/11/26 10:00:00 */
export function printShortTime(epochMs: EpochMs): string {
  const [date = "", time = ""] = new Date(epochMs).toISOString().split("T");
  const [year = "", month, day] = date.split("-");
  return `${day}/${month}/${year.slice(2)} ${time.slice(0, 8)}`;
}

/** Friday 20 November, 2026 10:00:00 UTC */
export function printLongTime(epochMs: EpochMs): string {
  const date = new Date(epochMs);
  const part = (options: Intl.DateTimeFormatOptions): string =>
    date.toLocaleDateString("en-GB", { timeZone: "UTC", ...options });
  const day = part({ day: "2-digit" });
  return `${part({ weekday: "long" })} ${day} ${part({ month: "long" })}, ${part({ year: "numeric" })} ${date.toISOString().slice(11, 19)} UTC`;
}

/** "1 datapoint", "no datapoints", "3 datapoints" */
export function printCount(count: number, noun: string): string {
  return `${count === 0 ? "no" : count} ${noun}${count === 1 ? "" : "s"}`;
}
