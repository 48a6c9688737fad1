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

/** Seals the started shards that are complete, or all of them once the job is over. False when time ran out. */
export async function sealShards(deps: ReconcileDeps, state: JobState, isOver: boolean): Promise<boolean> {
  const { record } = state;
  const { seals, started } = await deps.progress.shardStates(record.id);
  const sealed = new Set(seals.map(keyOf));
  for (const shard of started) {
    if (sealed.has(keyOf(shard)) || isRolledUp(state, shard.origin)) continue;
    if (!deps.hasTime()) return false;
    if (isOver || (await isComplete(deps, shard, plannedIn(blockCount(record), shard.shard))))
      await sealShard(deps, shard);
  }
  return true;
}

async function isComplete({ blocks }: ReconcileDeps, shard: Shard, planned: number): Promise<boolean> {
  let stored = 0;
  for await (const _ of blocks.blockCounts(shard)) stored++;
  return stored === planned;
}

async function sealShard(deps: ReconcileDeps, shard: Shard): Promise<void> {
  const { summary, indices } = await summarizeShard(deps, shard);
  const places = indices.map((index) => index % blocksPerShard);
  const seal = { ...shard, counts: countOutcomes(summary), blocks: blockSetOf(places, blocksPerShard) };
  const result = await deps.progress.putSeal(seal, encodeSummary(summary), deps.nowMs());
  if (result === "stored") deps.log.sealed(shard.job, shard.origin, shard.shard);
}
