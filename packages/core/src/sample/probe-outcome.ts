import type { Outcome } from "./call.ts";
import { callChainOf } from "./call-chain.ts";
import type { Sample } from "./stored-block.ts";

/** Where on its route a probe failed. Documents have it as `hop`, which is no hop of the waterfall. */
type FaultPlace = "outer" | "inner" | "db";

export interface Result {
  outcome: Outcome;
  /** Where the innermost fault is; absent when ok. */
  hop?: FaultPlace;
  reason?: string;
}

/**
 * What became of a probe. The innermost fault wins, since the ones above follow from it; a fault in a via counts as
 * outer's. An answer that leaves out what it was asked for is an error, never ok.
 */
export function resultOf(sample: Sample): Result {
  const { calls, outers, inner, wantsDb } = callChainOf(sample);
  const db = inner?.level?.db;
  if (db && db.outcome !== "ok") return faultOf("db", db.outcome, db.reason);
  const placeAt = (index: number): FaultPlace => (index === outers ? "inner" : "outer");
  for (const [index, call] of [...calls.entries()].reverse())
    if (call.outcome !== "ok") return faultOf(placeAt(index), call.outcome, call.reason);
  const last = calls.length - 1;
  if (!inner?.level) return faultOf(placeAt(last), "error", "answered without its account of the call");
  if (wantsDb && !db) return faultOf("inner", "error", "answered without its database call");
  return { outcome: "ok" };
}

function faultOf(place: FaultPlace, outcome: Outcome, reason: string | undefined): Result {
  return { outcome, hop: place, ...(reason !== undefined && { reason }) };
}
