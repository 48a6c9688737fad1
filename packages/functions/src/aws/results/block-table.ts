import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { EpochMs } from "@crisscross/core/edge/time";
import { shardOf } from "@crisscross/core/job/plan";
import { outcomes } from "@crisscross/core/sample/call";
import type { BlockRange, BlockSpan, BlockStore, Shard } from "../../results/block-store.ts";
import { rememberCounts } from "../../results/remember-counts.ts";
import { readCounts } from "./attributes.ts";
import * as items from "./block-items.ts";
import { readInShard } from "./damage.ts";
import * as keys from "./keys.ts";
import { itemsOf, openTable, projectionOf, type QueryInput } from "./table.ts";

/** Shards an environment remembers to have marked as started; forgetting one costs a write. */
const rememberedShards = 1_000;

/** The results table as store of blocks. A block's counts are read once, as rememberCounts has it. */
export function openBlockTable(client: DynamoDBClient, tableName: string): BlockStore {
  const table = openTable(client, tableName);
  const started = new Set<string>();

  /** Before a shard's first block, so that whoever looks for blocks finds all of them. */
  async function markStarted(shard: Shard, atMs: EpochMs, keptDays?: number): Promise<void> {
    const key = keys.shardKey(shard);
    if (started.has(key)) return;
    await table.put(items.startedItem(shard, atMs, keptDays));
    if (started.size >= rememberedShards) started.clear();
    started.add(key);
  }

  return rememberCounts({
    async putBlock(block, keptDays) {
      const { job, origin, index, startedAtMs } = block;
      await markStarted({ job, origin, shard: shardOf(index) }, startedAtMs, keptDays);
      return (await table.putOnce(await items.blockItem(block, keptDays))) ? "stored" : "duplicate";
    },
    async *blockCounts(shard, span) {
      const projection = projectionOf(["pk", "sk", ...outcomes]);
      const asked = span ? blocksWithin(shard, span) : blocksOf(shard);
      for await (const item of table.query({ ...asked, ...projection }))
        yield await readInShard(shard, item, (index) => ({ index, counts: readCounts(item) }));
    },
    async *blocks(shard, range) {
      for await (const item of table.query(range ? blocksFrom(shard, range) : blocksOf(shard)))
        yield await readInShard(shard, item, (index) => items.readBlock(shard, index, item));
    },
    async *deadBlocks(id) {
      for await (const item of table.query(itemsOf(keys.deadPartition(id)))) yield items.readDead(id, item);
    },
  });
}

const blocksOf = (shard: Shard): QueryInput =>
  itemsOf(keys.shardKey(shard), "begins_with(sk, :sk)", "block#");

function blocksWithin(shard: Shard, { from, to }: BlockSpan): QueryInput {
  const { ExpressionAttributeValues, ...query } = itemsOf(
    keys.shardKey(shard),
    "sk between :sk and :last",
    keys.blockSortKey(from),
  );
  const last = { ":last": { S: keys.blockSortKey(to - 1) } };
  return { ...query, ExpressionAttributeValues: { ...ExpressionAttributeValues, ...last } };
}

/** A shard's partition holds blocks only. */
const blocksFrom = (shard: Shard, { from, atOnce }: BlockRange): QueryInput => ({
  ...itemsOf(keys.shardKey(shard), "sk >= :sk", keys.blockSortKey(from)),
  Limit: atOnce,
});
