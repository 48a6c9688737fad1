import { deviationsOf } from "@crisscross/core/job/block-deviations";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { probesInBlock } from "@crisscross/core/job/plan";
import type { StoredBlock } from "@crisscross/core/sample/stored-block";
import type { BlockCounts, BlockRange, BlockStore, Shard } from "./block-store.ts";
import { type Damage, type DamagedBlock, isDamaged } from "./damage.ts";
import { countAll } from "./outcome-counts.ts";

/** Told of every item that cannot be read, or is not what the plan has there. */
export interface DamageDeps {
  damaged(damage: Damage): void;
}

export interface BlockReading extends DamageDeps {
  blocks: Pick<BlockStore, "blocks">;
}

/** A shard's blocks, each held against the job's plan. One that is damaged is told of, and only its index is of use. */
export function readBlocks(
  deps: BlockReading,
  record: JobRecord,
  shard: Shard,
  range?: BlockRange,
): AsyncGenerator<StoredBlock | DamagedBlock> {
  return held(deps, record, shard, deps.blocks.blocks(shard, range), (block) =>
    deviationsOf(record, { ...block, probes: block.samples }),
  );
}

/** As readBlocks, of the counts beside the blocks: whether they are as many as the plan's probes, not what the block itself says. */
export function readCounts(
  deps: DamageDeps & { blocks: Pick<BlockStore, "blockCounts"> },
  record: JobRecord,
  shard: Shard,
): AsyncGenerator<BlockCounts | DamagedBlock> {
  return held(deps, record, shard, deps.blocks.blockCounts(shard), ({ index, counts }) =>
    countAll(counts) === probesInBlock(record, index) ? [] : ["counts"],
  );
}

async function* held<T extends { index: number }>(
  { damaged }: DamageDeps,
  record: JobRecord,
  { job, origin }: Shard,
  items: AsyncIterable<T | DamagedBlock>,
  deviations: (item: T) => readonly string[],
): AsyncGenerator<T | DamagedBlock> {
  for await (const item of items) {
    const { index } = item;
    const fields = isDamaged(item) ? [] : deviations(item);
    const found =
      fields.length === 0
        ? item
        : {
            item: `block ${index} of ${origin} of job ${job}`,
            index,
            why: `not as planned: ${fields.join(", ")}`,
          };
    if (isDamaged(found)) damaged(found);
    // What the plan does not have is no part of the job, whatever it is.
    if (probesInBlock(record, index) > 0) yield found;
  }
}
