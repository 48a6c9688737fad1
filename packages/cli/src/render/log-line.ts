import type { LogEvent } from "../logs/follow-events.ts";
import type { Paint, Style } from "../terminal/paint.ts";
import { printable } from "../terminal/printable.ts";

const styles: Readonly<Record<string, Style>> = { ERROR: "red", WARN: "yellow", INFO: "green", DEBUG: "dim" };

/** Told elsewhere in a line, or the same in all lines of a function. */
const leftOut = new Set([
  ...["level", "message", "timestamp", "service", "cold_start", "xray_trace_id", "function_arn"],
  ...["function_name", "function_memory_size", "function_request_id", "sampling_rate"],
]);

/** A line that a function of ours wrote for people; undefined for the platform's lines and for metrics. */
function readEvent(message: string): Record<string, unknown> | undefined {
  if (!message.startsWith("{")) return undefined;
  try {
    const event: unknown = JSON.parse(message);
    const isOurs =
      typeof event === "object" &&
      event !== null &&
      "level" in event &&
      "message" in event &&
      !("_aws" in event);
    return isOurs ? (event as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** A log line on one line: when, where, how grave, what, and its fields. Undefined for what only `all` shows. */
export function renderLogLine(
  event: LogEvent,
  { paint, all }: { paint: Paint; all: boolean },
): string | undefined {
  const at = new Date(event.atMs).toISOString().replace("T", " ");
  const head = `${paint("dim", at)}  ${event.function} ${event.region}`;
  const ours = readEvent(event.message.trimEnd());
  if (ours === undefined)
    return all ? `${head}  ${printable(event.message.trimEnd().replaceAll(/\s*\n\s*/g, " "))}` : undefined;
  const level = String(ours.level);
  const fields = Object.entries(ours)
    .filter(([name]) => !leftOut.has(name))
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  return [
    `${head}  ${paint(styles[level] ?? "reset", printable(level))}`,
    paint("bold", printable(String(ours.message))),
    ...fields.map(printable),
  ].join(" ");
}
