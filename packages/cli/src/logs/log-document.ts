import type { JsonListener, Scalar } from "./json-reader.ts";
import { type LogItem, placeItems, unreadItem } from "./log-item.ts";
import { endingIn, findReceipt } from "./log-message.ts";
import { tailIn } from "./log-tail.ts";
import { timeOf } from "./log-time.ts";
import { countMentions } from "./mentions.ts";

/** Reads the lines of one event's message. */
export type ReadMessage = (message: string) => LogItem[];

/** An open object or array: of an array's elements nothing is kept. */
interface Frame {
  kind: "object" | "array";
  key: string | undefined;
  line: number;
  /** What an object has so far, but for the elements of its arrays. */
  value: Record<string, unknown>;
  /** The strings that are read when it closes. */
  messages: { key: string; line: number; text: string; rawLine: string }[];
  /** Of an array that is a row of Logs Insights: what its fields said so far. */
  row?: { time?: string; messages: { line: number; text: string }[] };
  hasFound: boolean;
}

const envelopes = ["events", "logEvents", "results"];
/** The objects within a platform.report that a receipt is read from. */
const reportParts = ["record", "metrics"];
const mostKept = 1_000;

/** What a JSON document holds: receipts, events, rows of Logs Insights, however deep they are in it. */
export interface LogDocument extends JsonListener {
  /** Says which line of the file the listener hears of. */
  startLine(line: number, text: string): void;
  /** What has been found since the last time. */
  take(): LogItem[];
  /** The document goes no further: what it holds that has not been read is read as it is. */
  abandon(): void;
  readonly hasFound: boolean;
}

/** `time`, of the text before the document, goes before a record's own. */
export function createLogDocument(time: string | undefined, readMessage: ReadMessage): LogDocument {
  const frames: Frame[] = [];
  let items: LogItem[] = [];
  let at = { line: 0, text: "" };
  let hasFound = false;

  function add(found: readonly LogItem[]): void {
    if (found.length === 0) return;
    for (const item of found) items.push(item);
    hasFound = true;
    for (const frame of frames) frame.hasFound = true;
  }

  function readString(text: string, line: number, epochTime?: string): void {
    add(placeItems(readMessage(text), line, time ?? epochTime));
  }

  function keep(frame: Frame, key: string, text: string): void {
    const message = { key, line: at.line, text, rawLine: at.text };
    if (frame.messages.length < mostKept) frame.messages.push(message);
    else readString(text, at.line);
  }

  function closeObject(frame: Frame, parent: Frame | undefined): void {
    const { value, line } = frame;
    const messages = frame.messages.filter((message) => !isReportType(message));
    const reports = frame.messages.length - messages.length;
    if (reports > 0) {
      const found = findReceipt(JSON.stringify(value), time);
      add([found ? { kind: "receipt", line, ...found } : unreadItem("damaged", line, JSON.stringify(value))]);
      for (let more = 1; more < reports; more++) add([unreadItem("damaged", line, JSON.stringify(value))]);
    }
    const isRow = typeof value.field === "string" && "value" in value;
    const isEvent = isEventIn(value, parent);
    const ownTime = timeOf(value.timestamp ?? value["@timestamp"] ?? value.time);
    if (isRow && parent && value.field === "@timestamp") rowOf(parent).time = timeOf(value.value) ?? "";
    for (const { key, line, text } of messages) {
      if (isRow && parent && key === "value" && /^@?message$/.test(String(value.field)))
        rowOf(parent).messages.push({ line, text });
      else if ((isEvent && key === "message") || countMentions(text) > 0 || endingIn(text))
        readString(text, line, ownTime);
    }
    const isRecord = !parent || (parent.kind === "array" && frames.length === 1);
    if (isRecord && !frame.hasFound && reports === 0 && !isEvent && !isRow && !isEnvelope(value))
      if (!messages.some(({ text }) => countMentions(text) > 0)) add([{ kind: "other", line }]);
    if (parent?.kind === "object" && frame.key !== undefined && reportParts.includes(frame.key))
      setIn(parent, frame.key, value);
  }

  function closeRow({ row }: Frame): void {
    for (const { line, text } of row?.messages ?? []) readString(text, line, row?.time || undefined);
  }

  return {
    get hasFound() {
      return hasFound;
    },
    startLine(line, text) {
      at = { line, text };
    },
    take() {
      const taken = items;
      items = [];
      return taken;
    },
    abandon() {
      for (const frame of frames.splice(0)) {
        closeRow(frame);
        for (const message of frame.messages) {
          if (isReportType(message)) add([unreadItem("damaged", message.line, message.rawLine)]);
          else if (countMentions(message.text) > 0) readString(message.text, message.line);
        }
      }
    },
    key(text) {
      const frame = frames.at(-1);
      if (frame && countMentions(text) > 0) keep(frame, "", text);
    },
    open(kind, key) {
      const parent = frames.at(-1);
      if (parent && key !== undefined && kind === "array") setIn(parent, key, []);
      frames.push({ kind, key, line: at.line, value: emptyRecord(), messages: [], hasFound: false });
    },
    scalar(value: Scalar, key) {
      const frame = frames.at(-1);
      if (!frame) return;
      if (key === undefined) {
        const isListed = frames.length === 1 && typeof value === "string";
        if (typeof value === "string" && (isListed || countMentions(value) > 0)) readString(value, at.line);
        return;
      }
      setIn(frame, key, value);
      if (typeof value !== "string") return;
      const tail = key === "LogResult" ? tailIn(value) : undefined;
      if (tail !== undefined) readString(tail, at.line);
      if (/^(@?message|value)$/.test(key) || countMentions(value) > 0) keep(frame, key, value);
    },
    close() {
      const frame = frames.pop();
      if (frame?.kind === "object") closeObject(frame, frames.at(-1));
      else if (frame) closeRow(frame);
    },
  };
}

const isReportType = ({ key, text }: { key: string; text: string }): boolean =>
  key === "type" && text === "platform.report";

/** An event of the AWS CLI or of a subscription; alone it is one when it has CloudWatch's time and no logger's level. */
function isEventIn(value: Record<string, unknown>, parent: Frame | undefined): boolean {
  if (typeof value.message !== "string") return false;
  if (parent?.kind === "array" && envelopes.includes(parent.key ?? "")) return true;
  return typeof value.timestamp === "number" && !("level" in value);
}

const isEnvelope = (value: Record<string, unknown>): boolean =>
  envelopes.some((key) => Array.isArray(value[key]));

const rowOf = (frame: Frame): NonNullable<Frame["row"]> => {
  frame.row ??= { messages: [] };
  return frame.row;
};

/** Without a prototype, so that `__proto__` is a key like others. */
const emptyRecord = (): Record<string, unknown> => Object.create(null);

function setIn({ value }: Frame, key: string, content: unknown): void {
  if (key in value || Object.keys(value).length < mostKept) value[key] = content;
}
