import * as v from "valibot";

/*
 * What one function call looks like from both of its ends. Times ending in `Us` are integer microseconds of one
 * process's monotonic clock, counted from that process's start; times of two environments are never subtracted.
 */

const microseconds = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** The most whose microseconds are a safe integer; no amount of a receipt is more, whatever its unit. */
export const mostMs = Math.floor(Number.MAX_SAFE_INTEGER / 1_000);
const milliseconds = v.pipe(v.number(), v.minValue(0), v.maxValue(mostMs));

export const outcomes = ["ok", "throttled", "timeout", "error"] as const;
export type Outcome = (typeof outcomes)[number];

/** A parsed REPORT line or platform.report record: what AWS says the invocation took and what it bills. */
export const Receipt = v.object({
  durationUs: microseconds,
  billedMs: milliseconds,
  initUs: v.optional(microseconds),
  restoreUs: v.optional(microseconds),
  billedRestoreMs: v.optional(milliseconds),
  memoryMb: milliseconds,
  maxMemoryMb: v.optional(milliseconds),
  /** `timeout`, `error`, …; absent when the invocation succeeded. */
  status: v.optional(v.string()),
  source: v.picklist(["text", "json"]),
});
export type Receipt = v.InferOutput<typeof Receipt>;

/** A function's own account of one invocation, in its own clock. */
export interface Level {
  /** Names the execution environment; made once when it starts. */
  environment: string;
  /** Invocations this environment had served before this one. */
  served: number;
  /** AWS_LAMBDA_INITIALIZATION_TYPE: on-demand, provisioned-concurrency, snap-start. */
  initType: string;
  /** When module loading ended, when the handler was entered, when its answer was ready. */
  readyUs: number;
  startUs: number;
  endUs: number;
  /** The wait for DynamoDB. */
  db?: { sentUs: number; receivedUs: number; outcome: Outcome; reason?: string | undefined } | undefined;
  /** The call this function made itself. */
  call?: Call | undefined;
}

/** A caller's account of one call, in the caller's clock. */
export interface Call {
  region: string;
  sentUs: number;
  receivedUs: number;
  /** Whether the request went out on a socket that had carried one before; absent when no socket was had. */
  connection?: "reused" | "fresh" | undefined;
  outcome: Outcome;
  /** Why the outcome is not ok, such as `Task timed out`, `network ECONNRESET`, the 429's Reason. */
  reason?: string | undefined;
  /** From the LogResult tail of the answer; absent when there was none or it did not parse. */
  receipt?: Receipt | undefined;
  level?: Level | undefined;
}

export const Level: v.GenericSchema<unknown, Level> = v.object({
  environment: v.pipe(v.string(), v.maxLength(64)),
  served: microseconds,
  initType: v.pipe(v.string(), v.maxLength(64)),
  readyUs: microseconds,
  startUs: microseconds,
  endUs: microseconds,
  db: v.optional(
    v.object({
      sentUs: microseconds,
      receivedUs: microseconds,
      outcome: v.picklist(outcomes),
      reason: v.optional(v.string()),
    }),
  ),
  call: v.optional(v.lazy(() => Call)),
});

export const Call: v.GenericSchema<unknown, Call> = v.object({
  region: v.string(),
  sentUs: microseconds,
  receivedUs: microseconds,
  connection: v.optional(v.picklist(["reused", "fresh"])),
  outcome: v.picklist(outcomes),
  reason: v.optional(v.string()),
  receipt: v.optional(Receipt),
  level: v.optional(v.lazy(() => Level)),
});
