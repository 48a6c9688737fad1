import { blocksPerShard } from "@crisscross/core/block";
import { blockSetOf } from "@crisscross/core/block-set";
import { countOutcomes } from "@crisscross/core/ledger";
import { blockCount } from "@crisscross/core/plan";
import { encodeSummary } from "@crisscross/core/summary";
import type { JobState } from "./progress-store.ts";
import type { ReconcileDeps } from "./reconcile-job.ts";
import type { Shard } from "./result-store.ts";
import { isRolledUp, keyOf, plannedIn } from "./shards.ts";
import { summarizeShard } from "./summarize-shard.ts";

/** How far sealing came. */
export interface Sealing {
  /** False when time ran out. */
  done: boolean;
  /** Blocks found in started shards that are not sealed yet, and those of sealed ones. */
  stored: number;
}

/** Seals the started shards that are complete, or all of them once the job is over. */
export async function sealShards(deps: ReconcileDeps, state: JobState, isOver: boolean): Promise<Sealing> {
  const { record } = state;
  const { seals, started } = await deps.progress.shardStates(record.id);
  const sealed = new Set(seals.map(keyOf));
  const plannedBlocks = blockCount(record);
  let stored = 0;
  for (const shard of started) {
    const planned = plannedIn(plannedBlocks, shard.shard);
    if (sealed.has(keyOf(shard)) || isRolledUp(state, shard.origin)) {
      stored += planned;
      continue;
    }
    if (!deps.hasTime()) return { done: false, stored };
    const found = isOver ? planned : await countBlocks(deps, shard);
    stored += found;
    if (found === planned) await sealShard(deps, shard);
  }
  return { done: true, stored };
}

async function countBlocks({ blocks }: ReconcileDeps, shard: Shard): Promise<number> {
  let stored = 0;
  for await (const _ of blocks.blockCounts(shard)) stored++;
  return stored;
}

async function sealShard(deps: ReconcileDeps, shard: Shard): Promise<void> {
  const { summary, indices } = await summarizeShard(deps, shard);
  const places = indices.map((index) => index % blocksPerShard);
  const seal = { ...shard, counts: countOutcomes(summary), blocks: blockSetOf(places, blocksPerShard) };
  const result = await deps.progress.putSeal(seal, encodeSummary(summary), deps.nowMs());
  if (result === "stored") deps.log.sealed(shard.job, shard.origin, shard.shard);
}
