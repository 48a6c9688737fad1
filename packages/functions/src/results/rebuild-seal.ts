import type { JobRecord } from "@crisscross/core/job/job-record";
import { shardOf } from "@crisscross/core/job/plan";
import { blocksIn, hasBlock } from "@crisscross/core/sample/block-set";
import type { LostBlock } from "@crisscross/core/standing/loss";
import { mergeAll, type Summary } from "@crisscross/core/summary/summary";
import type { BlockReading } from "./read-blocks.ts";
import type { Seal } from "./seal-store.ts";
import { corruptBlock, firstBlockOf } from "./shards.ts";
import { summarizeShard } from "./summarize-shard.ts";

/** A summary, and the blocks that belong in it and are damaged or gone. */
export interface Rebuilt {
  summary: Summary;
  lost: LostBlock[];
}

/** Makes a seal's summary again, from the very blocks that are in it: it equals the stored one, but for `lost`. */
export async function rebuildSeal(deps: BlockReading, record: JobRecord, seal: Seal): Promise<Rebuilt> {
  const { job, origin, blocks } = seal;
  const first = firstBlockOf(seal);
  const wanted = [...blocksIn(blocks)].map((place) => first + place);
  const parts: Summary[] = [];
  const found = new Set<number>();
  for (const shard of new Set(wanted.map(shardOf))) {
    const isWanted = (index: number) => hasBlock(blocks, index - first);
    const { summary, indices } = await summarizeShard(deps, record, { job, origin, shard }, isWanted);
    parts.push(summary);
    for (const index of indices) found.add(index);
  }
  const lost = wanted.filter((index) => !found.has(index));
  return {
    summary: mergeAll(parts),
    lost: lost.flatMap((index) => corruptBlock(record, origin, index)),
  };
}
