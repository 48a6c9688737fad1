import type { Call, Level } from "./call.ts";
import { type CallChain, callChainOf } from "./call-chain.ts";
import type { Receipt } from "./receipt.ts";
import type { Sample } from "./stored-block.ts";

/**
 * From coldest to warmest: how ready a function was for the call it got, and its caller for making it. `first` and `unkept`
 * are calls to warm functions: the caller's first one to that region, and one that should have gone over a kept connection
 * and made its own within the wait, or found it dead and was sent again.
 */
export const startClasses = [
  "cold",
  "reinit",
  "restored",
  "unknown",
  "proactive",
  "provisioned",
  "first",
  "unkept",
  "warm",
] as const;

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
  if (receipt && isReinit(level, receipt)) return "reinit";
  return level.startUs - level.readyUs >= proactiveAfterUs ? "proactive" : "cold";
}

/** What a receipt prints as text is rounded to this. */
const printedUs = 10;

/**
 * After a timeout or a crash Lambda initialises again within the next invocation, and reports that as its duration alone.
 * So a process that is new, has no init of its own on its receipt, and whose whole life fits into the duration, began in it.
 */
function isReinit({ endUs }: Level, { initUs, restoreUs, durationUs }: Receipt): boolean {
  return initUs === undefined && restoreUs === undefined && durationUs + printedUs > endUs;
}

/** How one call of a route started: as its function did; a warm one's as its caller, and its way there, were ready. */
export function callStartOf(chain: Pick<CallChain, "inner" | "fresh">, call: Call): StartClass {
  const start = startOf(call.level, call.receipt);
  if (start !== "warm") return start;
  if (call.first) return "first";
  return isUnkept(chain, call) ? "unkept" : "warm";
}

/**
 * Whether a call, or the database call behind it, was to go over a kept connection and made its own: within the wait, or
 * behind it, because the kept one was dead.
 */
function isUnkept({ inner, fresh }: Pick<CallChain, "inner" | "fresh">, call: Call): boolean {
  const { connection, resent, level } = call;
  const wantsOwn = fresh && call === inner;
  if ((connection === "fresh" && !wantsOwn) || resent === true) return true;
  return level?.db?.connection === "fresh" || level?.db?.resent === true;
}

/** Whether any call of a sample was, whatever its start class. */
export const hasUnkept = (chain: CallChain): boolean => chain.calls.some((call) => isUnkept(chain, call));

/**
 * A sample's start class: the coldest of its calls'. One cold outer opens the connection inner's measures are
 * taken on, so a sample is warm only if every call in it was.
 */
export function sampleStartOf(sample: Sample): StartClass {
  const chain = callChainOf(sample);
  const { calls, outers } = chain;
  const found = new Set<StartClass>(calls.map((call) => callStartOf(chain, call)));
  if (calls.length <= outers) found.add("unknown");
  return startClasses.find((start) => found.has(start)) ?? "unknown";
}
