import { randomBytes } from "node:crypto";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { AppError } from "@crisscross/core/edge/error";
import type { JobRecord } from "@crisscross/core/job/job-record";
import type { Finish } from "@crisscross/core/standing/ending";
import { type JobState, roughStateOf } from "@crisscross/core/standing/job-state";
import { blockKeyBytes } from "../../edges/sign-block.ts";
import type { Damage } from "../../results/damage.ts";
import type { JobStore, StoredJob } from "../../results/job-store.ts";
import type { Seal } from "../../results/seal-store.ts";
import { soundOnes } from "./damage.ts";
import * as items from "./job-items.ts";
import { listJobs } from "./job-list.ts";
import * as keys from "./keys.ts";
import { readSeal } from "./seal-items.ts";
import { itemsOf, openTable, type Table } from "./table.ts";

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
    releaseKey: (key) => table.remove(keys.claimKey(key)),
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
    listJobs: (limit, selection = {}) => listJobs(table, limit, selection),
    roughState: (id) => roughState(table, id),
    async markQueued(record) {
      return (await table.putOnce(items.queuedItem(record))) ? "stored" : "existing";
    },
    async isQueued(id) {
      return (await table.get(keys.queuedKey(id))) !== undefined;
    },
    publishedBlocks: async (id) => items.readPublished(await table.get(keys.publishedKey(id))),
    notePublished: (record, blocks) => table.put(items.publishedItem(record, blocks)),
    storedJob: (id) => readStoredJob(table, id),
    async putFinish(id, finish, keptDays) {
      return (await table.putOnce(await items.finishItem(id, finish, keptDays))) ? "stored" : "existing";
    },
    async putCancelled(id, atMs, keptDays) {
      await table.putOnce(items.cancelledItem(id, atMs, keptDays));
    },
    async isCancelled(id) {
      return (await table.get(keys.cancelledKey(id))) !== undefined;
    },
    async putAnnounced(record) {
      await table.putOnce(items.announcedItem(record));
    },
    async *openJobs() {
      for await (const item of table.query(itemsOf("open"))) yield items.readOpen(item);
    },
    async isOpen(id) {
      return (await table.get(keys.openKey(id))) !== undefined;
    },
    closeJob: (id) => table.remove(keys.openKey(id)),
    async purgedAtMs(id) {
      return items.readPurge(await table.get(keys.jobKey(id)));
    },
  };
}

async function readStoredJob(table: Table, id: string): Promise<StoredJob | undefined> {
  let record: JobRecord | undefined;
  let queued = false;
  let cancelled = false;
  let announced = false;
  let published: number | undefined;
  let hasDead = false;
  let finish: Finish | undefined;
  const rollUps: Seal[] = [];
  const damaged: Damage[] = [];
  for await (const item of table.query(itemsOf(keys.partitionOf(id), "sk < :sk", keys.firstShardKey))) {
    // Without its record nothing of a job can be told, so that damage is the reader's.
    if (item.sk?.S === "job") record = items.readJob(id, item);
    else if (item.sk?.S === "published") published = items.readPublished(item);
    else if (item.sk?.S === "queued") queued = true;
    else if (item.sk?.S === "cancelled") cancelled = true;
    else if (item.sk?.S === "announced") announced = true;
    else if (item.sk?.S === "dead") hasDead = true;
    else if (item.sk?.S === "finish")
      finish = (await soundOnes(damaged, item, () => items.readFinish(item)))[0];
    else rollUps.push(...(await soundOnes(damaged, item, () => readSeal(id, item))));
  }
  if (record === undefined) return undefined;
  const ending = {
    ...(hasDead && { hasDead: true as const }),
    ...(finish && { finish }),
    ...(damaged.length > 0 && { damaged }),
  };
  const marks = { queued, cancelled, announced, ...(published !== undefined && { published }) };
  return { record, ...marks, rollUps, ...ending };
}

async function roughState(table: Table, id: string): Promise<JobState> {
  let cancelled = false;
  let finish: Finish | undefined;
  for await (const item of table.query(keys.endingOf(id)))
    if (item.sk?.S === "cancelled") cancelled = true;
    else if (item.sk?.S === "finish") finish = (await soundOnes([], item, () => items.readFinish(item)))[0];
  if (finish || cancelled) return roughStateOf({ finish, cancelled, started: true });
  const started = itemsOf(keys.partitionOf(id), "begins_with(sk, :sk)", "started#");
  const { Items = [] } = await table.queryPage({ ...started, Limit: 1 });
  return roughStateOf({ finish, cancelled, started: Items.length > 0 });
}
