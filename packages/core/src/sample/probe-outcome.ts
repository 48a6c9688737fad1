import type { Outcome } from "./call.ts";
import { routeOf } from "./route.ts";
import type { Sample } from "./stored-block.ts";

/** Where on its route a probe failed. Stored and answered as `hop`. */
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
  const { calls, outers, inner, wantsDb } = routeOf(sample);
  const db = inner?.level?.db;
  if (db && db.outcome !== "ok") return faultOf("db", db.outcome, db.reason);
  const hopAt = (index: number): FaultPlace => (index === outers ? "inner" : "outer");
  for (const [index, call] of [...calls.entries()].reverse())
    if (call.outcome !== "ok") return faultOf(hopAt(index), call.outcome, call.reason);
  const last = calls.length - 1;
  if (!inner?.level) return faultOf(hopAt(last), "error", "answered without its account of the call");
  if (wantsDb && !db) return faultOf("inner", "error", "answered without its database call");
  return { outcome: "ok" };
}

function faultOf(hop: FaultPlace, outcome: Outcome, reason: string | undefined): Result {
  return { outcome, hop, ...(reason !== undefined && { reason }) };
}
