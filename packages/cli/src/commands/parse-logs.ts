import { type FileItem, withEndings } from "../logs/endings.ts";
import type { LogItem } from "../logs/log-item.ts";
import { readLines } from "../logs/read-lines.ts";
import { readLog } from "../logs/read-log.ts";
import { addLateEnding, addReceipt, createTally } from "../logs/tally.ts";
import { renderLogSummary } from "../render/log-summary.ts";
import { createPaint, wantsColour } from "../terminal/paint.ts";
import { printable } from "../terminal/printable.ts";
import type { Shell } from "../terminal/shell.ts";
import { openScreenSink } from "../terminal/sink.ts";

export interface ParseOptions {
  color: boolean;
}

const header =
  "file,line,time,requestId,durationMs,billedMs,initMs,restoreMs,billedRestoreMs,memoryMb,maxMemoryMb,status,source,errorType\n";

/** Prints the receipts in these files as CSV, and what they have in common on stderr. Answers 1 when there is none. */
export async function parseLogs(
  shell: Shell,
  files: readonly string[],
  { color }: ParseOptions,
): Promise<number> {
  const { stdout, stderr, env, interrupted } = shell;
  const sink = openScreenSink(stdout);
  const tally = createTally();
  await sink.write(header);
  for await (const { file, ...item } of withEndings(readFiles(files))) {
    interrupted.throwIfAborted();
    if (item.kind === "receipt") {
      const { status } = item.receipt;
      const receipt = status === undefined ? item.receipt : { ...item.receipt, status: printable(status) };
      addReceipt(tally, receipt);
      await sink.write(rowOf(file, { ...item, receipt }));
    } else if (item.kind === "late") addLateEnding(tally, item);
    else if (item.kind === "other") tally.others++;
    else {
      tally.unread++;
      if (tally.shown.length < tally.mostShown)
        tally.shown.push({ file, ...item, text: printable(item.text.trim()) });
    }
  }
  stderr.write(renderLogSummary(tally, createPaint(wantsColour(stderr, env, color))));
  return tally.receipts > 0 ? 0 : 1;
}

async function* readFiles(files: readonly string[]): AsyncGenerator<FileItem> {
  for (const file of files) for await (const item of readLog(readLines(file))) yield { file, ...item };
}

function rowOf(file: string, item: Extract<LogItem, { kind: "receipt" }>): string {
  const { line, time, requestId, receipt } = item;
  const ms = (us: number | undefined) => (us === undefined ? undefined : us / 1_000);
  const cells = [
    file,
    line,
    time,
    requestId,
    ms(receipt.durationUs),
    receipt.billedMs,
    ms(receipt.initUs),
    ms(receipt.restoreUs),
    receipt.billedRestoreMs,
    receipt.memoryMb,
    receipt.maxMemoryMb,
    receipt.status,
    receipt.source,
    item.errorType,
  ];
  return `${cells.map(csvField).join(",")}\n`;
}

function csvField(cell: string | number | undefined): string {
  const text = String(cell ?? "").replace(/[\r\n]+/g, " ");
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
