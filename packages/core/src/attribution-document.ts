import * as v from "valibot";
import { wans } from "./job.ts";
import { startClasses } from "./result.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** All that is known of an amount, in ms; low above high says that clocks contradicted each other. */
export const MsRange = v.object({ lowMs: v.number(), highMs: v.number() });
export type MsRange = v.InferOutput<typeof MsRange>;

/**
 * Means over n calls to inner, in ms: observed = execution + init + transit, exactly (each rounded to µs). Transit is
 * cut twice: by direction (request + response) and by kind (network + dispatch).
 */
export const Share = v.object({
  n: count,
  observedMs: v.number(),
  executionMs: v.number(),
  /** Getting ready within the wait, at most: a cold start's init, or a restore. It may have begun for another call. */
  initMs: v.number(),
  transitMs: v.number(),
  requestMs: MsRange,
  responseMs: MsRange,
  /** What every call pays: no call of this cell waited less than `highMs` beyond its execution, and network is a part of it. */
  networkMs: MsRange,
  /** The rest: the platform's handling, queueing, and what no mark tells from it. */
  dispatchMs: MsRange,
});
export type Share = v.InferOutput<typeof Share>;

/** What one level was billed per probe, and how much of it while it waited for the level below. */
export const MeanBill = v.object({
  name: v.string(),
  n: count,
  billedMs: v.number(),
  usd: v.number(),
  waitedMs: v.number(),
  waitedUsd: v.number(),
});
export type MeanBill = v.InferOutput<typeof MeanBill>;

/** Where the time between innerExecution and innerObserved went in one cell, by inner's start class. */
export const AttributionRow = v.object({
  origin: v.string(),
  target: v.string(),
  variant: v.string(),
  /** ok samples read. */
  n: count,
  /** Of them without a receipt of inner: nothing is said about those. */
  receiptsMissing: count,
  starts: v.record(v.picklist(startClasses), Share),
  bills: v.array(MeanBill),
});
export type AttributionRow = v.InferOutput<typeof AttributionRow>;

export const AttributionDocument = v.object({
  job: v.object({ id: v.string(), wan: v.picklist(wans) }),
  /** What the answer is worked out from. */
  basis: v.object({
    /** Blocks read, of those planned. */
    blocks: count,
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
