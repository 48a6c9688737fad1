import * as v from "valibot";
import { count } from "../edge/schema.ts";
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

/** The making of a connection, in its caller's clock. What did not happen has no mark: a name looked up, TLS. */
export const Connecting = v.object({
  startUs: count,
  lookupUs: v.optional(count),
  connectUs: v.optional(count),
  secureUs: v.optional(count),
});
export type Connecting = v.InferOutput<typeof Connecting>;

/** What a caller did before it sent: a connection made where none was kept, the request built and signed. */
const Preparing = v.object({
  startUs: count,
  endUs: count,
  /**
   * `beganUs`: when the first address was tried that was given up before this connection began, if one was. `endUs`: when a
   * first, unsigned request over it was answered, or given up.
   */
  connecting: v.optional(v.object({ beganUs: v.optional(count), ...Connecting.entries, endUs: count })),
});
export type Preparing = v.InferOutput<typeof Preparing>;

/** One request and its answer as the function that waited saw them. Blocks stored by older versions lack some marks. */
const wait = {
  sentUs: count,
  receivedUs: count,
  /** Absent when no socket was had. */
  connection: v.optional(Connection),
  /** Number of that connection among those its environment has made, from 1. */
  socket: v.optional(count),
  preparing: v.optional(Preparing),
  /** A fresh connection is made within the wait. */
  connecting: v.optional(Connecting),
  /** The connection kept from an earlier call had died: this is the wait for the request sent again, over another. */
  resent: v.optional(v.literal(true)),
  outcome: v.picklist(outcomes),
  reason: v.optional(v.string()),
};

/** The wait for DynamoDB, in the clock of the function that waited. */
const DbWait = v.object(wait);
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
  served: count,
  initType: v.pipe(v.string(), v.maxLength(64)),
  build: v.optional(v.pipe(v.string(), v.maxLength(100))),
  readyUs: count,
  startUs: count,
  endUs: count,
  db: v.optional(DbWait),
  call: v.optional(v.lazy(() => Call)),
});

/** A caller's account of one call, in the caller's clock. A reason is such as `Task timed out` or `network ECONNRESET`. */
export interface Call extends DbWait {
  region: string;
  /** The caller's environment had made no call to that region over such a connection before. */
  first?: true | undefined;
  /** From the LogResult tail of the answer; absent when there was none or it did not parse. */
  receipt?: Receipt | undefined;
  level?: Level | undefined;
}
export const Call: v.GenericSchema<unknown, Call> = v.object({
  ...wait,
  region: v.string(),
  first: v.optional(v.literal(true)),
  receipt: v.optional(Receipt),
  level: v.optional(v.lazy(() => Level)),
});
