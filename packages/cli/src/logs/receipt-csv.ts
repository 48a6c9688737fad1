import { csvLine } from "@crisscross/core/documents/csv";
import type { LogItem } from "./log-item.ts";

export const receiptHeader = csvLine([
  ...["file", "line", "time", "requestId", "durationMs", "billedMs", "initMs", "restoreMs"],
  ...["billedRestoreMs", "memoryMb", "maxMemoryMb", "status", "source", "errorType"],
]);

/** A receipt as a line under `receiptHeader`. */
export function receiptRow(file: string, item: Extract<LogItem, { kind: "receipt" }>): string {
  const { line, time, requestId, receipt } = item;
  const ms = (us: number | undefined) => (us === undefined ? undefined : us / 1_000);
  return csvLine([
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
  ]);
}
