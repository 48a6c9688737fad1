import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from "@aws-sdk/client-dynamodb";
import { AppError } from "@crisscross/core/error";
import type { BlockStore, JobStore, Shard } from "../result-store.ts";
import * as items from "./items.ts";

/** The results table as store of jobs and of blocks. */
export function openResultTable(client: DynamoDBClient, TableName: string): JobStore & BlockStore {
  /** Whether the item was stored; false when its key was taken. A retry whose first answer got lost counts as taken. */
  async function putOnce(Item: items.Item): Promise<boolean> {
    const ConditionExpression = "attribute_not_exists(pk)";
    try {
      await client.send(new PutItemCommand({ TableName, Item, ConditionExpression }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async function get(Key: items.Item): Promise<items.Item | undefined> {
    const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
    return Item;
  }

  async function* query(input: Omit<QueryCommandInput, "TableName">): AsyncGenerator<items.Item> {
    let ExclusiveStartKey: items.Item | undefined;
    do {
      const page = await client.send(new QueryCommand({ ...input, TableName, ExclusiveStartKey }));
      yield* page.Items ?? [];
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
  }

  return {
    async claimKey(claim) {
      if (await putOnce(items.claimItem(claim))) return claim;
      const held = await get(items.claimKey(claim));
      if (held === undefined)
        throw new AppError("unavailable", "the idempotency key is just expiring; try again");
      return items.readClaim(held);
    },
    async putJob(record) {
      return (await putOnce(items.jobItem(record))) ? "stored" : "existing";
    },
    async getJob(id) {
      const item = await get(items.jobKey(id));
      return item && items.readJob(item);
    },
    async listJobs(limit, after) {
      const page = await client.send(
        new QueryCommand({
          TableName,
          IndexName: "byCreated",
          KeyConditionExpression: "#list = :jobs",
          ExpressionAttributeNames: { "#list": "list" },
          ExpressionAttributeValues: { ":jobs": { S: "jobs" } },
          ScanIndexForward: false,
          Limit: limit,
          ...(after && { ExclusiveStartKey: listKey(after) }),
        }),
      );
      const jobs = (page.Items ?? []).map(items.readJob);
      const last = jobs.at(-1);
      if (page.LastEvaluatedKey === undefined || last === undefined) return { jobs };
      return { jobs, next: { id: last.id, createdAtMs: last.createdAtMs } };
    },
    async markQueued(record) {
      await putOnce(items.queuedItem(record));
    },
    async isQueued(id) {
      return (await get(items.queuedKey(id))) !== undefined;
    },
    async putBlock(block) {
      return (await putOnce(await items.blockItem(block))) ? "stored" : "duplicate";
    },
    async *blockCounts(shard) {
      const projection = {
        ProjectionExpression: "ok, throttled, #timeout, #error",
        ExpressionAttributeNames: { "#timeout": "timeout", "#error": "error" },
      };
      for await (const item of query({ ...blocksOf(shard), ...projection })) yield items.readCounts(item);
    },
    async *blocks(shard) {
      for await (const item of query(blocksOf(shard))) yield items.readBlock(item);
    },
  };
}

function blocksOf(shard: Shard): Omit<QueryCommandInput, "TableName"> {
  return {
    KeyConditionExpression: "pk = :pk and begins_with(sk, :block)",
    ExpressionAttributeValues: { ":pk": { S: items.shardKey(shard) }, ":block": { S: "block#" } },
    ConsistentRead: true,
  };
}

function listKey({ id, createdAtMs }: { id: string; createdAtMs: number }): items.Item {
  return { ...items.jobKey(id), list: { S: "jobs" }, createdAt: { S: items.isoOf(createdAtMs) } };
}
