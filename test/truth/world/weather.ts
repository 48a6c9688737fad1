import type { ConnectionOf } from "./connections.ts";
import type { ClockLimits } from "./machine.ts";

/** One probe of a job. */
export interface ProbeName {
  origin: string;
  seq: number;
}

/**
 * What goes wrong with one call. `hangs` and the lost ones keep the caller waiting until its own deadline; `killed` is
 * the platform's time limit; the `db` ones happen to inner's database call.
 */
export type Fault =
  | "throttled"
  | "request lost"
  | "response lost"
  | "connection reset"
  | "hangs"
  | "killed"
  | "crashes"
  | "answers garbage"
  | "db throttled"
  | "db hangs"
  | "record missing";

/** How an environment that is made for a call comes to be. */
export type Making = "cold" | "reinit" | "proactive" | "provisioned" | "restored";

/** One call's truth: what it meets on its way to a function and in it, in integer µs of true time. */
export interface Leg {
  /** Names the environment that serves the call where none is idle; a new name by default. */
  environment?: string;
  /** Network and dispatch until the function's environment has the call. */
  requestUs: number;
  making: Making;
  /** Init or restore, if the environment is made for this call. */
  readyingUs: number;
  /** How much of that had passed when the call came, since it was begun for another. */
  begunAheadUs: number;
  /** How long a `proactive` or `provisioned` environment was ready when the call came. */
  readyAheadUs: number;
  /** The runtime's own, billed, before the handler is entered and after it has answered. */
  runtimeBeforeUs: number;
  runtimeAfterUs: number;
  /** In the handler, before and after the call or database call it makes. */
  beforeUs: number;
  databaseUs: number;
  afterUs: number;
  responseUs: number;
  /** How the receipt comes back: `cut` is a log tail that ends within it. */
  receipt: "json" | "text" | "none" | "cut";
  fault?: Fault;
}

/** What becomes of one delivery of a block. A crash takes the consumer with it. */
export type Fate = "runs" | "crashes first" | "crashes before storing" | "crashes after storing";

/** A block's way from the topic: no deliveries is a message that was lost. */
export interface Journey {
  fanoutUs: number;
  queueUs: number;
  /** Each so long after the first receive; more than one that runs is a duplicate. */
  deliveries: readonly { afterUs: number; fate: Fate }[];
}

/** All that the world decides. Pure functions of their arguments, so that order and repetition change nothing. */
export interface Weather {
  clocks: ClockLimits;
  /** Consumers of one origin at a time. */
  consumers: number;
  /** Whether an idle environment of a function serves the next call, or every call gets its own. */
  reuses(functionName: string): boolean;
  maxReceives: number;
  /** `depth` 0 is consume's own call. */
  legOf(probe: ProbeName, depth: number): Leg;
  /** Without it, connections are there from the beginning, for good and at no cost. */
  connectionOf?: ConnectionOf;
  journeyOf(origin: string, index: number): Journey;
}
