import type { JobRecord } from "@crisscross/core/job/job-record";
import type { StoredBlock } from "@crisscross/core/sample/stored-block";
import { type DamagedBlock, isDamaged } from "./damage.ts";
import { type BlockReading, readBlocks } from "./read-blocks.ts";
import type { SampleSource } from "./sample-sources.ts";

/** The counted blocks among `length` consecutive ones of a shard, from index `first` on, and those that are damaged. */
export async function readRun(
  deps: BlockReading,
  record: JobRecord,
  source: SampleSource,
  first: number,
  length: number,
): Promise<{ run: StoredBlock[]; damaged: DamagedBlock[] }> {
  const run: StoredBlock[] = [];
  const damaged: DamagedBlock[] = [];
  for await (const block of readBlocks(deps, record, source, { from: first, atOnce: length })) {
    if (block.index >= first + length) break;
    if (isDamaged(block)) damaged.push(block);
    else if (source.isCounted(block.index)) run.push(block);
  }
  return { run, damaged };
}
