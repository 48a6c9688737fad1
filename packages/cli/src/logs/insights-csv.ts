import { Readable } from "node:stream";
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

/**
 * The items of an export of Logs Insights, header first. A message is a cell, which may have several lines; its time is in a cell
 * before or after it.
 */
export async function* readInsightsCsv(
  lines: AsyncIterable<string>,
  readMessage: ReadMessage,
): AsyncGenerator<LogItem> {
  const skipped: LogItem[] = [];
  const rows = Readable.from(withEnds(lines)).pipe(
    parse({
      columns: true,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_records_with_error: true,
      on_skip: (error, raw) => void skipped.push(unreadItem("unknown", lineOf(error), raw ?? "")),
    }),
  ) as AsyncIterable<Row>;
  for await (const { record, info } of rows) {
    yield* skipped.splice(0);
    const { "@message": message = "", "@timestamp": time = "" } = record;
    // `lines` is where the record ends.
    const line = info.lines - (message.split("\n").length - 1);
    yield* placeItems(readMessage(message), line, timeIn(time));
  }
  yield* skipped;
}

async function* withEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

const lineOf = (error: CsvError | undefined): number => Number(error?.lines ?? 0);
