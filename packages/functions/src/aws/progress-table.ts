import { createHash } from "node:crypto";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Finish } from "@crisscross/core/ending";
import { AppError } from "@crisscross/core/error";
import type { JobRecord } from "@crisscross/core/job-record";
import type { ArrivalStore, ProgressStore, Seal, ShardStates } from "../progress-store.ts";
import { blockKey, partitionOf, readJob } from "./items.ts";
import { pack, unpack } from "./packing.ts";
import * as items from "./progress-items.ts";
import { itemsOf, openTable } from "./table.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Far more than a job of very many cells takes; a corrupt item must not unpack without end. */
const maxSummaryBytes = 256 * 1_048_576;

/** The results table as store of how far jobs have come. */
export function openProgressTable(client: DynamoDBClient, tableName: string): ProgressStore & ArrivalStore {
  const table = openTable(client, tableName);
  return {
    async jobState(id) {
      let record: JobRecord | undefined;
      let queued = false;
      let cancelled = false;
      let finish: Finish | undefined;
      const rollUps: Seal[] = [];
      for await (const item of table.query(itemsOf(partitionOf(id), "sk < :sk", items.firstShardKey))) {
        if (item.sk?.S === "job") record = readJob(item);
        else if (item.sk?.S === "queued") queued = true;
        else if (item.sk?.S === "cancelled") cancelled = true;
        else if (item.sk?.S === "finish") finish = await items.readFinish(item);
        else rollUps.push(items.readSeal(id, item));
      }
      return record && { record, queued, cancelled, ...(finish && { finish }), rollUps };
    },
    async shardStates(id) {
      const states: ShardStates = { seals: [], started: [] };
      for await (const item of table.query(itemsOf(partitionOf(id), "sk >= :sk", items.firstShardKey))) {
        if (item.sk?.S?.startsWith(items.firstShardKey)) states.seals.push(items.readSeal(id, item));
        else states.started.push(items.readStarted(id, item));
      }
      return states;
    },
    async putSeal(seal, text, atMs) {
      const summary = sha256(text);
      // First the summary: a seal that can be seen can be read. Parts of equal summaries are equal.
      for (const part of items.partItems(seal.job, summary, await pack(text), atMs)) await table.put(part);
      return (await table.putOnce(items.sealItem({ ...seal, summary }, atMs))) ? "stored" : "existing";
    },
    async summaryText({ job, summary }) {
      const parts: Uint8Array[] = [];
      for await (const { data } of table.query(itemsOf(items.partsKey(job, summary))))
        parts.push(data?.B ?? new Uint8Array());
      const text = await unpack(Buffer.concat(parts), maxSummaryBytes, "summary");
      if (sha256(text) !== summary)
        throw new AppError("corrupt", `summary ${summary} of job ${job} is not what was sealed; restore it`);
      return text;
    },
    async putFinish(id, finish) {
      return (await table.putOnce(await items.finishItem(id, finish))) ? "stored" : "existing";
    },
    async putCancelled(id, atMs) {
      await table.putOnce(items.cancelledItem(id, atMs));
    },
    async isCancelled(id) {
      return (await table.get(items.cancelledKey(id))) !== undefined;
    },
    async *openJobs() {
      for await (const item of table.query(itemsOf("open"))) yield items.readOpen(item);
    },
    closeJob: (id) => table.remove(items.openKey(id)),
    async *deadBlocks(id) {
      for await (const item of table.query(itemsOf(items.deadPartition(id)))) yield items.readDead(id, item);
    },
    async lookUp(block) {
      const key = blockKey(block);
      const { job } = block;
      const found = await table.existing([items.finishKey(job), items.cancelledKey(job), key]);
      if (found.has(key.sk?.S ?? "")) return "stored";
      return found.size > 0 ? "over" : "new";
    },
    async areStored(blocks) {
      return (await table.existing(blocks.map(blockKey))).size === blocks.length;
    },
    noteDead: (block, atMs) => table.put(items.deadItem(block, atMs)),
  };
}
