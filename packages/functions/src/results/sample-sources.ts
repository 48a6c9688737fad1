import { blocksPerShard } from "@crisscross/core/job/block-message";
import { shardOf } from "@crisscross/core/job/plan";
import { type BlockSet, blocksIn, hasBlock } from "@crisscross/core/sample/block-set";
import type { Shard } from "./block-store.ts";
import type { StoredJob } from "./job-store.ts";
import { readShardStates, type ShardReading } from "./read-stored-job.ts";
import { keyOf } from "./shards.ts";

/** A shard that has blocks, and which of them count: one stored after its shard was sealed is in no matrix. */
export interface SampleSource extends Shard {
  isCounted(index: number): boolean;
}

/** All shards of a job that have blocks, origin by origin in the order of its spec. */
export async function sourcesOf(deps: ShardReading, { record, rollUps }: StoredJob): Promise<SampleSource[]> {
  const { origins } = record.spec;
  const isWhole = rollUps.length === origins.length;
  const { seals, started } = isWhole ? { seals: [], started: [] } : await readShardStates(deps, record);
  const sealOf = new Map(seals.map((seal) => [keyOf(seal), seal]));
  return origins.flatMap((origin) => {
    const rollUp = rollUps.find((seal) => seal.origin === origin);
    if (rollUp) return rolledUp(record.id, origin, rollUp.blocks);
    const shards = started.filter((shard) => shard.origin === origin).sort((a, b) => a.shard - b.shard);
    return shards.map((shard) => {
      const sealed = sealOf.get(keyOf(shard))?.blocks;
      const first = shard.shard * blocksPerShard;
      return {
        ...shard,
        isCounted: (index: number) => sealed === undefined || hasBlock(sealed, index - first),
      };
    });
  });
}

function rolledUp(job: string, origin: string, blocks: BlockSet): SampleSource[] {
  const shards = new Set(blocksIn(blocks).map(shardOf));
  return [...shards].map((shard) => ({ job, origin, shard, isCounted: (index) => hasBlock(blocks, index) }));
}
