import type { Receipt } from "@crisscross/core/call";
import { parseReportLine } from "@crisscross/core/receipt";

/** A receipt found in a log, with what the log says about it. */
export interface FoundReceipt {
  receipt: Receipt;
  requestId?: string;
  /** ISO 8601. */
  time?: string;
}

/**
 * What a message is: a receipt, one that is damaged, another record that Lambda or a function writes, or nothing
 * that is known.
 */
export type Message =
  | { kind: "receipt"; found: FoundReceipt }
  | { kind: "damaged" }
  | { kind: "other" }
  | { kind: "unknown" };

const isoTime = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?/;

/** Records of the platform that hold no receipt, and the head of a text log's application lines. */
const otherRecords = [
  /\b(START|END) RequestId: /,
  /\b(INIT_START|INIT_REPORT|RESTORE_START|RESTORE_REPORT|EXTENSION|TELEMETRY|LOGS|XRAY)\b/,
  /^\S*\d{4}-\d{2}-\d{2}T\S+\s+([0-9a-f-]{36}|undefined)\s+(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\b/,
  /\bTask timed out after [\d.]+ seconds/,
  /^"?(@?timestamp)"?,"?@?message"?/,
];

/** Reads one message, whatever its origin put before it: a time, a stream's name, quotes of a CSV file. */
export function readMessage(text: string): Message {
  const plain = text.includes('""') ? text.replaceAll('""', '"') : text;
  const report = plain.indexOf("REPORT RequestId:");
  if (report !== -1) return receiptIn(plain.slice(report), timeBefore(plain, report));
  const brace = plain.indexOf("{");
  if (brace !== -1) {
    const json = plain.slice(brace, plain.lastIndexOf("}") + 1 || plain.length);
    if (json.includes('"platform.report"')) return receiptIn(json, timeBefore(plain, brace));
    if (isObject(json)) return { kind: "other" };
  }
  return otherRecords.some((pattern) => pattern.test(plain)) ? { kind: "other" } : { kind: "unknown" };
}

function receiptIn(line: string, timeSaid: string | undefined): Message {
  const receipt = parseReportLine(line);
  if (!receipt) return { kind: "damaged" };
  const requestId = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(line)?.[0];
  const time = timeSaid ?? (receipt.source === "json" ? isoTime.exec(line)?.[0] : undefined);
  return {
    kind: "receipt",
    found: { receipt, ...(requestId !== undefined && { requestId }), ...(time !== undefined && { time }) },
  };
}

const timeBefore = (text: string, end: number): string | undefined => isoTime.exec(text.slice(0, end))?.[0];

function isObject(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}
