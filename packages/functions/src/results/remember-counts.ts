import { blocksPerShard } from "@crisscross/core/job/block-message";
import type { BlockCounts, BlockSpan, BlockStore, Shard } from "./block-store.ts";
import { type DamagedBlock, isDamaged } from "./damage.ts";

/** Those of several large jobs; forgetting one costs reading its blocks again. */
const rememberedShards = 128;

/** Looking for one missing block costs a read unit, as much as a block that is there: more gaps than these are read over. */
const mostGaps = 4;

/**
 * Reads the counts of each block once: a block is written once, so they never change. Whoever asks again and again, a client that
 * watches a job or reconcile every minute, has only what is new read, and what is missing looked for. Damaged ones are read
 * every time.
 */
export function rememberCounts<T extends Pick<BlockStore, "blockCounts">>(store: T): T {
  const remembered = new Map<string, Map<number, BlockCounts>>();

  function countsIn({ job, origin, shard }: Shard): Map<number, BlockCounts> {
    const key = `${job} ${origin} ${shard}`;
    const known = remembered.get(key) ?? new Map<number, BlockCounts>();
    // The one that nobody has asked about the longest makes room.
    remembered.delete(key);
    for (const oldest of remembered.keys()) {
      if (remembered.size < rememberedShards) break;
      remembered.delete(oldest);
    }
    remembered.set(key, known);
    return known;
  }

  return {
    ...store,
    async *blockCounts(shard, only) {
      if (only) return yield* store.blockCounts(shard, only);
      const known = countsIn(shard);
      const all = new Map<number, BlockCounts | DamagedBlock>(known);
      for (const span of unknownSpans(shard, known))
        for await (const block of store.blockCounts(shard, span)) {
          all.set(block.index, block);
          if (!isDamaged(block)) known.set(block.index, block);
        }
      yield* [...all.values()].sort((a, b) => a.index - b.index);
    },
  };
}

/** The gaps between known blocks, and all behind the last; from the first gap on in one where there are many. */
function unknownSpans({ shard }: Shard, known: ReadonlyMap<number, BlockCounts>): BlockSpan[] {
  const end = (shard + 1) * blocksPerShard;
  const spans: BlockSpan[] = [];
  let from = shard * blocksPerShard;
  for (const index of [...known.keys()].sort((a, b) => a - b)) {
    if (index > from) spans.push({ from, to: index });
    from = index + 1;
  }
  const [first] = spans;
  if (first !== undefined && spans.length > mostGaps) return [{ from: first.from, to: end }];
  return from < end ? [...spans, { from, to: end }] : spans;
}
