import { format } from "node:util";
import { type EpochMs, readEpochMs } from "../time/times.ts";

/** Source of the layout: the Node.js runtime interface client, its log patch. */
interface OutputPatch {
  requestId: () => string | undefined;
  write: (epochMs: EpochMs, line: string) => void;
}

interface PatchedOutput {
  error: (error: unknown) => void;
  /** Sends what was written without a final newline. */
  flush: () => void;
}

const levels = { trace: "TRACE", debug: "DEBUG", info: "INFO", log: "INFO", warn: "WARN", error: "ERROR" };

/**
 * Turns console calls into the runtime's log lines and sends whatever is written to stdout and stderr as it is,
 * so that lines reach the host in order and before the answer of the invocation that wrote them.
 */
export function patchOutput(patch: OutputPatch): PatchedOutput {
  const write = (level: string, values: unknown[]) => {
    const epochMs = readEpochMs();
    patch.write(epochMs, layoutJson(new Date(epochMs).toISOString(), patch.requestId(), level, values));
  };
  for (const [method, level] of Object.entries(levels)) {
    Object.assign(console, { [method]: (...values: unknown[]) => write(level, values) });
  }
  const flushes = [process.stdout, process.stderr].map((stream) => patchStream(stream, patch.write));
  return {
    flush: () => {
      for (const flush of flushes) flush();
    },
    error: (error) => write("ERROR", [error]),
  };
}

function patchStream(stream: NodeJS.WriteStream, write: OutputPatch["write"]): () => void {
  let rest = "";
  const patched = (chunk: string | Uint8Array, ...others: unknown[]): boolean => {
    const lines = (rest + (typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8"))).split(
      "\n",
    );
    rest = lines.pop() ?? "";
    for (const line of lines) write(readEpochMs(), line);
    const done = others.at(-1);
    if (typeof done === "function") process.nextTick(done);
    return true;
  };
  Object.assign(stream, { write: patched });
  return () => {
    if (rest !== "") write(readEpochMs(), rest);
    rest = "";
  };
}

function layoutJson(
  timestamp: string,
  requestId: string | undefined,
  level: string,
  values: unknown[],
): string {
  const record: Record<string, unknown> = { timestamp, level, requestId };
  const [first] = values;
  if (values.length === 1) {
    try {
      return JSON.stringify({ ...record, message: first }, (_key, value: unknown) =>
        value instanceof Error ? plainError(value) : value,
      );
    } catch {
      return JSON.stringify({ ...record, message: format(first) });
    }
  }
  const error = values.find((value) => value instanceof Error);
  return JSON.stringify({ ...record, message: format(...values), ...(error && plainError(error)) });
}

function plainError(error: Error): object {
  const stackTrace = (error.stack ?? "").split("\n");
  return { errorType: error.constructor.name, errorMessage: error.message, stackTrace, ...error };
}
