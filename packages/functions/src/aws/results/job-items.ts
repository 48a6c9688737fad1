import { AppError } from "@crisscross/core/edge/error";
import { isoOf } from "@crisscross/core/edge/instant";
import { parse } from "@crisscross/core/edge/schema";
import { JobRecord } from "@crisscross/core/job/job-record";
import { shardOf } from "@crisscross/core/job/plan";
import { StoredBlock } from "@crisscross/core/sample/block";
import { outcomes } from "@crisscross/core/sample/call";
import { resultOf } from "@crisscross/core/sample/result";
import * as v from "valibot";
import type { Claim, OutcomeCounts, Shard } from "../../results/block-store.ts";
import { keyRetentionDays, retentionDays } from "../../results/block-store.ts";
import type { BlockId } from "../../results/seal-store.ts";
import { pack, readJson, unpack } from "./packing.ts";
import type { Item } from "./table.ts";

/*
 * What the results table holds, as DynamoDB's attributes. All items carry `expiresAt`, epoch seconds. What else a
 * job has is in progress-items.ts.
 */

export const partitionOf = (job: string): string => `job#${job}`;
export const jobKey = (id: string): Item => ({ pk: { S: partitionOf(id) }, sk: { S: "job" } });
export const queuedKey = (id: string): Item => ({ pk: { S: partitionOf(id) }, sk: { S: "queued" } });
export const claimKey = ({ principal, key }: Pick<Claim, "principal" | "key">): Item => ({
  pk: { S: `idempotency#${principal}#${key}` },
  sk: { S: "idempotency" },
});
export const shardKey = ({ job, origin, shard }: Shard): string => `job#${job}#${origin}#${shard}`;
export const blockSortKey = (index: number): string => `block#${String(index).padStart(6, "0")}`;
export const blockKey = ({ job, origin, index }: BlockId): Item => ({
  pk: { S: shardKey({ job, origin, shard: shardOf(index) }) },
  sk: { S: blockSortKey(index) },
});

export const expiresAt = (fromMs: number, days = retentionDays): Item => ({
  expiresAt: { N: String(Math.ceil(fromMs / 1000) + days * 86_400) },
});

/** `blockKey` is beside the record, so that nothing that shows a record shows it. */
export function jobItem(record: JobRecord, blockKey: Uint8Array): Item {
  return {
    ...jobKey(record.id),
    list: { S: "jobs" },
    createdAt: { S: isoOf(record.createdAtMs) },
    record: { S: JSON.stringify(record) },
    blockKey: { B: blockKey },
    ...expiresAt(record.createdAtMs),
  };
}

export const queuedItem = ({ id, createdAtMs }: JobRecord): Item => ({
  ...queuedKey(id),
  ...expiresAt(createdAtMs),
});

/** Throws AppError `corrupt`. */
export function readJob(id: string, item: Item): JobRecord {
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

export async function blockItem(block: StoredBlock): Promise<Item> {
  return {
    ...blockKey(block),
    data: { B: await pack(JSON.stringify(block)) },
    n: { N: String(block.samples.length) },
    ...countAttributes(countsOf(block)),
    ...expiresAt(block.startedAtMs),
  };
}

export function countsOf({ samples }: StoredBlock): OutcomeCounts {
  const counts: OutcomeCounts = { ok: 0, throttled: 0, timeout: 0, error: 0 };
  for (const sample of samples) counts[resultOf(sample).outcome]++;
  return counts;
}

export const countAttributes = (counts: OutcomeCounts): Item =>
  Object.fromEntries(Object.entries(counts).map(([name, n]) => [name, { N: String(n) }]));

const Counts = v.object(v.entriesFromList(outcomes, v.pipe(v.number(), v.safeInteger(), v.minValue(0))));

export function readCounts(item: Item, what = "block item"): OutcomeCounts {
  const numbers = Object.fromEntries(outcomes.map((name) => [name, Number(item[name]?.N ?? Number.NaN)]));
  return parse(Counts, numbers, what, "corrupt");
}

/** 16 samples take some 20 KB; a corrupt item must not unpack without end. */
const maxUnpackedBytes = 1_048_576;

export async function readBlock({ job, origin }: Shard, index: number, item: Item): Promise<StoredBlock> {
  const unpacked = await unpack(item.data?.B ?? new Uint8Array(), maxUnpackedBytes, "block item");
  const block = readJson(StoredBlock, unpacked, "block item");
  if (block.job !== job || block.origin !== origin || block.index !== index)
    throw new AppError(
      "corrupt",
      `block item: it holds block ${block.index} of ${block.origin} of job ${block.job}`,
    );
  return block;
}
