import { type FoundReceipt, type Message, readMessage } from "./log-message.ts";

/** What a log has, line by line; lines count from 1. Blank lines and JSON's brackets are nothing. */
export type LogItem =
  | ({ kind: "receipt"; line: number } & FoundReceipt)
  | { kind: "damaged" | "unknown"; line: number; text: string }
  | { kind: "other"; line: number };

/** A REPORT that was copied from the console may go on in lines of its own. */
const fieldLine =
  /^\s*(Duration|Billed Duration|Memory Size|Max Memory Used|Init Duration|Restore Duration|Billed Restore Duration|Status|Error Type|XRAY TraceId|SegmentId|Sampled): ?\S/;

/** Lines of an indented JSON document that hold no message. */
const scaffolding =
  /^\s*(?:[{}[\],]+|"[^"]*": *(?:[[{]|\[\]|\{\}|-?\d+|true|false|null|"(?:[^"\\]|\\.)*"),?|"(?:[^"\\]|\\.)*",?)\s*$/;
const messageLine = /^\s*"(message|@message|value)": *("(?:[^"\\]|\\.)*"),?\s*$/;
const timestampLine = /^\s*"timestamp": *(\d{12,14}),?\s*$/;

/**
 * Reads a log of any of these forms: text copied from the console, JSON lines, `aws logs tail`, `filter-log-events`
 * and `get-log-events` (indented or not), and what CloudWatch exports. One line is held at a time.
 */
export async function* readLog(lines: AsyncIterable<string>): AsyncGenerator<LogItem> {
  let held: { line: number; text: string } | undefined;
  let epochMs: number | undefined;
  let line = 0;
  for await (const text of lines) {
    line++;
    if (held && fieldLine.test(text)) {
      held.text += `\t${text.trim()}`;
      continue;
    }
    if (held) yield itemOf(held.line, held.text);
    held = undefined;
    epochMs = numberIn(timestampLine, text) ?? epochMs;
    const [, field, message] = messageLine.exec(text) ?? [];
    const events = text.startsWith("{") ? eventsIn(text) : undefined;
    if (message !== undefined) yield* fieldItems(line, field, JSON.parse(message), epochMs);
    else if (events) for (const event of events) yield* itemsOf(line, event.message, event.epochMs);
    else if (text.includes("REPORT RequestId:")) held = { line, text };
    else if (!scaffolding.test(text)) yield* itemsOf(line, text, undefined);
  }
  if (held) yield itemOf(held.line, held.text);
}

/** Of a Logs Insights row's values only one is the message. */
function* fieldItems(
  line: number,
  field: string | undefined,
  text: string,
  epochMs: number | undefined,
): Generator<LogItem> {
  for (const item of itemsOf(line, text, epochMs))
    yield field === "value" && item.kind === "unknown" ? { kind: "other", line } : item;
}

function* itemsOf(line: number, message: string, epochMs: number | undefined): Generator<LogItem> {
  for (const text of message.split(/\r?\n/)) if (text.trim() !== "") yield itemOf(line, text, epochMs);
}

function itemOf(line: number, text: string, epochMs?: number): LogItem {
  const message: Message = readMessage(text);
  if (message.kind === "other") return { kind: "other", line };
  if (message.kind !== "receipt") return { kind: message.kind, line, text };
  const time = message.found.time ?? (epochMs === undefined ? undefined : new Date(epochMs).toISOString());
  return { kind: "receipt", line, ...message.found, ...(time !== undefined && { time }) };
}

interface LogEvent {
  message: string;
  epochMs?: number;
}

/** The events of a one-line document: `events` of the AWS CLI, `logEvents` of a subscription, `results` of Logs Insights. */
function eventsIn(text: string): LogEvent[] | undefined {
  const document = parseObject(text);
  const events = document?.events ?? document?.logEvents;
  if (Array.isArray(document?.results)) return messagesIn(document.results.flat());
  if (!Array.isArray(events)) return undefined;
  return events.flatMap((event: unknown) => {
    const { message, timestamp } = objectOf(event);
    if (typeof message !== "string") return [];
    return [{ message, ...(typeof timestamp === "number" && { epochMs: timestamp }) }];
  });
}

function messagesIn(fields: readonly unknown[]): LogEvent[] {
  return fields.map(objectOf).flatMap(({ field, value }) => {
    return field === "@message" && typeof value === "string" ? [{ message: value }] : [];
  });
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};

function numberIn(pattern: RegExp, text: string): number | undefined {
  const digits = pattern.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
