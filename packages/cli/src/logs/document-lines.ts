import { createJsonReader, type JsonProgress } from "./json-reader.ts";
import { LogDocument, type ReadMessage } from "./log-document.ts";
import type { LogItem } from "./log-item.ts";
import { timeIn } from "./log-time.ts";
import { countMentions } from "./mentions.ts";
import { readQuoted } from "./quoted-line.ts";
import type { ReportText } from "./split-report.ts";

/** Where a document may begin: an object anywhere, for a time or a stream's name may precede it; an array at the start. */
const documentStart = /^\s*\[(?=\s*(?:["{[\]]|$))|\{(?=\s*(?:["}]|$))/;

interface OpenDocument {
  line: number;
  text: string;
  /** In a field of a CSV file, where quotes are doubled. */
  isQuoted: boolean;
  read(text: string): JsonProgress;
  content: LogDocument;
}

/** Lines that may hold JSON documents, whole or in part. What is none goes to `reports`. */
export class DocumentLines {
  readonly #reports: ReportText;
  readonly #readMessage: ReadMessage;
  #document: OpenDocument | undefined;

  constructor(reports: ReportText, readMessage: ReadMessage) {
    this.#reports = reports;
    this.#readMessage = readMessage;
  }

  get isOpen(): boolean {
    return this.#document !== undefined;
  }

  /**
   * Reads a line, whatever documents it has: the open one goes on, and others may begin after it. `headTime` is of the line
   * before a document.
   */
  read(text: string, line: number, headTime: string | undefined): LogItem[] {
    const items: LogItem[] = [];
    let rest = this.#document?.isQuoted ? unquote(text) : text;
    let isWhole = true;
    for (;;) {
      if (!this.#document) {
        const start = documentStart.exec(rest);
        if (!start) {
          const isRead = isWhole || countMentions(rest) > 0;
          return isRead ? items.concat(this.#readOutside(rest, line)) : items;
        }
        rest = this.#begin(rest, start.index, line, headTime, items);
      }
      const end = this.#goOn(rest, line, items);
      if (end === undefined) return items;
      if (rest.slice(0, end).trim() !== "") isWhole = false;
      rest = rest.slice(end);
    }
  }

  /** Reads an open document, whose end is missing, as it is. */
  abandon(): LogItem[] {
    const open = this.#document;
    this.#document = undefined;
    return open ? this.#abandon(open) : [];
  }

  #readOutside(text: string, line: number): LogItem[] {
    return readQuoted(text, line, this.#readMessage) ?? this.#reports.read(text, line);
  }

  /** Opens a document at `index` of the text. Answers its text from there. */
  #begin(text: string, index: number, line: number, headTime: string | undefined, items: LogItem[]): string {
    const before = text.slice(0, index);
    const isCounted = countMentions(before) > 0;
    if (isCounted) append(items, this.#reports.read(before, line));
    const fromStart = text.slice(index);
    const content = new LogDocument(timeIn(before) ?? headTime, this.#readMessage);
    const isQuoted = before.endsWith('"');
    const own = isCounted ? fromStart : text;
    this.#document = { line, text: own, isQuoted, content, read: createJsonReader(content) };
    return isQuoted ? unquote(fromStart) : fromStart;
  }

  /** Where the line goes on without the document; undefined when nothing of it is left. */
  #goOn(text: string, line: number, items: LogItem[]): number | undefined {
    const open = this.#document;
    if (!open) return undefined;
    open.content.startLine(line, text);
    const { state, end } = open.read(text);
    if (state !== "broken") append(items, open.content.take());
    if (state === "open") return undefined;
    this.#document = undefined;
    if (state === "closed") return end;
    if (open.line === line && !open.content.hasFound) {
      append(items, this.#reports.read(open.text, line));
      return undefined;
    }
    append(items, this.#abandon(open));
    return end;
  }

  #abandon({ content, line, text }: OpenDocument): LogItem[] {
    content.abandon();
    if (content.hasFound) return content.take();
    return this.#reports.read(text, line);
  }
}

/** Without spreading: a message may have more lines than a call may have arguments. */
export function append(items: LogItem[], more: readonly LogItem[]): void {
  for (const item of more) items.push(item);
}

const unquote = (text: string): string => text.replaceAll('""', '"');
