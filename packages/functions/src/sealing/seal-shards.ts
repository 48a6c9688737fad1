import { blocksPerShard } from "@crisscross/core/job/block-message";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { blockCount } from "@crisscross/core/job/plan";
import { blockSetOf } from "@crisscross/core/sample/block-set";
import { countOutcomes } from "@crisscross/core/standing/ledger";
import type { Shard } from "../results/block-store.ts";
import type { StoredJob } from "../results/job-store.ts";
import { readCounts } from "../results/read-blocks.ts";
import { readShardStates } from "../results/read-stored-job.ts";
import { isRolledUp, keyOf, plannedIn } from "../results/shards.ts";
import { summarizeShard } from "../results/summarize-shard.ts";
import { placeSeal } from "./place-seal.ts";
import type { ReconcileDeps } from "./reconcile-deps.ts";

/** How far sealing came. */
interface Sealing {
  /** False when time ran out. */
  done: boolean;
  /** Blocks found in started shards that are not sealed yet, and those of sealed ones. */
  stored: number;
}

/** Seals the started shards that are complete, or all of them once the job is over. A damaged block is in none. */
export async function sealShards(deps: ReconcileDeps, state: StoredJob, isOver: boolean): Promise<Sealing> {
  const { record } = state;
  const { seals, started } = await readShardStates(deps, record);
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
    const found = isOver ? planned : await countBlocks(deps, record, shard);
    stored += found;
    if (found === planned) await sealShard(deps, record, shard);
  }
  return { done: true, stored };
}

/** Damaged ones are there as well: they will not get better by waiting. */
async function countBlocks(deps: ReconcileDeps, record: JobRecord, shard: Shard): Promise<number> {
  let stored = 0;
  for await (const _ of readCounts(deps, record, shard)) stored++;
  return stored;
}

async function sealShard(deps: ReconcileDeps, record: JobRecord, shard: Shard): Promise<void> {
  const { summary, indices, damaged } = await summarizeShard(deps, record, shard);
  const setOf = (blocks: readonly number[]) =>
    blockSetOf(
      blocks.map((index) => index % blocksPerShard),
      blocksPerShard,
    );
  const seal = {
    ...shard,
    counts: countOutcomes(summary),
    blocks: setOf(indices),
    ...(damaged.length > 0 && { damaged: setOf(damaged) }),
  };
  await placeSeal(deps, record, seal, summary);
}
