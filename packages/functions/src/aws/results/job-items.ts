import { AppError } from "@crisscross/core/edge/error";
import { isoOf } from "@crisscross/core/edge/instant";
import { type EpochMs, epochMs } from "@crisscross/core/edge/time";
import { keptDaysOf } from "@crisscross/core/job/canary";
import { JobRecord } from "@crisscross/core/job/job-record";
import { Finish } from "@crisscross/core/standing/ending";
import * as v from "valibot";
import type { Claim, OpenJob } from "../../results/job-store.ts";
import { goneError } from "../../results/purge-store.ts";
import { expiresAt } from "./attributes.ts";
import {
  announcedKey,
  cancelledKey,
  claimKey,
  finishKey,
  jobKey,
  listOf,
  openKey,
  publishedKey,
  purgeKey,
  queuedKey,
} from "./keys.ts";
import { pack, readJson, unpack } from "./packing.ts";
import type { Item } from "./table.ts";

/** An idempotency key holds at least this long. */
const keyRetentionDays = 2;

/** `blockKey` is beside the record, so that nothing that shows a record shows it. */
export function jobItem(record: JobRecord, blockKey: Uint8Array): Item {
  return {
    ...jobKey(record.id),
    list: { S: listOf(record) },
    createdAt: { S: isoOf(record.createdAtMs) },
    record: { S: JSON.stringify(record) },
    blockKey: { B: blockKey },
    ...expiresAt(record.createdAtMs, keptDaysOf(record)),
  };
}

export const queuedItem = (record: JobRecord): Item => ({
  ...queuedKey(record.id),
  ...expiresAt(record.createdAtMs, keptDaysOf(record)),
});

export const publishedItem = (record: JobRecord, blocks: number): Item => ({
  ...publishedKey(record.id),
  blocks: { N: String(blocks) },
  ...expiresAt(record.createdAtMs, keptDaysOf(record)),
});

/** What cannot be read is published again, which changes nothing. */
export function readPublished(item: Item | undefined): number | undefined {
  if (item === undefined) return undefined;
  const blocks = Number(item.blocks?.N);
  return Number.isSafeInteger(blocks) && blocks > 0 ? blocks : 0;
}

/** Throws AppError: `corrupt`, `gone` for what is left of a purged job. */
export function readJob(id: string, item: Item): JobRecord {
  const purgedAtMs = readPurge(item);
  if (purgedAtMs !== undefined) throw goneError(id, purgedAtMs);
  const what = `record of job ${id}`;
  const record = readJson(JobRecord, item.record?.S, what);
  if (record.id !== id) throw new AppError("corrupt", `${what}: it is of job ${record.id}`);
  return record;
}

/** The job that an item of its partition belongs to. */
export const jobOf = (item: Item): string => (item.pk?.S ?? "").replace(/^job#/, "");

export function claimItem(claim: Claim): Item {
  return {
    ...claimKey(claim),
    claim: { S: JSON.stringify(claim) },
    ...expiresAt(claim.record.createdAtMs, keyRetentionDays),
  };
}

const StoredClaim = v.object({
  principal: v.string(),
  key: v.string(),
  bodyHash: v.string(),
  specHash: v.optional(v.string()),
  record: JobRecord,
}) satisfies v.GenericSchema<unknown, Claim>;

export const readClaim = (item: Item): Claim => readJson(StoredClaim, item.claim?.S, "idempotency item");

export const cancelledItem = (job: string, atMs: EpochMs, keptDays?: number): Item => ({
  ...cancelledKey(job),
  atMs: { N: String(atMs) },
  ...expiresAt(atMs, keptDays),
});

export const announcedItem = (record: JobRecord): Item => ({
  ...announcedKey(record.id),
  ...expiresAt(record.createdAtMs, keptDaysOf(record)),
});

/** Longer than a queue keeps a block: 14 days in a dead-letter queue, 4 more once it is sent again. */
const purgeKnownDays = 30;

const purgedAt = (atMs: EpochMs): Item => ({
  purgedAtMs: { N: String(atMs) },
  ...expiresAt(atMs, purgeKnownDays),
});

/** What stands in a purged job's place: in no list, without its record and its key. */
export const purgedJobItem = (job: string, atMs: EpochMs): Item => ({ ...jobKey(job), ...purgedAt(atMs) });

/** What stands in the place of its finish, so that blocks of it are dropped. */
export const purgedFinishItem = (job: string, atMs: EpochMs): Item => ({
  ...finishKey(job),
  ...purgedAt(atMs),
});

/** Says that there are data to delete. */
export const purgeItem = (job: string, atMs: EpochMs): Item => ({ ...purgeKey(job), ...purgedAt(atMs) });

/** When the job of an item was purged; undefined for one that was not. */
export function readPurge(item: Item | undefined): EpochMs | undefined {
  const atMs = item?.purgedAtMs?.N;
  return atMs === undefined ? undefined : epochMs(Number(atMs));
}

/** Losses are as many as cells: those of 17 regions both ways and 100 variants take 240 KB packed. */
export const finishItem = async (job: string, finish: Finish, keptDays?: number): Promise<Item> => ({
  ...finishKey(job),
  finish: { B: await pack(JSON.stringify(finish)) },
  ...expiresAt(finish.finishedAtMs, keptDays),
});

const maxFinishBytes = 64 * 1_048_576;

export async function readFinish(item: Item): Promise<Finish> {
  const text = unpack(item.finish?.B ?? new Uint8Array(), maxFinishBytes, "finish item");
  return readJson(Finish, text, "finish item");
}

export const openItem = (record: JobRecord): Item => ({
  ...openKey(record.id),
  openedAtMs: { N: String(record.createdAtMs) },
  ...expiresAt(record.createdAtMs, keptDaysOf(record)),
});

export const readOpen = (item: Item): OpenJob => ({
  id: item.sk?.S ?? "",
  openedAtMs: Number(item.openedAtMs?.N),
});
