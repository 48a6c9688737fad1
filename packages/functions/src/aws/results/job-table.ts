import { randomBytes } from "node:crypto";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { DamagedJob } from "@crisscross/core/documents/job-view";
import { AppError } from "@crisscross/core/edge/error";
import { isoOf } from "@crisscross/core/edge/instant";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { shardOf } from "@crisscross/core/job/plan";
import { outcomes } from "@crisscross/core/sample/call";
import { blockKeyBytes } from "../../edges/sign-block.ts";
import type { BlockRange, BlockStore, JobStore, Shard } from "../../results/block-store.ts";
import { orDamage, readInShard } from "./damage.ts";
import * as items from "./job-items.ts";
import { openItem, startedItem } from "./seal-items.ts";
import { type Item, itemsOf, openTable, projectionOf, type QueryInput } from "./table.ts";

/** Shards an environment remembers to have marked as started; forgetting one costs a write. */
const rememberedShards = 1_000;

/** The results table as store of jobs and of blocks. */
export function openResultTable(client: DynamoDBClient, tableName: string): JobStore & BlockStore {
  const table = openTable(client, tableName);
  const started = new Set<string>();

  /** Before a shard's first block, so that whoever looks for blocks finds all of them. */
  async function markStarted(shard: Shard, atMs: number): Promise<void> {
    const key = items.shardKey(shard);
    if (started.has(key)) return;
    await table.put(startedItem(shard, atMs));
    if (started.size >= rememberedShards) started.clear();
    started.add(key);
  }

  return {
    async claimKey(claim) {
      if (await table.putOnce(items.claimItem(claim))) return claim;
      const held = await table.get(items.claimKey(claim));
      if (held === undefined)
        throw new AppError("unavailable", "the idempotency key is just expiring; try again");
      return items.readClaim(held);
    },
    async putJob(record) {
      // First the marker: a job that is stored is one that reconcile knows of.
      await table.put(openItem(record));
      const item = items.jobItem(record, randomBytes(blockKeyBytes));
      return (await table.putOnce(item)) ? "stored" : "existing";
    },
    async getKey(id) {
      return (await table.get(items.jobKey(id)))?.blockKey?.B;
    },
    async getJob(id) {
      const item = await table.get(items.jobKey(id));
      return item && items.readJob(id, item);
    },
    async listJobs(limit, after) {
      const jobs: JobRecord[] = [];
      const damaged: DamagedJob[] = [];
      let start = after && listKey(after);
      for (;;) {
        const page = await table.queryPage(jobsAfter(start, limit));
        for (const item of page.Items ?? []) {
          const id = items.jobOf(item);
          const record = await orDamage(() => items.readJob(id, item));
          if ("why" in record) damaged.push({ id, damage: record.why });
          else jobs.push(record);
        }
        const found = { jobs, ...(damaged.length > 0 && { damaged }) };
        start = page.LastEvaluatedKey;
        if (start === undefined) return found;
        const createdAtMs = Date.parse(start.createdAt?.S ?? "");
        // A cursor cannot say where a job is whose time is damaged.
        if (!Number.isNaN(createdAtMs)) return { ...found, next: { id: items.jobOf(start), createdAtMs } };
      }
    },
    async markQueued(record) {
      await table.putOnce(items.queuedItem(record));
    },
    async isQueued(id) {
      return (await table.get(items.queuedKey(id))) !== undefined;
    },
    async putBlock(block) {
      const { job, origin, index, startedAtMs } = block;
      await markStarted({ job, origin, shard: shardOf(index) }, startedAtMs);
      return (await table.putOnce(await items.blockItem(block))) ? "stored" : "duplicate";
    },
    async *blockCounts(shard) {
      const projection = projectionOf(["pk", "sk", ...outcomes]);
      for await (const item of table.query({ ...blocksOf(shard), ...projection }))
        yield await readInShard(shard, item, (index) => ({ index, counts: items.readCounts(item) }));
    },
    async *blocks(shard, range) {
      for await (const item of table.query(range ? blocksFrom(shard, range) : blocksOf(shard)))
        yield await readInShard(shard, item, (index) => items.readBlock(shard, index, item));
    },
  };
}

const jobsAfter = (start: Item | undefined, limit: number): QueryInput => ({
  IndexName: "byCreated",
  KeyConditionExpression: "#list = :jobs",
  ExpressionAttributeNames: { "#list": "list" },
  ExpressionAttributeValues: { ":jobs": { S: "jobs" } },
  ScanIndexForward: false,
  Limit: limit,
  ...(start && { ExclusiveStartKey: start }),
});

const blocksOf = (shard: Shard): QueryInput =>
  itemsOf(items.shardKey(shard), "begins_with(sk, :sk)", "block#");

/** A shard's partition holds blocks only. */
const blocksFrom = (shard: Shard, { from, atOnce }: BlockRange): QueryInput => ({
  ...itemsOf(items.shardKey(shard), "sk >= :sk", items.blockSortKey(from)),
  Limit: atOnce,
});

function listKey({ id, createdAtMs }: { id: string; createdAtMs: number }): Item {
  return { ...items.jobKey(id), list: { S: "jobs" }, createdAt: { S: isoOf(createdAtMs) } };
}
