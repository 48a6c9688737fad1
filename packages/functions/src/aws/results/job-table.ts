import { randomBytes } from "node:crypto";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { DamagedJob } from "@crisscross/core/documents/job-view";
import { AppError } from "@crisscross/core/edge/error";
import { isoOf } from "@crisscross/core/edge/instant";
import type { JobRecord } from "@crisscross/core/job/job-record";
import type { Finish } from "@crisscross/core/standing/finish";
import { blockKeyBytes } from "../../edges/sign-block.ts";
import type { Damage } from "../../results/damage.ts";
import type { JobPage, JobStore, StoredJob } from "../../results/job-store.ts";
import type { Seal } from "../../results/seal-store.ts";
import { orDamage, soundOnes } from "./damage.ts";
import * as items from "./job-items.ts";
import * as keys from "./keys.ts";
import { readSeal } from "./seal-items.ts";
import { type Item, itemsOf, openTable, type QueryInput, type Table } from "./table.ts";

/** The results table as store of jobs. */
export function openJobTable(client: DynamoDBClient, tableName: string): JobStore {
  const table = openTable(client, tableName);
  return {
    async claimKey(claim) {
      if (await table.putOnce(items.claimItem(claim))) return claim;
      const held = await table.get(keys.claimKey(claim));
      if (held === undefined)
        throw new AppError("unavailable", "the idempotency key is just expiring; try again");
      return items.readClaim(held);
    },
    async putJob(record) {
      // First the marker: a job that is stored is one that reconcile knows of.
      await table.put(items.openItem(record));
      const item = items.jobItem(record, randomBytes(blockKeyBytes));
      return (await table.putOnce(item)) ? "stored" : "existing";
    },
    async getKey(id) {
      return (await table.get(keys.jobKey(id)))?.blockKey?.B;
    },
    async getJob(id) {
      const item = await table.get(keys.jobKey(id));
      return item && items.readJob(id, item);
    },
    listJobs: (limit, after) => listJobs(table, limit, after && listKey(after)),
    async markQueued(record) {
      await table.putOnce(items.queuedItem(record));
    },
    async isQueued(id) {
      return (await table.get(keys.queuedKey(id))) !== undefined;
    },
    storedJob: (id) => readStoredJob(table, id),
    async putFinish(id, finish) {
      return (await table.putOnce(await items.finishItem(id, finish))) ? "stored" : "existing";
    },
    async putCancelled(id, atMs) {
      await table.putOnce(items.cancelledItem(id, atMs));
    },
    async isCancelled(id) {
      return (await table.get(keys.cancelledKey(id))) !== undefined;
    },
    async *openJobs() {
      for await (const item of table.query(itemsOf("open"))) yield items.readOpen(item);
    },
    closeJob: (id) => table.remove(keys.openKey(id)),
  };
}

async function readStoredJob(table: Table, id: string): Promise<StoredJob | undefined> {
  let record: JobRecord | undefined;
  let queued = false;
  let cancelled = false;
  let finish: Finish | undefined;
  const rollUps: Seal[] = [];
  const damaged: Damage[] = [];
  for await (const item of table.query(itemsOf(keys.partitionOf(id), "sk < :sk", keys.firstShardKey))) {
    // Without its record nothing of a job can be told, so that damage is the reader's.
    if (item.sk?.S === "job") record = items.readJob(id, item);
    else if (item.sk?.S === "queued") queued = true;
    else if (item.sk?.S === "cancelled") cancelled = true;
    else if (item.sk?.S === "finish")
      finish = (await soundOnes(damaged, item, () => items.readFinish(item)))[0];
    else rollUps.push(...(await soundOnes(damaged, item, () => readSeal(id, item))));
  }
  if (record === undefined) return undefined;
  const ending = { ...(finish && { finish }), ...(damaged.length > 0 && { damaged }) };
  return { record, queued, cancelled, rollUps, ...ending };
}

async function listJobs(table: Table, limit: number, after: Item | undefined): Promise<JobPage> {
  const jobs: JobRecord[] = [];
  const damaged: DamagedJob[] = [];
  let start = after;
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

function listKey({ id, createdAtMs }: { id: string; createdAtMs: number }): Item {
  return { ...keys.jobKey(id), list: { S: "jobs" }, createdAt: { S: isoOf(createdAtMs) } };
}
