import type { Receipt } from "@crisscross/core/call";
import { parseReportLine } from "@crisscross/core/receipt";

/** A receipt found in a log, with what the log says about it. */
export interface FoundReceipt {
  receipt: Receipt;
  requestId?: string;
  /** ISO 8601. */
  time?: string;
}

const isoTime = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?/;

/** Records of the platform that hold no receipt, and the head of a text log's application lines. */
const otherRecords = [
  /\b(START|END) RequestId: /,
  /\b(INIT_START|INIT_REPORT|RESTORE_START|RESTORE_REPORT|EXTENSION|TELEMETRY|LOGS|XRAY)\b/,
  /^\S*\d{4}-\d{2}-\d{2}T\S+\s+([0-9a-f-]{36}|undefined)\s+(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\b/,
  /\bTask timed out after [\d.]+ seconds/,
  /^"?(@?timestamp)"?,"?@?message"?/,
];

/** Whether a line is a record that is known, whatever its origin put before it. */
export const isOtherRecord = (text: string): boolean => otherRecords.some((pattern) => pattern.test(text));

/** The receipt of a REPORT line or of a platform.report's JSON; undefined when it is damaged. `time` goes before the record's own. */
export function findReceipt(line: string, time?: string): FoundReceipt | undefined {
  const receipt = parseReportLine(line);
  if (!receipt) return undefined;
  const requestId = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(line)?.[0];
  const said = time ?? (receipt.source === "json" ? timeIn(line) : undefined);
  return {
    receipt,
    ...(requestId !== undefined && { requestId }),
    ...(said !== undefined && { time: said }),
  };
}

/** The first ISO 8601 time in a text. */
export const timeIn = (text: string): string | undefined => isoTime.exec(text)?.[0];
