import { decodeSummary, emptySummary, mergeAll, type Summary } from "@crisscross/core/summary";
import { isOutdated } from "@crisscross/core/summary-text";
import { forEachOf } from "./for-each-of.ts";
import type { ProgressStore, Seal } from "./progress-store.ts";
import { rebuildSeal } from "./rebuild-seal.ts";
import type { BlockStore } from "./result-store.ts";

/** Merging a few at a time keeps a job of hundreds of shards within a function's memory. */
const seatsInMemory = 8;

export interface MergeDeps {
  progress: Pick<ProgressStore, "summaryText">;
  /** Read only where a summary was stored in an older form. */
  blocks: Pick<BlockStore, "blocks">;
}

/** The summaries of disjoint seals, merged. The order they arrive in leaves no trace. */
export async function mergeSeals(deps: MergeDeps, seals: readonly Seal[]): Promise<Summary> {
  let whole = emptySummary();
  let waiting: Summary[] = [];
  const fold = () => {
    whole = mergeAll([whole, ...waiting]);
    waiting = [];
  };
  await forEachOf(seals, seatsInMemory, async (seal) => {
    const stored = await deps.progress.summaryText(seal);
    const summary = decodeSummary(isOutdated(stored) ? await rebuildSeal(deps, seal) : stored);
    // Only now is `waiting` looked at: a fold during the wait has begun another list.
    waiting.push(summary);
    if (waiting.length >= seatsInMemory) fold();
  });
  fold();
  return whole;
}
