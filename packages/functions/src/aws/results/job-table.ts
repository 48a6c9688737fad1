import { randomBytes } from "node:crypto";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { DamagedJob } from "@crisscross/core/documents/job-view";
import { AppError } from "@crisscross/core/edge/error";
import { isoOf } from "@crisscross/core/edge/instant";
import { epochMs } from "@crisscross/core/edge/time";
import type { JobRecord } from "@crisscross/core/job/job-record";
import type { Finish } from "@crisscross/core/standing/finish";
import { blockKeyBytes } from "../../edges/sign-block.ts";
import type { Damage } from "../../results/damage.ts";
import type { JobCursor, JobPage, JobStore, StoredJob } from "../../results/job-store.ts";
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
    listJobs: (limit, after, canaries = false) =>
      listJobs(table, canaries ? Object.values(keys.lists) : [keys.lists.jobs], limit, after),
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
  let published: number | undefined;
  let finish: Finish | undefined;
  const rollUps: Seal[] = [];
  const damaged: Damage[] = [];
  for await (const item of table.query(itemsOf(keys.partitionOf(id), "sk < :sk", keys.firstShardKey))) {
    // Without its record nothing of a job can be told, so that damage is the reader's.
    if (item.sk?.S === "job") record = items.readJob(id, item);
    else if (item.sk?.S === "published") published = items.readPublished(item);
    else if (item.sk?.S === "queued") queued = true;
    else if (item.sk?.S === "cancelled") cancelled = true;
    else if (item.sk?.S === "finish")
      finish = (await soundOnes(damaged, item, () => items.readFinish(item)))[0];
    else rollUps.push(...(await soundOnes(damaged, item, () => readSeal(id, item))));
  }
  if (record === undefined) return undefined;
  const ending = { ...(finish && { finish }), ...(damaged.length > 0 && { damaged }) };
  return { record, queued, cancelled, ...(published !== undefined && { published }), rollUps, ...ending };
}

/** Both lists are read from the same place on, each as far as a page could need it. */
async function listJobs(
  table: Table,
  lists: readonly string[],
  limit: number,
  after: JobCursor | undefined,
): Promise<JobPage> {
  const found = await Promise.all(lists.map((list) => nextItems(table, list, limit, after)));
  const newestFirst = found.flatMap(({ items }) => items).sort(byCreation);
  // A cursor cannot say where a job is whose time is damaged: the page goes on to one that it can.
  let end = limit;
  while (end < newestFirst.length && cursorOf(newestFirst[end - 1]) === undefined) end++;
  const page = newestFirst.slice(0, end);
  const jobs: JobRecord[] = [];
  const damaged: DamagedJob[] = [];
  for (const item of page) {
    const id = items.jobOf(item);
    const record = await orDamage(() => items.readJob(id, item));
    if ("why" in record) damaged.push({ id, damage: record.why });
    else jobs.push(record);
  }
  const isLast = end >= newestFirst.length && found.every((each) => each.isLast);
  const next = isLast ? undefined : cursorOf(page.at(-1));
  return { jobs, ...(damaged.length > 0 && { damaged }), ...(next && { next }) };
}

/** The items of a list behind a place: at least as many as asked for, or all there are, up to one that can be a cursor. */
async function nextItems(table: Table, list: string, limit: number, after: JobCursor | undefined) {
  const items: Item[] = [];
  let start = after && listKey(list, after);
  do {
    const page = await table.queryPage(jobsAfter(list, start, limit));
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined && (items.length < limit || cursorOf(start) === undefined));
  return { items, isLast: start === undefined };
}

const createdOf = (item: Item | undefined): string => item?.createdAt?.S ?? "";

/** Newest first, as the index has them; those of one moment stay as they are. */
const byCreation = (a: Item, b: Item): number =>
  Number(createdOf(a) < createdOf(b)) - Number(createdOf(a) > createdOf(b));

function cursorOf(item: Item | undefined): JobCursor | undefined {
  const createdAtMs = epochMs(Date.parse(createdOf(item)));
  return item === undefined || Number.isNaN(createdAtMs) ? undefined : { id: items.jobOf(item), createdAtMs };
}

const jobsAfter = (list: string, start: Item | undefined, limit: number): QueryInput => ({
  IndexName: "byCreated",
  KeyConditionExpression: "#list = :list",
  ExpressionAttributeNames: { "#list": "list" },
  ExpressionAttributeValues: { ":list": { S: list } },
  ScanIndexForward: false,
  Limit: limit,
  ...(start && { ExclusiveStartKey: start }),
});

const listKey = (list: string, { id, createdAtMs }: JobCursor): Item => ({
  ...keys.jobKey(id),
  list: { S: list },
  createdAt: { S: isoOf(createdAtMs) },
});
