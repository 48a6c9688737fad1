import type { Receipt } from "./receipt.ts";
import { mostMs } from "./receipt.ts";

/*
 * Formats: the REPORT line (docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html) and the platform.report
 * record (…/telemetry-schema-reference.html). Later fields of either are ignored.
 */

/**
 * The receipt in a LogResult tail (decoded from base64). The tail is the last 4 KB of the log, so its first line may
 * be cut; the last complete report counts. Undefined when there is none.
 */
export function parseReceipt(logTail: string): Receipt | undefined {
  for (const line of logTail.split(/\r?\n/).reverse()) {
    const receipt = parseReportLine(line);
    if (receipt) return receipt;
  }
  return undefined;
}

/** One line of a log: a text REPORT or a JSON platform.report; undefined for anything else. */
export function parseReportLine(line: string): Receipt | undefined {
  if (/^REPORT\s+RequestId:/.test(line)) return parseText(line);
  if (line.startsWith("{") && line.includes('"platform.report"')) return parseJson(line);
  return undefined;
}

// Longest names first: "Billed Restore Duration" ends in a name that also stands alone.
const textNames = [
  "Billed Restore Duration",
  "Billed Duration",
  "Restore Duration",
  "Init Duration",
  "Duration",
  "Memory Size",
  "Max Memory Used",
  "Status",
];

// Copying loses tabs, or puts them for blanks: the next field's name may follow a unit at once.
const named = textNames.join("|");

const textField = new RegExp(`(${named}):(?:\\s(\\S+)(?:\\s(ms|MB)(?!(?!${named})\\w))?)?`, "g");

const statuses = ["success", "error", "failure", "timeout"];

/** A line that ends within a field that it begins was cut: a number without its unit, half a name, half a status. */
function parseText(line: string): Receipt | undefined {
  const fields = new Map<string, string>();
  let endsAt = 0;
  for (const { 0: whole, 1: name = "", 2: value, 3: unit, index } of line.matchAll(textField)) {
    if (fields.has(name)) continue;
    endsAt = index + whole.length;
    if (value === undefined || (name !== "Status" && unit === undefined)) return undefined;
    if (name === "Status" && endsAt === line.length && isBegun(statuses, value)) return undefined;
    fields.set(name, value);
  }
  const rest = line.slice(endsAt).split("\t").at(-1)?.trim() ?? "";
  if (rest !== "" && (textNames.includes(rest) || isBegun(textNames, rest))) return undefined;
  if (!fields.has("Max Memory Used")) return undefined;
  const amount = (key: string) => amountOf(fields.get(key), (text) => Number(text));
  return receiptOf({
    durationMs: amount("Duration"),
    billedMs: amount("Billed Duration"),
    initMs: amount("Init Duration"),
    restoreMs: amount("Restore Duration"),
    billedRestoreMs: amount("Billed Restore Duration"),
    memoryMb: amount("Memory Size"),
    maxMemoryMb: amount("Max Memory Used"),
    status: fields.get("Status"),
    source: "text",
  });
}

const isBegun = (words: readonly string[], text: string): boolean =>
  words.some((word) => word !== text && word.startsWith(text));

function parseJson(line: string): Receipt | undefined {
  const event = objectIn(parseOrUndefined(line));
  if (event?.type !== "platform.report") return undefined;
  const record = objectIn(event.record);
  const metrics = objectIn(record?.metrics);
  const amount = (key: string) => amountOf(metrics?.[key], (value) => value);
  return receiptOf({
    durationMs: amount("durationMs"),
    billedMs: amount("billedDurationMs"),
    initMs: amount("initDurationMs"),
    restoreMs: amount("restoreDurationMs"),
    billedRestoreMs: amount("billedRestoreDurationMs"),
    memoryMb: amount("memorySizeMB"),
    maxMemoryMb: amount("maxMemoryUsedMB"),
    status: typeof record?.status === "string" ? record.status : undefined,
    source: "json",
  });
}

interface Figures {
  durationMs: number | undefined;
  billedMs: number | undefined;
  initMs: number | undefined;
  restoreMs: number | undefined;
  billedRestoreMs: number | undefined;
  memoryMb: number | undefined;
  maxMemoryMb: number | undefined;
  status: string | undefined;
  source: Receipt["source"];
}

/** Undefined without duration, billed duration or memory, for it was cut or is none; or with an amount that nothing can be. */
function receiptOf(figures: Figures): Receipt | undefined {
  const { durationMs, billedMs, initMs, restoreMs, billedRestoreMs, memoryMb, maxMemoryMb, status, source } =
    figures;
  if (Object.values(figures).some((figure) => Number.isNaN(figure))) return undefined;
  if (durationMs === undefined || billedMs === undefined || memoryMb === undefined) return undefined;
  return {
    durationUs: Math.round(durationMs * 1_000),
    billedMs,
    ...(initMs !== undefined && { initUs: Math.round(initMs * 1_000) }),
    ...(restoreMs !== undefined && { restoreUs: Math.round(restoreMs * 1_000) }),
    ...(billedRestoreMs !== undefined && { billedRestoreMs }),
    memoryMb,
    ...(maxMemoryMb !== undefined && { maxMemoryMb }),
    ...(status !== undefined && status !== "success" && { status }),
    source,
  };
}

/** An amount from 0, undefined where there is none, NaN for one beyond all measure. */
function amountOf(value: unknown, read: (value: unknown) => unknown): number | undefined {
  if (value === undefined || value === "") return undefined;
  const amount = read(value);
  if (typeof amount !== "number" || Number.isNaN(amount) || amount < 0) return undefined;
  return amount <= mostMs ? amount : Number.NaN;
}

function objectIn(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null ? { ...value } : undefined;
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
