import { pipeline, Readable } from "node:stream";
import { type CsvError, type InfoRecord, parse } from "csv-parse";
import type { ReadMessage } from "./log-document.ts";
import { type LogItem, placeItems, unreadItem } from "./log-item.ts";
import { timeIn } from "./log-time.ts";

/** Whether a file's first line is the header of what CloudWatch Logs Insights exports. */
export const isInsightsHeader = (line: string): boolean =>
  line.split(",").some((name) => /^"?@message"?$/.test(name.trim()));

interface Row {
  record: Record<string, string>;
  info: InfoRecord;
}

/** Lines that are no row of CSV, and where they end. */
interface Skipped {
  text: string;
  lastLine: number;
}

/**
 * The items of an export of Logs Insights, header first. A message is a field, which may have several lines; its time is in a
 * field before or after it. Lines that are no row are read like any other text, and told of. Throws what `lines` throws.
 */
export async function* readInsightsCsv(
  lines: AsyncIterable<string>,
  readMessage: ReadMessage,
): AsyncGenerator<LogItem> {
  const skipped: Skipped[] = [];
  const parser = parse({
    columns: true,
    info: true,
    raw: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
    on_skip: (error, text) => void skipped.push({ text: text ?? "", lastLine: lineOf(error) }),
  });
  // An error of the lines is thrown below, where the rows are read.
  const rows = pipeline(Readable.from(withEnds(lines)), parser, () => {}) as AsyncIterable<Row>;
  let line = 2;
  function* readSkipped(): Generator<LogItem> {
    for (const { text, lastLine } of skipped.splice(0)) {
      yield* placeItems(readMessage(text), line, undefined);
      yield unreadItem("unknown", line, text);
      line = lastLine + 1;
    }
  }
  for await (const { record, info } of rows) {
    yield* readSkipped();
    const { "@message": message = "", "@timestamp": time = "" } = record;
    yield* placeItems(readMessage(message), line, timeIn(time));
    line = info.lines + 1;
  }
  yield* readSkipped();
}

async function* withEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

const lineOf = (error: CsvError | undefined): number => Number(error?.lines ?? 0);
