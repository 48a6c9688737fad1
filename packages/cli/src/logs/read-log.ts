import { append, DocumentLines } from "./document-lines.ts";
import { isInsightsHeader, readInsightsCsv } from "./insights-csv.ts";
import type { LogItem } from "./log-item.ts";
import { timeIn } from "./log-time.ts";
import { countMentions } from "./mentions.ts";
import { createReportText } from "./split-report.ts";

/** What `aws logs tail --format json` writes in a line of its own before a document: a time and a stream. */
const tailHead = /^\S*\d{4}-\d{2}-\d{2}T\S+ \S*\[[^\]]+\]\S*\s*$/;

/**
 * Reads a log of any of these forms: text copied from the console, JSON lines, `aws logs tail`, `filter-log-events`
 * and `get-log-events`, the events or messages of either alone (all indented or not), and what CloudWatch and Insights export.
 * Every receipt that a line speaks of is found or said to be damaged. Little more than a line is held at a time.
 */
export async function* readLog(lines: AsyncIterable<string>): AsyncGenerator<LogItem> {
  const { head, whole } = await peek(lines);
  if (isInsightsHeader(head)) {
    yield* readInsightsCsv(whole, readMessage);
    return;
  }
  const reader = createLogReader();
  for await (const text of whole) yield* reader.read(text);
  yield* reader.end();
}

/** The first line, and all of them. */
async function peek(lines: AsyncIterable<string>): Promise<{ head: string; whole: AsyncIterable<string> }> {
  const iterator = lines[Symbol.asyncIterator]();
  const first = await iterator.next();
  async function* whole() {
    try {
      for (let next = first; !next.done; next = await iterator.next()) yield next.value;
    } finally {
      // A reader that stops early closes the file.
      await iterator.return?.();
    }
  }
  return { head: first.done ? "" : first.value, whole: whole() };
}

interface LogReader {
  read(text: string): LogItem[];
  end(): LogItem[];
}

function createLogReader(): LogReader {
  const reports = createReportText();
  const documents = new DocumentLines(reports, readMessage);
  let line = 0;
  let headTime: string | undefined;
  return {
    read(text) {
      line++;
      if (reports.takeField(text)) return [];
      const items = reports.end();
      if (!documents.isOpen && tailHead.test(text) && countMentions(text) === 0) {
        headTime = timeIn(text);
        return items;
      }
      append(items, documents.read(text, line, headTime));
      headTime = undefined;
      return items;
    },
    end: () => [...reports.end(), ...documents.abandon(), ...reports.end()],
  };
}

/** The items of one event's message, whatever lines it has. */
function readMessage(message: string): LogItem[] {
  const reader = createLogReader();
  return [...message.split(/\r?\n/).flatMap((text) => reader.read(text)), ...reader.end()];
}
