import type { EpochMs } from "../time/times.ts";
/** One line of a function's log group: written by the function or by the platform about it. */
export interface LogRecord {
  kind: "function" | "platform";
  functionName: string;
  region: string;
  environmentId: string;
  logGroup: string;
  logStream: string;
  /** Absent while the environment initialises and between invocations. */
  requestId?: string;
  epochMs: EpochMs;
  /** Without the final newline. */
  message: string;
}
