import { decodeSummary, emptySummary, mergeAll, type Summary } from "@crisscross/core/summary";
import { forEachOf } from "./for-each-of.ts";
import type { ProgressStore, Seal } from "./progress-store.ts";

/** Merging a few at a time keeps a job of hundreds of shards within a function's memory. */
const seatsInMemory = 8;

/** The summaries of disjoint seals, merged. The order they arrive in leaves no trace. */
export async function mergeSeals(
  { progress }: { progress: Pick<ProgressStore, "summaryText"> },
  seals: readonly Seal[],
): Promise<Summary> {
  let whole = emptySummary();
  let waiting: Summary[] = [];
  const fold = () => {
    whole = mergeAll([whole, ...waiting]);
    waiting = [];
  };
  await forEachOf(seals, seatsInMemory, async (seal) => {
    const summary = decodeSummary(await progress.summaryText(seal));
    // Only now is `waiting` looked at: a fold during the wait has begun another list.
    waiting.push(summary);
    if (waiting.length >= seatsInMemory) fold();
  });
  fold();
  return whole;
}
