import type { FoundReceipt, InvocationEnding } from "./log-message.ts";

/** What a log has, line by line; lines count from 1. Blank lines and JSON's brackets are nothing. */
export type LogItem =
  | ({ kind: "receipt"; line: number } & FoundReceipt)
  | { kind: "damaged" | "unknown"; line: number; text: string }
  | { kind: "other"; line: number; ending?: InvocationEnding };

/** The same items as on a line of the file, with a time for receipts that have none. */
export function placeItems(items: readonly LogItem[], line: number, time: string | undefined): LogItem[] {
  return items.map((item) =>
    item.kind === "receipt" && item.time === undefined && time !== undefined
      ? { ...item, line, time }
      : { ...item, line },
  );
}

const mostText = 1_000;

/** A line that does not parse, as much of it as will be shown. */
export const unreadItem = (kind: "damaged" | "unknown", line: number, text: string): LogItem => ({
  kind,
  line,
  text: text.length > mostText ? text.slice(0, mostText) : text,
});
