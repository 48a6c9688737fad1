import { AppError } from "../edge/error.ts";
import { parseVariant } from "../job/variant.ts";
import type { Sample, StoredBlock } from "./block.ts";
import type { Call, Level, Outcome, Receipt } from "./call.ts";
import type { Measure } from "./measure.ts";

export type Hop = "outer" | "inner" | "db";

export interface Result {
  outcome: Outcome;
  /** Where the innermost fault is; absent when ok. */
  hop?: Hop;
  reason?: string;
}

/**
 * A sample's calls in order: consume's own first, then the one each level made. `inner` is the one to the last function,
 * `origin` the one that leaves for it: outer's, or consume's own where the variant is direct.
 */
export interface Route {
  calls: readonly Call[];
  /** How many functions lie before inner: 0 for direct, 1 for nested, more with via. */
  outers: number;
  origin: Call | undefined;
  inner: Call | undefined;
  wantsDb: boolean;
}

/** Throws AppError `corrupt` for a sample whose variant does not parse: it could not have been planned. */
export function routeOf(sample: Sample): Route {
  const variant = parseVariant(sample.variant);
  if (!variant)
    throw new AppError(
      "corrupt",
      `sample ${sample.seq} has no such variant: ${JSON.stringify(sample.variant)}`,
    );
  const outers = variant.path === "direct" ? 0 : 1 + variant.via.length;
  const calls: Call[] = [];
  for (let call: Call | undefined = sample.call; call && calls.length <= outers; call = call.level?.call)
    calls.push(call);
  const origin = calls[firstHopOf({ outers })];
  return { calls, outers, origin, inner: calls[outers], wantsDb: variant.work !== "bare" };
}

/** The place among a route's calls of the one that `origin` is: those from it on are the way from origin to target. */
export const firstHopOf = ({ outers }: Pick<Route, "outers">): number => (outers > 0 ? 1 : 0);

/** What each call of a route calls: `outer`, `via 1` and so on, `inner`; a call that goes no further keeps its place. */
export function calleesOf({ calls, outers }: Pick<Route, "calls" | "outers">): string[] {
  return calls.map((_, index) => {
    if (index === outers) return "inner";
    return index === 0 ? "outer" : `via ${index}`;
  });
}

/** Who makes each call of a route: `consume`, `outer`, `via 1` and so on. */
export function callersOf(route: Pick<Route, "calls" | "outers">): string[] {
  return ["consume", ...calleesOf(route)].slice(0, route.calls.length);
}

/**
 * What became of a probe. The innermost fault wins, since the ones above follow from it; a fault in a via counts as
 * outer's. An answer that leaves out what it was asked for is an error, never ok.
 */
export function resultOf(sample: Sample): Result {
  const { calls, outers, inner, wantsDb } = routeOf(sample);
  const db = inner?.level?.db;
  if (db && db.outcome !== "ok") return faultOf("db", db.outcome, db.reason);
  const hopAt = (index: number): Hop => (index === outers ? "inner" : "outer");
  for (const [index, call] of [...calls.entries()].reverse())
    if (call.outcome !== "ok") return faultOf(hopAt(index), call.outcome, call.reason);
  const last = calls.length - 1;
  if (!inner?.level) return faultOf(hopAt(last), "error", "answered without its account of the call");
  if (wantsDb && !db) return faultOf("inner", "error", "answered without its database call");
  return { outcome: "ok" };
}

function faultOf(hop: Hop, outcome: Outcome, reason: string | undefined): Result {
  return { outcome, hop, ...(reason !== undefined && { reason }) };
}

/**
 * A sample's measures in integer µs, only those whose parts are there; differences may be negative. Those that need
 * its block are not among them, see measuresIn. Failed samples have measures too; statistics must leave them out.
 */
