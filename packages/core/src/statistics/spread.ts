import { addBuckets, type Buckets, bucketsOf } from "./buckets.ts";

/** Up to this many different values are counted one by one. */
export const exactValues = 64;
/** So are up to this many, where all are whole milliseconds: billed durations, times of two machines' wall clocks. */
export const exactMilliseconds = 1_024;

/**
 * How integer µs values are spread: how often there is each, or only their buckets once they are too many. Which of the two
 * depends on the values alone, and more values never lead back: neither order nor merge history leaves a trace.
 */
export type Spread = { kind: "values"; counts: Map<number, number> } | { kind: "buckets"; buckets: Buckets };

export function spreadOf(valuesUs: Iterable<number>): Spread {
  const counts = new Map<number, number>();
  for (const us of valuesUs) countUp(counts, us, 1);
  return keptOf(counts);
}

/** Both together; `into` must be the caller's own, `more` is left as it was. */
export function addSpread(into: Spread, more: Spread): Spread {
  if (into.kind === "values" && more.kind === "values") {
    for (const [us, n] of more.counts) countUp(into.counts, us, n);
    return keptOf(into.counts);
  }
  const buckets = into.kind === "buckets" ? into.buckets : bucketsOf(into.counts);
  addBuckets(buckets, more.kind === "buckets" ? more.buckets : bucketsOf(more.counts));
  return { kind: "buckets", buckets };
}

/** Whether so many different values are counted one by one. */
export function areExact(counts: ReadonlyMap<number, number>): boolean {
  if (counts.size <= exactValues) return true;
  return counts.size <= exactMilliseconds && counts.keys().every((us) => us % 1_000 === 0);
}

const keptOf = (counts: Map<number, number>): Spread =>
  areExact(counts) ? { kind: "values", counts } : { kind: "buckets", buckets: bucketsOf(counts) };

function countUp(counts: Map<number, number>, us: number, by: number): void {
  counts.set(us, (counts.get(us) ?? 0) + by);
}
