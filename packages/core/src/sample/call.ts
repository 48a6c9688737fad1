import * as v from "valibot";
import { microseconds } from "../edge/schema.ts";
import { Receipt } from "./receipt.ts";

/*
 * What one function call looks like from both of its ends. Times ending in `Us` are integer microseconds of one
 * process's monotonic clock, counted from that process's start; times of two environments are never subtracted.
 */

export const outcomes = ["ok", "throttled", "timeout", "error"] as const;

export type Outcome = (typeof outcomes)[number];

/** Whether a request went out on a socket that had carried one before. */
const Connection = v.picklist(["reused", "fresh"]);
export type Connection = v.InferOutput<typeof Connection>;

/** The wait for DynamoDB, in the clock of the function that waited. */
const DbWait = v.object({
  sentUs: microseconds,
  receivedUs: microseconds,
  outcome: v.picklist(outcomes),
  reason: v.optional(v.string()),
  /** Absent when no socket was had. */
  connection: v.optional(Connection),
  /** The connection kept from an earlier call had died: this is the wait for the request sent again, over another. */
  resent: v.optional(v.literal(true)),
});
export type DbWait = v.InferOutput<typeof DbWait>;

/** A function's own account of one invocation, in its own clock. */
export interface Level {
  /** Names the execution environment; made once when it starts. */
  environment: string;
  /** Invocations this environment had served before this one. */
  served: number;
  /** AWS_LAMBDA_INITIALIZATION_TYPE: on-demand, provisioned-concurrency, snap-start. */
  initType: string;
  /** What it ran as, see build.ts. Absent in what is stored: a block says it once for all its samples. */
  build?: string | undefined;
  /** When module loading ended, when the handler was entered, when its answer was ready. */
  readyUs: number;
  startUs: number;
  endUs: number;
  db?: DbWait | undefined;
  /** The call this function made itself. */
  call?: Call | undefined;
}
export const Level: v.GenericSchema<unknown, Level> = v.object({
  environment: v.pipe(v.string(), v.maxLength(64)),
  served: microseconds,
  initType: v.pipe(v.string(), v.maxLength(64)),
  build: v.optional(v.pipe(v.string(), v.maxLength(100))),
  readyUs: microseconds,
  startUs: microseconds,
  endUs: microseconds,
  db: v.optional(DbWait),
  call: v.optional(v.lazy(() => Call)),
});

/** A caller's account of one call, in the caller's clock. */
export interface Call {
  region: string;
  sentUs: number;
  receivedUs: number;
  /** Absent when no socket was had. */
  connection?: Connection | undefined;
  outcome: Outcome;
  /** Why the outcome is not ok, such as `Task timed out`, `network ECONNRESET`, the 429's Reason. */
  reason?: string | undefined;
  /** From the LogResult tail of the answer; absent when there was none or it did not parse. */
  receipt?: Receipt | undefined;
  level?: Level | undefined;
}
export const Call: v.GenericSchema<unknown, Call> = v.object({
  region: v.string(),
  sentUs: microseconds,
  receivedUs: microseconds,
  connection: v.optional(Connection),
  outcome: v.picklist(outcomes),
  reason: v.optional(v.string()),
  receipt: v.optional(Receipt),
  level: v.optional(v.lazy(() => Level)),
});
