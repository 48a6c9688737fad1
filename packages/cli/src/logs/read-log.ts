import { createJsonReader, type JsonProgress } from "./json-reader.ts";
import { createLogDocument, type LogDocument } from "./log-document.ts";
import { type LogItem, unreadItem } from "./log-item.ts";
import { endingIn, findReceipt, isOtherRecord } from "./log-message.ts";
import { tailIn } from "./log-tail.ts";
import { timeIn } from "./log-time.ts";
import { countMentions } from "./mentions.ts";

/** A REPORT that was copied from the console may go on in lines of its own. */
const fieldLine =
  /^\s*(Duration|Billed Duration|Memory Size|Max Memory Used|Init Duration|Restore Duration|Billed Restore Duration|Status|Error Type|XRAY TraceId|SegmentId|Sampled): ?\S/;
const mostFieldLines = 20;

/** Where a document may begin: an object anywhere, for a time or a stream's name may precede it; an array at the start. */
const documentStart = /^\s*\[(?=\s*(?:["{[\]]|$))|\{(?=\s*(?:["}]|$))/;
/** Lines of an indented JSON document that hold no message, where its beginning is missing. */
const scaffolding = /^\s*(?:[{}[\],"]+|"[^"]*": *(?:[[{]|\[\]|\{\}|-?[\d.]+|true|false|null|"[^"]*"),?)\s*$/;
const messageLine = /^\s*(?:"(message|@message|value)": *)?("[^"\\]*(?:\\.[^"\\]*)*"),?\s*$/;
/** What `aws logs tail --format json` writes in a line of its own before a document: a time and a stream. */
const tailHead = /^\S*\d{4}-\d{2}-\d{2}T\S+ \S*\[[^\]]+\]\S*\s*$/;

interface OpenDocument {
  line: number;
  text: string;
  /** In a field of a CSV file, where quotes are doubled. */
  isQuoted: boolean;
  read(text: string): JsonProgress;
  content: LogDocument;
}

/**
 * Reads a log of any of these forms: text copied from the console, JSON lines, `aws logs tail`, `filter-log-events`
 * and `get-log-events`, the events or messages of either alone (all indented or not), and what CloudWatch exports.
 * Every receipt that a line speaks of is found or said to be damaged. Little more than a line is held at a time.
 */
export async function* readLog(lines: AsyncIterable<string>): AsyncGenerator<LogItem> {
  const reader = createLogReader();
  for await (const text of lines) yield* reader.read(text);
  yield* reader.end();
}

interface LogReader {
  read(text: string): LogItem[];
  end(): LogItem[];
}

function createLogReader(): LogReader {
  let line = 0;
  let report: { line: number; text: string; time: string | undefined; more: number } | undefined;
  let document: OpenDocument | undefined;
  let headTime: string | undefined;

  function endReport(): LogItem[] {
    if (!report) return [];
    const { line: at, text, time } = report;
    report = undefined;
    const found = findReceipt(text, time);
    return [found ? { kind: "receipt", line: at, ...found } : unreadItem("damaged", at, text)];
  }

  function readText(text: string): LogItem[] {
    const mentions = countMentions(text);
    const [before = "", ...reports] = text.split(/(?=REPORT\s+RequestId:)/);
    if (/^REPORT\s+RequestId:/.test(text)) reports.unshift(before);
    const items: LogItem[] = [];
    for (const [place, said] of reports.entries()) {
      items.push(...endReport());
      report = {
        line,
        text: said,
        time: place === 0 ? timeAround(text.slice(0, text.indexOf(said)), said) : undefined,
        more: 0,
      };
    }
    for (let lost = mentions - reports.length; lost > 0; lost--)
      items.push(unreadItem("damaged", line, text));
    const ending = mentions > 0 ? endingIn(text) : undefined;
    if (ending) items.push({ kind: "other", line, ending });
    if (mentions > 0 || text.trim() === "" || scaffolding.test(text)) return items;
    return [otherItem(text, line)];
  }

  /** A message, or a tail in base64, that is a line's only string; of a Logs Insights row's values only one is the message. */
  function readQuoted(text: string): LogItem[] | undefined {
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

  /** Reads a line, whatever documents it has: the open one goes on, and others may begin after it. */
  function readLine(text: string): LogItem[] {
    const items: LogItem[] = [];
    let rest = text;
    let isWhole = true;
    for (;;) {
      if (!document) {
        const start = documentStart.exec(rest);
        if (!start) {
          const isRead = isWhole || countMentions(rest) > 0;
          return isRead ? items.concat(readQuoted(rest) ?? readText(rest)) : items;
        }
        const before = rest.slice(0, start.index);
        const isCounted = countMentions(before) > 0;
        if (isCounted) append(items, readText(before));
        const fromStart = rest.slice(start.index);
        const content = createLogDocument(timeIn(before) ?? headTime, readMessage);
        const isQuoted = before.endsWith('"');
        const read = createJsonReader(content);
        document = { line, text: isCounted ? fromStart : rest, isQuoted, content, read };
        rest = isQuoted ? unquote(fromStart) : fromStart;
      }
      const end = goOn(document, rest, items);
      if (end === undefined) return items;
      if (rest.slice(0, end).trim() !== "") isWhole = false;
      rest = rest.slice(end);
    }
  }

  /** Where the line goes on without the document; undefined when nothing of it is left. */
  function goOn(open: OpenDocument, text: string, items: LogItem[]): number | undefined {
    const { content } = open;
    content.startLine(line, text);
    const { state, end } = open.read(text);
    if (state !== "broken") append(items, content.take());
    if (state === "open") return undefined;
    document = undefined;
    if (state === "closed") return end;
    if (open.line === line && !content.hasFound) {
      append(items, readText(open.text));
      return undefined;
    }
    append(items, abandon(open));
    return end;
  }

  function abandon({ content, line: at, text }: OpenDocument): LogItem[] {
    content.abandon();
    if (content.hasFound) return content.take();
    return readText(text).map((item) => ({ ...item, line: at }));
  }

  return {
    read(text) {
      line++;
      if (report && report.more < mostFieldLines && fieldLine.test(text) && countMentions(text) === 0) {
        report.text += `\t${text.trim()}`;
        report.more++;
        return [];
      }
      const items = endReport();
      if (!document && tailHead.test(text) && countMentions(text) === 0) {
        headTime = timeIn(text);
        return items;
      }
      append(items, readLine(document?.isQuoted ? unquote(text) : text));
      headTime = undefined;
      return items;
    },
    end() {
      const items = endReport();
      return document ? [...items, ...abandon(document), ...endReport()] : items;
    },
  };
}

function otherItem(text: string, line: number): LogItem {
  const ending = endingIn(text);
  if (ending) return { kind: "other", line, ending };
  return isOtherRecord(text) ? { kind: "other", line } : unreadItem("unknown", line, text);
}

/** The items of one event's message, whatever lines it has. */
function readMessage(message: string): LogItem[] {
  const reader = createLogReader();
  return [...message.split(/\r?\n/).flatMap((text) => reader.read(text)), ...reader.end()];
}

/** Without spreading: a message may have more lines than a call may have arguments. */
function append(items: LogItem[], more: readonly LogItem[]): void {
  for (const item of more) items.push(item);
}

/** The time before a report; of a CSV field, else that in the columns after it. */
const timeAround = (before: string, report: string): string | undefined =>
  timeIn(before) ?? (before.endsWith('"') ? timeIn(report.slice(report.lastIndexOf('",'))) : undefined);

const unquote = (text: string): string => text.replaceAll('""', '"');

function stringIn(quoted: string): string | undefined {
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
