import type { JobRecord } from "@crisscross/core/job/job-record";
import { blockCount } from "@crisscross/core/job/plan";
import { addBlock } from "@crisscross/core/summary/summarize";
import { emptySummary, type Summary } from "@crisscross/core/summary/summary";
import type { Shard } from "./block-store.ts";
import { isDamaged } from "./damage.ts";
import { type BlockReading, readBlocks } from "./read-blocks.ts";

interface ShardSummary {
  summary: Summary;
  /** The blocks in it, and those that could not be because they are damaged. */
  indices: number[];
  damaged: number[];
}

/** The summary of a shard's stored blocks, and which they are. `isWanted` leaves out the others. */
export async function summarizeShard(
  deps: BlockReading,
  record: JobRecord,
  shard: Shard,
  isWanted: (index: number) => boolean = () => true,
): Promise<ShardSummary> {
  const summary = emptySummary();
  const indices: number[] = [];
  const damaged: number[] = [];
  const planned = blockCount(record);
  for await (const block of readBlocks(deps, record, shard)) {
    if (!isWanted(block.index)) continue;
    if (isDamaged(block)) {
      damaged.push(block.index);
      continue;
    }
    addBlock(summary, block, planned);
    indices.push(block.index);
  }
  return { summary, indices, damaged };
}
