import type { ReadMessage } from "./log-document.ts";
import type { LogItem } from "./log-item.ts";
import { tailIn } from "./log-tail.ts";

const messageLine = /^\s*(?:"(message|@message|value)": *)?("[^"\\]*(?:\\.[^"\\]*)*"),?\s*$/;

/**
 * The items of a line whose only string is a message, or a tail in base64; undefined for any other line. Of the values in a
 * row of Logs Insights only one is the message.
 */
export function readQuoted(text: string, line: number, readMessage: ReadMessage): LogItem[] | undefined {
  const tail = tailIn(text);
  if (tail !== undefined) return readMessage(tail).map((item): LogItem => ({ ...item, line }));
  const [, field, quoted] = messageLine.exec(text) ?? [];
  const message = quoted === undefined ? undefined : stringIn(quoted);
  if (message === undefined) return undefined;
  const items = readMessage(message).map((item): LogItem => ({ ...item, line }));
  return field === "value"
    ? items.map((item) => (item.kind === "unknown" ? { kind: "other", line } : item))
    : items;
}

function stringIn(quoted: string): string | undefined {
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
