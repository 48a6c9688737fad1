import type { EpochMs } from "@crisscross/core/edge/time";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { probesInBlock, shardOf } from "@crisscross/core/job/plan";
import { hasBlock } from "@crisscross/core/sample/block-set";
import type { LostBlock } from "@crisscross/core/standing/loss";
import type { BlockStore, DeadBlock } from "./block-store.ts";
import type { StoredJob } from "./job-store.ts";
import { type DamageDeps, readCounts } from "./read-blocks.ts";
import type { Seal } from "./seal-store.ts";
import { firstBlockOf, keyOf } from "./shards.ts";

export interface DeadReading extends DamageDeps {
  blocks: Pick<BlockStore, "blockCounts" | "deadBlocks">;
  nowMs(): EpochMs;
}

/**
 * The blocks of a job that goes on which their queues gave up and nobody has stored, as losses are made of. A block whose last
 * delivery may still be running is none of them. Read after all else: what is stored meanwhile is then pending, and never both.
 */
export async function deadBlocksOf(
  deps: DeadReading,
  { record, finish, hasDead }: StoredJob,
  seals: readonly Seal[],
): Promise<LostBlock[]> {
  // What an ended job lost, its finish says.
  if (finish || !hasDead) return [];
  const nowMs = deps.nowMs();
  const dead = (await Array.fromAsync(deps.blocks.deadBlocks(record.id))).filter(
    ({ sinceMs }) => sinceMs <= nowMs,
  );
  const byShard = Map.groupBy(dead, ({ origin, index }) => keyOf({ origin, shard: shardOf(index) }));
  const lost: LostBlock[] = [];
  for (const blocks of byShard.values()) {
    const isStored = await storedAmong(deps, record, blocks, seals);
    lost.push(
      ...blocks.filter(({ index }) => !isStored(index)).flatMap((block) => plannedOnes(record, block)),
    );
  }
  return lost;
}

/** Which blocks of the shard that these are of are stored, or sealed without. */
async function storedAmong(
  deps: DeadReading,
  record: JobRecord,
  [first]: readonly DeadBlock[],
  seals: readonly Seal[],
): Promise<(index: number) => boolean> {
  const { origin = "", index = 0 } = first ?? {};
  const shard = { job: record.id, origin, shard: shardOf(index) };
  const seal = seals.find(
    (one) => one.origin === origin && (one.shard === "all" || one.shard === shard.shard),
  );
  if (seal)
    return (one) => [seal.blocks, seal.damaged].some((set) => set && hasBlock(set, one - firstBlockOf(seal)));
  const stored = new Set<number>();
  for await (const block of readCounts(deps, record, shard)) stored.add(block.index);
  return (one) => stored.has(one);
}

function plannedOnes(record: JobRecord, { origin, index }: DeadBlock): LostBlock[] {
  const region = record.spec.origins.find((one) => one === origin);
  return region === undefined || probesInBlock(record, index) === 0
    ? []
    : [{ origin: region, index, reason: "dead-lettered" }];
}
