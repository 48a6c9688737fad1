import type { StoredBlock } from "@crisscross/core/block";
import { mergeAll, type Summary, summarize } from "@crisscross/core/summary";
import type { BlockStore, Shard } from "./result-store.ts";

/** The summary of a shard's stored blocks, and which they are. `isWanted` leaves out the others. */
export async function summarizeShard(
  { blocks }: { blocks: Pick<BlockStore, "blocks"> },
  shard: Shard,
  isWanted: (block: StoredBlock) => boolean = () => true,
): Promise<{ summary: Summary; indices: number[] }> {
  const parts: Summary[] = [];
  const indices: number[] = [];
  for await (const block of blocks.blocks(shard)) {
    if (!isWanted(block)) continue;
    parts.push(summarize(block));
    indices.push(block.index);
  }
  return { summary: mergeAll(parts), indices };
}
