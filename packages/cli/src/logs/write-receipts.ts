import { printable } from "../terminal/printable.ts";
import type { Sink } from "../terminal/sink.ts";
import { type FileItem, withEndings } from "./endings.ts";
import { readLines } from "./read-lines.ts";
import { readLog } from "./read-log.ts";
import { receiptHeader, receiptRow } from "./receipt-csv.ts";
import { addLateEnding, addReceipt, createTally, type Tally } from "./tally.ts";

/** Writes the receipts in these files as CSV. Answers what was found. Throws CommandError 1 for a file that cannot be read. */
export async function writeReceipts(
  files: readonly string[],
  sink: Pick<Sink, "write">,
  interrupted: AbortSignal,
): Promise<Tally> {
  const tally = createTally();
  await sink.write(receiptHeader);
  for await (const { file, ...item } of withEndings(readFiles(files))) {
    interrupted.throwIfAborted();
    if (item.kind === "receipt") {
      const { status } = item.receipt;
      const receipt = status === undefined ? item.receipt : { ...item.receipt, status: printable(status) };
      addReceipt(tally, receipt);
      await sink.write(receiptRow(file, { ...item, receipt }));
    } else if (item.kind === "late") addLateEnding(tally, item);
    else if (item.kind === "other") tally.others++;
    else {
      tally.unread++;
      if (tally.shown.length < tally.mostShown)
        tally.shown.push({ file, ...item, text: printable(item.text.trim()) });
    }
  }
  return tally;
}

async function* readFiles(files: readonly string[]): AsyncGenerator<FileItem> {
  for (const file of files) for await (const item of readLog(readLines(file))) yield { file, ...item };
}
