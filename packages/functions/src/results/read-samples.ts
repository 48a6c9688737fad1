import { csvHeader, type SampleFormat, writeSamples } from "@crisscross/core/documents/sample-text";
import { shardOf } from "@crisscross/core/job/plan";
import type { StoredBlock } from "@crisscross/core/sample/stored-block";
import { type DamagedBlock, isDamaged } from "./damage.ts";
import type { StoredJob } from "./job-store.ts";
import { type BlockReading, readBlocks } from "./read-blocks.ts";
import type { ShardReading } from "./read-stored-job.ts";
import { type SampleSource, sourcesOf } from "./sample-sources.ts";

export type SampleDeps = ShardReading & BlockReading;

/** A block's place in a job: which of the spec's origins, and its index there. */
export interface BlockCursor {
  origin: number;
  index: number;
}

interface SamplePage {
  text: string;
  /** Where the next page starts; absent on the last one. */
  next?: BlockCursor;
  /** Blocks of it that are damaged, and so are not in the text: `<origin>.<index>`. */
  damaged: string[];
}

/** What one page may hold. Its text travels as a JSON string in Lambda's answer, whose limit is 6 MB. */
const pageLimits = { blocks: 128, bytes: 4_000_000 } as const;

/** Blocks asked for at a time: some 100 KB packed, so that little is read in vain at the end of a page. */
const atOnce = 32;

/**
 * The samples of the next blocks, origin by origin, then by block. A page holds whole blocks; CSV has its header on
 * the first page, so that the pages in a row are one file. Memory is bounded by one page, whatever the job's size.
 */
export async function readSamplePage(
  deps: SampleDeps,
  state: StoredJob,
  format: SampleFormat,
  from: BlockCursor = { origin: 0, index: 0 },
): Promise<SamplePage> {
  const isFirst = from.origin === 0 && from.index === 0;
  const texts = isFirst && format !== "ndjson" ? [csvHeader] : [];
  const damaged: string[] = [];
  let [blocks, bytes] = [0, 0];
  for await (const { cursor, block } of blocksFrom(deps, state, from)) {
    if (blocks === pageLimits.blocks) return { text: texts.join(""), next: cursor, damaged };
    if (isDamaged(block)) {
      damaged.push(`${state.record.spec.origins[cursor.origin]}.${block.index}`);
      blocks++;
      continue;
    }
    const text = writeSamples(block, format);
    const more = Buffer.byteLength(JSON.stringify(text));
    if (blocks > 0 && bytes + more > pageLimits.bytes) return { text: texts.join(""), next: cursor, damaged };
    texts.push(text);
    blocks++;
    bytes += more;
  }
  return { text: texts.join(""), damaged };
}

async function* blocksFrom(
  deps: SampleDeps,
  state: StoredJob,
  from: BlockCursor,
): AsyncGenerator<{ cursor: BlockCursor; block: StoredBlock | DamagedBlock }> {
  const origins: readonly string[] = state.record.spec.origins;
  for (const source of await sourcesOf(deps, state)) {
    const origin = origins.indexOf(source.origin);
    const index = firstIndex(source, origin, from);
    if (index === undefined) continue;
    for await (const block of readBlocks(deps, state.record, source, { from: index, atOnce }))
      if (source.isCounted(block.index)) yield { cursor: { origin, index: block.index }, block };
  }
}

/** Where to begin in a shard; undefined when all of it lies before `from`. */
function firstIndex({ shard }: SampleSource, origin: number, from: BlockCursor): number | undefined {
  if (origin !== from.origin) return origin < from.origin ? undefined : 0;
  return shard < shardOf(from.index) ? undefined : from.index;
}
