import * as v from "valibot";
import { count } from "../edge/schema.ts";
import { documentWans } from "../job/wan.ts";
import { startClasses } from "../sample/start-class.ts";
import { MeanBill } from "./bill-document.ts";
import { SamplePoint } from "./sample-points.ts";

/** All that is known of an amount, in ms; low above high says that clocks contradicted each other. */
export const MsRange = v.object({ lowMs: v.number(), highMs: v.number() });
export type MsRange = v.InferOutput<typeof MsRange>;

/**
 * Means over n calls of one function to another, in ms: observed = connecting + execution + init + transit, exactly (each
 * rounded to µs). The execution of a function that calls on contains its own wait. Transit is cut twice: by direction
 * (request + response) and by kind (network + dispatch).
 */
export const Share = v.object({
  n: count,
  /** Before the wait, not in it: a connection made to keep, the request built and signed. Absent where no call says. */
  preparingMs: v.optional(v.number()),
  observedMs: v.number(),
  /** Within the wait: a fresh connection's name looked up, its TCP and TLS handshakes; 0 over a kept one. */
  connectingMs: v.number(),
  /** Those three steps, where every call says them; each 0 where it did not happen. */
  connectingSteps: v.optional(v.object({ lookupMs: v.number(), tcpMs: v.number(), tlsMs: v.number() })),
  executionMs: v.number(),
  /** Getting ready within the wait, at most: a cold start's init, or a restore. It may have begun for another call. */
  initMs: v.number(),
  transitMs: v.number(),
  /** Of the execution: what the receipt counts beyond the handler's own account, Lambda's runtime before and after it. */
  handlingMs: v.number(),
  /** The least transit between these two regions, of all variants and environments of the job: distance and what no call went without. */
  distanceMs: v.optional(v.number()),
  /** transit = distance + variation. Below 0 only where an init began before its request. */
  variationMs: v.optional(v.number()),
  /**
   * By how much requests and responses took longer than the fastest between the same two environments, over the `n` calls
   * that have others.
   */
  excessMs: v.optional(v.object({ n: count, requestMs: v.number(), responseMs: v.number() })),
  requestMs: MsRange,
  responseMs: MsRange,
  /** What every call pays: no call of this cell waited less than `highMs` beyond its execution, and network is a part of it. */
  networkMs: v.optional(MsRange),
  /** The rest: the platform's handling, queueing, and what no mark tells from it. */
  dispatchMs: v.optional(MsRange),
});
export type Share = v.InferOutput<typeof Share>;

/** Where one caller's waits went in one cell, by its callee's start class: those of a function that the row's route has. */
export const AttributedWait = v.object({
  /** Who waited for whom: `outer` for `inner`, `consume` for `inner` in a direct variant, `outer` for `via 1` and so on. */
  caller: v.string(),
  callee: v.string(),
  callerRegion: v.string(),
  calleeRegion: v.string(),
  /** ok samples without a receipt of this callee: nothing is said about those. */
  receiptsMissing: count,
  starts: v.record(v.picklist(startClasses), Share),
  /** Why `networkMs` and `dispatchMs` are absent: the least wait of one network bounds nothing of another's. */
  refused: v.optional(v.object({ networkMs: v.string(), dispatchMs: v.string() })),
});
export type AttributedWait = v.InferOutput<typeof AttributedWait>;

/** The waits on the way from origin to target, the origin's own first, which contains those after it. */
export const AttributionRow = v.object({
  origin: v.string(),
  target: v.string(),
  variant: v.string(),
  /** ok samples read. */
  n: count,
  waits: v.array(AttributedWait),
  bills: v.array(MeanBill),
  /** Where they are asked for: every sample read, ok or not. */
  samples: v.optional(v.array(SamplePoint)),
});
export type AttributionRow = v.InferOutput<typeof AttributionRow>;

export const AttributionDocument = v.object({
  job: v.object({ id: v.string(), wan: v.picklist(documentWans) }),
  /** What the answer is worked out from. */
  basis: v.object({
    /** Blocks found, of those looked for: the others are damaged, lost or not measured yet. */
    blocks: count,
    lookedFor: count,
    /** Of the job. All of a small job are looked for, and runs of neighbours spread evenly over a large one. */
    planned: count,
    /** Calls whose two ends are known, and the pairs of environments they are between. */
    exchanges: count,
    pairs: count,
    contradictions: count,
    driftPpm: v.number(),
  }),
  attribution: v.array(AttributionRow),
});
export type AttributionDocument = v.InferOutput<typeof AttributionDocument>;