export function measuresOf(sample: Sample): Partial<Record<Measure, number>> {
  const { calls, outers, origin, inner } = routeOf(sample);
  const outer = outers > 0 ? calls[0] : undefined;
  const ofOuter = outers === 1 ? inner : undefined;
  const db = inner?.level?.db;
  return {
    total: waitUs(sample.call),
    ...(outer?.receipt && {
      outerBilled: billedUs(outer.receipt),
      outerExecution: outer.receipt.durationUs,
      ...(outer.receipt.initUs !== undefined && { outerInit: outer.receipt.initUs }),
      outerOverhead: waitUs(outer) - outer.receipt.durationUs,
    }),
    ...(origin && { originWait: waitUs(origin) }),
    ...(ofOuter && { innerObserved: waitUs(ofOuter) }),
    ...(inner?.receipt && {
      innerBilled: billedUs(inner.receipt),
      innerExecution: inner.receipt.durationUs,
      ...(inner.receipt.initUs !== undefined && { innerInit: inner.receipt.initUs }),
    }),
    ...(ofOuter?.receipt && {
      innerOverhead: waitUs(ofOuter) - ofOuter.receipt.durationUs,
      innerTransit: waitUs(ofOuter) - ofOuter.receipt.durationUs - readyingUs(ofOuter),
    }),
    ...(db && { db: waitUs(db) }),
    lateness: (sample.startedAtMs - sample.intendedAtMs) * 1_000,
  };
}

/** All measures of a sample of this block, as measuresOf. */
export function measuresIn(block: StoredBlock, sample: Sample): Partial<Record<Measure, number>> {
  return { ...measuresOf(sample), queue: (block.firstReceivedAtMs - block.publishedAtMs) * 1_000 };
}

const waitUs = ({ sentUs, receivedUs }: { sentUs: number; receivedUs: number }): number =>
  receivedUs - sentUs;
const billedUs = (receipt: Receipt): number => Math.round(receipt.billedMs * 1_000);

/** From coldest to warmest: how ready a function was for the call it got. */
export const startClasses = ["cold", "restored", "unknown", "proactive", "provisioned", "warm"] as const;
export type StartClass = (typeof startClasses)[number];

/**
 * A waiting call is handed over a few ms after init ends, on a busy machine and with a large bundle within this; an
 * environment idle for longer was ready before its call came: init was no part of what that call waited for.
 */
export const proactiveAfterUs = 1_000_000;

/** How one function started for one call, from its own account, or from its receipt alone when it gave none. */
export function startOf(level: Level | undefined, receipt: Receipt | undefined): StartClass {
  if (!level) {
    if (receipt?.restoreUs !== undefined) return "restored";
    return receipt?.initUs !== undefined ? "cold" : "unknown";
  }
  if (level.served > 0) return "warm";
  if (level.initType === "provisioned-concurrency") return "provisioned";
  if (level.initType === "snap-start") return "restored";
  if (level.initType !== "on-demand") return "unknown";
  return level.startUs - level.readyUs >= proactiveAfterUs ? "proactive" : "cold";
}

/**
 * How much of a wait was its callee's init or restore: all that fits into it for a cold or restored one, none for the
 * others. An assumption: it may have begun before the request, for another call, which no mark shows.
 */
export function readyingUs(call: Call): number {
  const start = startOf(call.level, call.receipt);
  return start === "cold" || start === "restored" ? mostReadyingUs(call) : 0;
}

/**
 * The most of a wait that can have been init or restore, whatever the start. Causality: the execution lies within the
 * wait, and so does all since ready if init does; they leave no more room.
 */
export function mostReadyingUs({ sentUs, receivedUs, level, receipt }: Call): number {
  if (!receipt || (level && level.served > 0) || level?.initType === "provisioned-concurrency") return 0;
  // A restored function's ready mark is that of its snapshot.
  const sinceReadyUs = level && level.initType !== "snap-start" ? level.endUs - level.readyUs : 0;
  const roomUs = receivedUs - sentUs - Math.max(receipt.durationUs, sinceReadyUs);
  return Math.max(0, Math.min(receipt.restoreUs ?? receipt.initUs ?? 0, roomUs));
}

/**
 * A sample's start class: the coldest of its functions'. One cold outer opens the connection inner's measures are
 * taken on, so a sample is warm only if every function in it was.
 */
export function sampleStartOf(sample: Sample): StartClass {
  const { calls, outers } = routeOf(sample);
  const found = new Set<StartClass>(calls.map(({ level, receipt }) => startOf(level, receipt)));
  if (calls.length <= outers) found.add("unknown");
  return startClasses.find((start) => found.has(start)) ?? "unknown";
}
