import { createHash } from "node:crypto";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { AppError } from "@crisscross/core/edge/error";
import type { JobRecord } from "@crisscross/core/job/job-record";
import type { Finish } from "@crisscross/core/standing/ending";
import { blockKeyBytes, type KnownJob } from "../../edges/sign-block.ts";
import type { Damage } from "../../results/block-store.ts";
import type { ArrivalStore, ProgressStore, Seal, ShardStates } from "../../results/seal-store.ts";
import { nameOf, orDamage } from "./damage.ts";
import { blockKey, jobKey, partitionOf, readJob } from "./job-items.ts";
import { pack, unpack } from "./packing.ts";
import * as items from "./seal-items.ts";
import { type Item, itemsOf, openTable } from "./table.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Far more than a job of very many cells takes; a corrupt item must not unpack without end. */
const maxSummaryBytes = 256 * 1_048_576;

/** What an item says, unless it is damaged: then it is noted and does not count. */
async function sound<T extends object>(
  damaged: Damage[],
  item: Item,
  read: () => T | Promise<T>,
): Promise<T | undefined> {
  const found = await orDamage(read);
  if (!("why" in found)) return found;
  damaged.push({ item: nameOf(item), why: found.why });
  return undefined;
}

const listOf = <T>(found: T | undefined): T[] => (found === undefined ? [] : [found]);

/** Jobs an environment remembers; forgetting one costs a read unit or two. */
const rememberedJobs = 1_000;
const knownAttributes = ["record", "blockKey"];

/** The results table as store of how far jobs have come. */
export function openProgressTable(client: DynamoDBClient, tableName: string): ProgressStore & ArrivalStore {
  const table = openTable(client, tableName);
  const remembered = new Map<string, KnownJob>();

  function remember(id: string, item: Item | undefined): KnownJob | undefined {
    const key = item?.blockKey?.B;
    // A job without a key is one that nobody can have signed a block of.
    if (item === undefined || key?.length !== blockKeyBytes) return undefined;
    const known = { record: readJob(id, item), key };
    if (remembered.size >= rememberedJobs) remembered.clear();
    remembered.set(id, known);
    return known;
  }

  return {
    async jobState(id) {
      let record: JobRecord | undefined;
      let queued = false;
      let cancelled = false;
      let finish: Finish | undefined;
      const rollUps: Seal[] = [];
      const damaged: Damage[] = [];
      for await (const item of table.query(itemsOf(partitionOf(id), "sk < :sk", items.firstShardKey))) {
        // Without its record nothing of a job can be told, so that damage is the reader's.
        if (item.sk?.S === "job") record = readJob(id, item);
        else if (item.sk?.S === "queued") queued = true;
        else if (item.sk?.S === "cancelled") cancelled = true;
        else if (item.sk?.S === "finish") finish = await sound(damaged, item, () => items.readFinish(item));
        else rollUps.push(...listOf(await sound(damaged, item, () => items.readSeal(id, item))));
      }
      return (
        record && {
          record,
          queued,
          cancelled,
          ...(finish && { finish }),
          rollUps,
          ...(damaged.length > 0 && { damaged }),
        }
      );
    },
    async shardStates(id) {
      const states: ShardStates = { seals: [], started: [] };
      const damaged: Damage[] = [];
      for await (const item of table.query(itemsOf(partitionOf(id), "sk >= :sk", items.firstShardKey))) {
        if (item.sk?.S?.startsWith(items.firstShardKey))
          states.seals.push(...listOf(await sound(damaged, item, () => items.readSeal(id, item))));
        else states.started.push(...listOf(await sound(damaged, item, () => items.readStarted(id, item))));
      }
      return { ...states, ...(damaged.length > 0 && { damaged }) };
    },
    async putSeal(seal, text, atMs) {
      const summary = sha256(text);
      // First the summary: a seal that can be seen can be read. Parts of equal summaries are equal.
      for (const part of items.partItems(seal.job, summary, await pack(text), atMs)) await table.put(part);
      return (await table.putOnce(items.sealItem({ ...seal, summary }, atMs))) ? "stored" : "existing";
    },
    removeSeal: (seal) => table.remove(items.sealKey(seal)),
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
      const known = remembered.get(job);
      const keys = [items.finishKey(job), items.cancelledKey(job), key, ...(known ? [] : [jobKey(job)])];
      const found = await table.found(keys, knownAttributes);
      const isOver = found.has("finish") || found.has("cancelled");
      const standing = found.has(key.sk?.S ?? "") ? "stored" : isOver ? "over" : "new";
      return { standing, job: known ?? remember(job, found.get("job")) };
    },
    async knownJob(id) {
      return (
        remembered.get(id) ?? remember(id, (await table.found([jobKey(id)], knownAttributes)).get("job"))
      );
    },
    async areStored(blocks) {
      return (await table.found(blocks.map(blockKey))).size === blocks.length;
    },
    noteDead: (block, atMs) => table.put(items.deadItem(block, atMs)),
  };
}
