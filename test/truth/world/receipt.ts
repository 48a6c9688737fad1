import { elapsedUs, type Machine } from "./machine.ts";
import type { Leg, Making } from "./weather.ts";

/** What the platform knows of one invocation; true times in µs. */
export interface Invocation {
  machine: Machine;
  /** The environment's init or restore, whenever it was; absent on all but its first invocation. */
  readied?: { making: Making; fromUs: number; toUs: number };
  fromUs: number;
  toUs: number;
  status: "success" | "timeout" | "error";
}

const memoryMb = 256;

/** The last lines of the callee's log, as LogResult carries them; undefined when the caller gets none. */
export function logResultOf(invocation: Invocation, form: Leg["receipt"]): string | undefined {
  if (form === "none") return undefined;
  const report = form === "json" ? jsonReport(invocation) : textReport(invocation);
  const log = `2027-01-15T08:00:00.000Z\tINFO\tsomething the function logged\n${report}\n`;
  const tail = form === "cut" ? log.slice(0, log.indexOf("Billed")) : log;
  return Buffer.from(tail).toString("base64");
}

function jsonReport(invocation: Invocation): string {
  const { durationMs, billedMs, readyMs, restoreMs } = figuresOf(invocation, 3);
  const { status } = invocation;
  const metrics = {
    durationMs,
    billedDurationMs: billedMs,
    memorySizeMB: memoryMb,
    maxMemoryUsedMB: 71,
    ...(readyMs !== undefined && { initDurationMs: readyMs }),
    ...(restoreMs !== undefined && { restoreDurationMs: restoreMs }),
  };
  const record = { requestId: "7c1f", status, metrics, spans: [], tracing: { type: "X-Amzn-Trace-Id" } };
  return JSON.stringify({ time: "2027-01-15T08:00:00.000Z", type: "platform.report", record });
}

function textReport(invocation: Invocation): string {
  const { durationMs, billedMs, readyMs, restoreMs } = figuresOf(invocation, 2);
  const { status } = invocation;
  return [
    "REPORT RequestId: 7c1f",
    `Duration: ${durationMs} ms`,
    `Billed Duration: ${billedMs} ms`,
    `Memory Size: ${memoryMb} MB`,
    "Max Memory Used: 71 MB",
    ...(readyMs === undefined ? [] : [`Init Duration: ${readyMs} ms`]),
    ...(restoreMs === undefined ? [] : [`Restore Duration: ${restoreMs} ms`]),
    ...(status === "success" ? [] : [`Status: ${status}`]),
    "Some Later Field: 12 ms",
  ].join("\t");
}

/** In ms with the decimals of the format, counted by the clock of the callee's machine. */
function figuresOf({ machine, readied, fromUs, toUs }: Invocation, decimals: number) {
  const inMs = (us: number) => Number((us / 1_000).toFixed(decimals));
  const durationUs = elapsedUs(machine, fromUs, toUs);
  const readiedUs = readied ? elapsedUs(machine, readied.fromUs, readied.toUs) : 0;
  const billedMs = Math.ceil((durationUs + readiedUs) / 1_000);
  const isRestore = readied?.making === "restored";
  return {
    durationMs: inMs(durationUs),
    billedMs,
    readyMs: readied && !isRestore ? inMs(readiedUs) : undefined,
    restoreMs: isRestore ? inMs(readiedUs) : undefined,
  };
}
