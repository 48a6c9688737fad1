import { blocksPerShard } from "@crisscross/core/block";
import { blocksIn, hasBlock } from "@crisscross/core/block-set";
import { shardOf } from "@crisscross/core/plan";
import { encodeSummary, mergeAll, type Summary } from "@crisscross/core/summary";
import type { Seal } from "./progress-store.ts";
import type { BlockStore } from "./result-store.ts";
import { summarizeShard } from "./summarize-shard.ts";

/** Makes the text of a seal's summary again, from the very blocks that are in it: it equals the stored one. */
export async function rebuildSeal(
  deps: { blocks: Pick<BlockStore, "blocks"> },
  { job, origin, shard, blocks }: Seal,
): Promise<string> {
  const first = shard === "all" ? 0 : shard * blocksPerShard;
  const shards = new Set([...blocksIn(blocks)].map((place) => shardOf(first + place)));
  const parts: Summary[] = [];
  for (const part of shards) {
    const isWanted = ({ index }: { index: number }) => hasBlock(blocks, index - first);
    parts.push((await summarizeShard(deps, { job, origin, shard: part }, isWanted)).summary);
  }
  return encodeSummary(mergeAll(parts));
}
