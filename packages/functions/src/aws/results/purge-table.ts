import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { epochMs } from "@crisscross/core/edge/time";
import { forEachOf } from "../../edges/for-each-of.ts";
import type { Shard } from "../../results/block-store.ts";
import type { Purge, PurgeStore } from "../../results/purge-store.ts";
import { readStarted } from "./block-items.ts";
import { orDamage } from "./damage.ts";
import * as items from "./job-items.ts";
import * as keys from "./keys.ts";
import { type Item, itemsOf, openTable, projectionOf, type QueryInput, type Table } from "./table.ts";

const deletesInFlight = 16;

/** The results table as what purged jobs are deleted from. */
export function openPurgeTable(client: DynamoDBClient, tableName: string): PurgeStore {
  const table = openTable(client, tableName);
  return {
    async putPurge(id, atMs) {
      // First what has its data deleted: a job that is gone is one that reconcile knows of.
      await table.put(items.purgeItem(id, atMs));
      await table.put(items.purgedJobItem(id, atMs));
    },
    async *purges() {
      for await (const item of table.query(itemsOf(keys.purgesPartition)))
        yield { id: item.sk?.S ?? "", purgedAtMs: items.readPurge(item) ?? epochMs(0) };
    },
    deleteData: (purge, isLast, hasTime) => deleteData(table, purge, isLast, hasTime),
    closePurge: (id) => table.remove(keys.purgeKey(id)),
  };
}

async function deleteData(
  table: Table,
  { id, purgedAtMs }: Purge,
  isLast: boolean,
  hasTime: () => boolean,
): Promise<boolean> {
  // First, and never without one: an environment that remembers the job looks for its end only.
  await table.put(items.purgedFinishItem(id, purgedAtMs));
  for await (const item of table.query(keysIn(keys.partitionOf(id), ["summary"]))) {
    if (item.sk?.S === "job" || item.sk?.S === "finish") continue;
    if (!hasTime()) return false;
    for (const partition of await partitionsBehind(id, item))
      if (!(await empty(table, partition, hasTime))) return false;
    if (isLast || !keys.isStarted(item)) await table.remove(keyOf(item));
  }
  return empty(table, keys.deadPartition(id), hasTime);
}

/** What an item of a job's partition is the only way to: its shard's blocks and claims, or the parts of its summary. */
async function partitionsBehind(id: string, item: Item): Promise<string[]> {
  if (item.summary?.S) return [keys.partsPartition(id, item.summary.S)];
  if (!keys.isStarted(item)) return [];
  const shard = await orDamage((): Shard => readStarted(id, item));
  return "why" in shard ? [] : [keys.shardKey(shard), keys.claimsPartition(shard)];
}

async function empty(table: Table, partition: string, hasTime: () => boolean): Promise<boolean> {
  let start: Item | undefined;
  do {
    const page = await table.queryPage({ ...keysIn(partition), ExclusiveStartKey: start });
    await forEachOf(page.Items ?? [], deletesInFlight, (item) => table.remove(keyOf(item)));
    start = page.LastEvaluatedKey;
    if (start !== undefined && !hasTime()) return false;
  } while (start !== undefined);
  return true;
}

const keysIn = (partition: string, more: readonly string[] = []): QueryInput => ({
  ...itemsOf(partition),
  ...projectionOf(["pk", "sk", ...more]),
});

/** Without what else was asked for. */
const keyOf = ({ pk, sk }: Item): Item => ({ ...(pk && { pk }), ...(sk && { sk }) });
