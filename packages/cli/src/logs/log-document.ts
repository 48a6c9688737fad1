import {
  isEnvelope,
  isEventIn,
  isReportType,
  type JsonFrame,
  mostKept,
  openFrame,
  rowOf,
  setIn,
} from "./frame.ts";
import type { JsonListener, Scalar } from "./json-reader.ts";
import { type LogItem, placeItems, unreadItem } from "./log-item.ts";
import { endingIn, findReceipt } from "./log-message.ts";
import { tailIn } from "./log-tail.ts";
import { timeOf } from "./log-time.ts";
import { countMentions } from "./mentions.ts";

/** Reads the lines of one event's message. */
export type ReadMessage = (message: string) => LogItem[];

/** The objects within a platform.report that a receipt is read from. */
const reportParts = ["record", "metrics"];

/** What a JSON document holds: receipts, events, rows of Logs Insights, however deep they are in it. */
export class LogDocument implements JsonListener {
  readonly #time: string | undefined;
  readonly #readMessage: ReadMessage;
  readonly #frames: JsonFrame[] = [];
  #items: LogItem[] = [];
  #at = { line: 0, text: "" };
  #hasFound = false;

  /** `time`, of the text before the document, goes before a record's own. */
  constructor(time: string | undefined, readMessage: ReadMessage) {
    this.#time = time;
    this.#readMessage = readMessage;
  }

  get hasFound(): boolean {
    return this.#hasFound;
  }

  /** Says which line of the file the listener hears of. */
  startLine(line: number, text: string): void {
    this.#at = { line, text };
  }

  /** What has been found since the last time. */
  take(): LogItem[] {
    const taken = this.#items;
    this.#items = [];
    return taken;
  }

  /** The document goes no further: what it holds that has not been read is read as it is. */
  abandon(): void {
    for (const frame of this.#frames.splice(0)) {
      this.#closeRow(frame);
      for (const message of frame.messages) {
        if (isReportType(message)) this.#add([unreadItem("damaged", message.line, message.rawLine)]);
        else if (countMentions(message.text) > 0) this.#readString(message.text, message.line);
      }
    }
  }

  key(text: string): void {
    const frame = this.#frames.at(-1);
    if (frame && countMentions(text) > 0) this.#keep(frame, "", text);
  }

  open(kind: JsonFrame["kind"], key: string | undefined): void {
    const parent = this.#frames.at(-1);
    if (parent && key !== undefined && kind === "array") setIn(parent, key, []);
    this.#frames.push(openFrame(kind, key, this.#at.line));
  }

  scalar(value: Scalar, key: string | undefined): void {
    const frame = this.#frames.at(-1);
    if (!frame) return;
    const { line } = this.#at;
    if (key === undefined) {
      const isListed = this.#frames.length === 1 && typeof value === "string";
      if (typeof value === "string" && (isListed || countMentions(value) > 0)) this.#readString(value, line);
      return;
    }
    setIn(frame, key, value);
    if (typeof value !== "string") return;
    const tail = key === "LogResult" ? tailIn(value) : undefined;
    if (tail !== undefined) this.#readString(tail, line);
    if (/^(@?message|value)$/.test(key) || countMentions(value) > 0) this.#keep(frame, key, value);
  }

  close(): void {
    const frame = this.#frames.pop();
    if (frame?.kind === "object") this.#closeObject(frame, this.#frames.at(-1));
    else if (frame) this.#closeRow(frame);
  }

  #add(found: readonly LogItem[]): void {
    if (found.length === 0) return;
    for (const item of found) this.#items.push(item);
    this.#hasFound = true;
    for (const frame of this.#frames) frame.hasFound = true;
  }

  #readString(text: string, line: number, epochTime?: string): void {
    this.#add(placeItems(this.#readMessage(text), line, this.#time ?? epochTime));
  }

  #keep(frame: JsonFrame, key: string, text: string): void {
    const { line, text: rawLine } = this.#at;
    if (frame.messages.length < mostKept) frame.messages.push({ key, line, text, rawLine });
    else this.#readString(text, line);
  }

  #closeObject(frame: JsonFrame, parent: JsonFrame | undefined): void {
    const { value, line } = frame;
    const messages = frame.messages.filter((message) => !isReportType(message));
    const reports = frame.messages.length - messages.length;
    this.#readReports(frame, reports);
    const isRow = typeof value.field === "string" && "value" in value;
    const isEvent = isEventIn(value, parent);
    const ownTime = timeOf(value.timestamp ?? value["@timestamp"] ?? value.time);
    if (isRow && parent && value.field === "@timestamp") rowOf(parent).time = timeOf(value.value) ?? "";
    for (const { key, line, text } of messages) {
      if (isRow && parent && key === "value" && /^@?message$/.test(String(value.field)))
        rowOf(parent).messages.push({ line, text });
      else if ((isEvent && key === "message") || countMentions(text) > 0 || endingIn(text))
        this.#readString(text, line, ownTime);
    }
    const isRecord = !parent || (parent.kind === "array" && this.#frames.length === 1);
    if (isRecord && !frame.hasFound && reports === 0 && !isEvent && !isRow && !isEnvelope(value))
      if (!messages.some(({ text }) => countMentions(text) > 0)) this.#add([{ kind: "other", line }]);
    if (parent?.kind === "object" && frame.key !== undefined && reportParts.includes(frame.key))
      setIn(parent, frame.key, value);
  }

  /** An object whose type says so is one receipt; what says it more than once is damaged. */
  #readReports({ value, line }: JsonFrame, reports: number): void {
    if (reports === 0) return;
    const text = JSON.stringify(value);
    const found = findReceipt(text, this.#time);
    this.#add([found ? { kind: "receipt", line, ...found } : unreadItem("damaged", line, text)]);
    for (let more = 1; more < reports; more++) this.#add([unreadItem("damaged", line, text)]);
  }

  #closeRow({ row }: JsonFrame): void {
    for (const { line, text } of row?.messages ?? []) this.#readString(text, line, row?.time || undefined);
  }
}
