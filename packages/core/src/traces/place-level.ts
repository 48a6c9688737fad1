import type { MsRange } from "../documents/attribution-document.ts";
import type { LevelView, SampleDocument } from "../documents/sample-document.ts";
import { monotonicMs } from "./mark-times.ts";

/** Where one function's run lies in its caller's wait, in ms of the caller's clock since the wait began. */
export interface Placed {
  /** When its handler was entered. */
  start: MsRange;
  /** Clocks contradicted each other: the bounds crossed, and are given in order. */
  contradicts: boolean;
  /** Between its own first mark and its last, by its own clock. */
  ranMs: number;
  /** When it was entered, by its own clock. */
  startedMs: number;
}

/**
 * When the function of a level started, from all that its sample says: after its request, which a made connection and an init
 * may come before, and early enough for its run and its response. Undefined where the call left no account of itself.
 */
export function placeLevel(document: SampleDocument, level: LevelView): Placed | undefined {
  const { name } = level;
  const startedMs = monotonicMs(document, `${name} started`);
  const endedMs = monotonicMs(document, `${name} ended`);
  if (startedMs === undefined || endedMs === undefined) return undefined;
  const ranMs = endedMs - startedMs;
  const request = rangeOf(document, `request to ${name}`);
  const response = rangeOf(document, `response from ${name}`);
  const init = rangeOf(document, `init of ${name}`);
  // How much of the runtime lay before the handler is unknown.
  const runtimeMs = Math.max(0, rangeOf(document, `runtime around ${name}`).highMs);
  const leftMs = level.connectingMs ?? 0;
  const roomMs = level.waitMs - ranMs;
  const earliestMs = Math.max(leftMs + request.lowMs, roomMs - runtimeMs - response.highMs);
  const latestMs = Math.min(leftMs + request.highMs + init.highMs + runtimeMs, roomMs - response.lowMs);
  return {
    ranMs,
    startedMs,
    start: { lowMs: Math.min(earliestMs, latestMs), highMs: Math.max(earliestMs, latestMs) },
    contradicts: earliestMs > latestMs + clockStepMs,
  };
}

/** Marks are whole µs: sums of a few of them cross by no more than this without a contradiction. */
const clockStepMs = 0.01;

/** What is known of a hop; nothing is there of one that did not happen. */
function rangeOf({ hops }: SampleDocument, name: string): MsRange {
  return hops.find((hop) => hop.name === name) ?? { lowMs: 0, highMs: 0 };
}
