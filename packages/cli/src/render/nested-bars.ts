import type { MsRange } from "@crisscross/core/documents/attribution-document";
import type { BillView } from "@crisscross/core/documents/bill-document";
import type { HopView, LevelView, SampleDocument } from "@crisscross/core/documents/sample-document";
import { firstHopOf } from "./hops.ts";

/** A wait, or a run within it: how long it took, and all that is known of when it began, from consume's first call on. */
export interface NestedBar {
  text: string;
  kind: "wait" | "run";
  ms: number;
  start: MsRange;
  bill?: BillView;
}

/** The waits and runs of a probe, each within the one before. Behind a function without a receipt nothing is known. */
export function nestedBars({ levels, hops, bills }: SampleDocument): NestedBar[] {
  const bars: NestedBar[] = [];
  let start: MsRange = { lowMs: 0, highMs: 0 };
  for (const level of levels) {
    const { name, caller, waitMs, receipt } = level;
    const billOf = (of: string) => bills.find((bill) => bill.name === of);
    bars.push(barOf(`${caller} waits for ${name}`, "wait", waitMs, start, billOf(caller)));
    const response = hops.find((hop) => hop.name === `response from ${name}`);
    if (!receipt || !response) break;
    const ranMs = receipt.durationUs / 1_000;
    const freeMs = waitMs - ranMs;
    start = {
      lowMs: start.lowMs + Math.max(0, freeMs - response.highMs),
      highMs: start.highMs + Math.max(0, freeMs - response.lowMs),
    };
    bars.push(barOf(`${name} runs`, "run", ranMs, start, billOf(name)));
    start = startOfNext(level, levels[bars.length / 2], hops, start);
  }
  return bars;
}

const barOf = (
  text: string,
  kind: NestedBar["kind"],
  ms: number,
  start: MsRange,
  bill: BillView | undefined,
): NestedBar => ({ text, kind, ms, start, ...(bill && { bill }) });

/** When a function's own call begins: after its work before that, and at most the runtime that is around it. */
function startOfNext(
  { name }: LevelView,
  next: LevelView | undefined,
  hops: readonly HopView[],
  start: MsRange,
): MsRange {
  if (!next) return start;
  const from = hops.findIndex((hop) => hop.name === `request to ${name}`) + 1;
  const before = hops.slice(from, Math.max(from, firstHopOf(hops, next)));
  const ownMs = before
    .filter(({ category }) => category !== "init")
    .reduce((sum, { lowMs }) => sum + lowMs, 0);
  const runtimeMs = hops.find((hop) => hop.name === `runtime around ${name}`)?.highMs ?? 0;
  return { lowMs: start.lowMs + ownMs, highMs: start.highMs + ownMs + runtimeMs };
}
