import type { StoredBlock } from "@crisscross/core/block";
import type { BlockStore } from "./result-store.ts";
import type { SampleSource } from "./sample-sources.ts";

/** The counted blocks among `length` consecutive ones of a shard, from index `first` on. */
export async function readRun(
  { blocks }: { blocks: Pick<BlockStore, "blocks"> },
  source: SampleSource,
  first: number,
  length: number,
): Promise<StoredBlock[]> {
  const run: StoredBlock[] = [];
  for await (const block of blocks.blocks(source, { from: first, atOnce: length })) {
    if (block.index >= first + length) break;
    if (source.isCounted(block.index)) run.push(block);
  }
  return run;
}
