import type { Receipt } from "@crisscross/core/sample/receipt";
import { parseReportLine } from "@crisscross/core/sample/report-line";
import { startsWithTime, timeIn } from "./log-time.ts";

/** A receipt found in a log, with what the log says about it. */
export interface FoundReceipt {
  receipt: Receipt;
  requestId?: string;
  /** ISO 8601. */
  time?: string;
  /** Such as Extension.Crash. */
  errorType?: string;
}

/** How a call ended, in a line apart from its receipt: older receipts have no status of their own. */
export interface InvocationEnding {
  requestId: string;
  status: "timeout" | "error";
}

const id = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const idIn = new RegExp(id, "i");

/** Records of the platform that hold no receipt, and lines that only loggers and runtimes write. */
const otherLines = [
  /\b(START|END)\s+RequestId: /,
  /\b(INIT_START|INIT_REPORT|RESTORE_START|RESTORE_REPORT|EXTENSION|TELEMETRY|LOGS|XRAY)\b/,
  /\bTask timed out after [\d.]+ seconds/,
  /^"?(@?timestamp|@?message)"?,"?@?(timestamp|message)"?/,
  new RegExp(`^RequestId: ${id} (Error: |Process exited )`, "i"),
  // The type of an error stands in a line of its own after that.
  /^(Extension|Runtime|Function|Sandbox)\.[A-Z]\w+\s*$/,
  // Python, before the function is there, and Ruby.
  /^\[(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL)\]\s/,
  /^[DIWEFA], \[\d{4}-\d\d-\d\dT\S+ #\d+\]\s+[A-Z]+ -- /,
  // Stack traces of Python, Java and .NET.
  /^Traceback \(most recent call last\):/,
  /^\s+(File "[^"]+", line \d+|at \S+)/,
  // Go's log package.
  /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(\.\d+)? /,
];

/** What an application's line has after its time: the request's id or a level, in whatever order, or its log stream. */
const afterTime = new RegExp(
  `(?<![\\w-])(${id}|TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL|trce|dbug|info|warn|fail|crit)(?![\\w-])|\\S*/\\[[^\\]]+\\]\\S* `,
);
const headLength = 150;

/** Whether a line is one that is known, whatever its origin put before it. */
export const isOtherLine = (text: string): boolean =>
  otherLines.some((pattern) => pattern.test(text)) ||
  (startsWithTime(text) && afterTime.test(text.slice(0, headLength)));

const timedOut = new RegExp(`(${id})\\s+Task timed out after [\\d.]+ seconds`, "i");
const died = new RegExp(`\\bRequestId: (${id}) (?:Error: |Process exited )`, "i");

/** What a line says of a call's end; undefined if it says nothing of it. */
export function endingIn(text: string): InvocationEnding | undefined {
  const late = timedOut.exec(text)?.[1];
  const dead = died.exec(text)?.[1];
  if (late !== undefined) return { requestId: late.toLowerCase(), status: "timeout" };
  return dead === undefined ? undefined : { requestId: dead.toLowerCase(), status: "error" };
}

/** The receipt of a REPORT line or of a platform.report's JSON; undefined when it is damaged. `time` goes before the record's own. */
export function findReceipt(line: string, time?: string): FoundReceipt | undefined {
  const receipt = parseReportLine(line);
  if (!receipt) return undefined;
  const requestId = idIn.exec(line)?.[0];
  const errorType = /(?:Error Type: |"errorType":\s*")([\w.:]+)/.exec(line)?.[1];
  const said = time ?? (receipt.source === "json" ? timeIn(line) : undefined);
  return {
    receipt,
    ...(requestId !== undefined && { requestId }),
    ...(said !== undefined && { time: said }),
    ...(errorType !== undefined && { errorType }),
  };
}
