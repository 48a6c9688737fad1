import { promisify } from "node:util";
import { deflate, inflate } from "node:zlib";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { StoredBlock } from "@crisscross/core/block";
import { outcomes } from "@crisscross/core/call";
import { AppError } from "@crisscross/core/error";
import { JobRecord } from "@crisscross/core/job-record";
import { shardOf } from "@crisscross/core/plan";
import { resultOf } from "@crisscross/core/result";
import { parse } from "@crisscross/core/schema";
import * as v from "valibot";
import type { Claim, OutcomeCounts, Shard } from "../result-store.ts";
import { keyRetentionDays, retentionDays } from "../result-store.ts";

/** What the results table holds, as DynamoDB's attributes. All items carry `expiresAt`, epoch seconds. */
export type Item = Record<string, AttributeValue>;

export const jobKey = (id: string): Item => ({ pk: { S: `job#${id}` }, sk: { S: "job" } });
export const queuedKey = (id: string): Item => ({ pk: { S: `job#${id}` }, sk: { S: "queued" } });
export const claimKey = ({ principal, key }: Pick<Claim, "principal" | "key">): Item => ({
  pk: { S: `idempotency#${principal}#${key}` },
  sk: { S: "idempotency" },
});
export const shardKey = ({ job, origin, shard }: Shard): string => `job#${job}#${origin}#${shard}`;

const expiresAt = (fromMs: number, days: number): Item => ({
  expiresAt: { N: String(Math.ceil(fromMs / 1000) + days * 86_400) },
});

export const isoOf = (epochMs: number): string => new Date(epochMs).toISOString();

export function jobItem(record: JobRecord): Item {
  return {
    ...jobKey(record.id),
    list: { S: "jobs" },
    createdAt: { S: isoOf(record.createdAtMs) },
    record: { S: JSON.stringify(record) },
    ...expiresAt(record.createdAtMs, retentionDays),
  };
}

export const queuedItem = ({ id, createdAtMs }: JobRecord): Item => ({
  ...queuedKey(id),
  ...expiresAt(createdAtMs, retentionDays),
});

export const readJob = (item: Item): JobRecord => readJson(JobRecord, item.record?.S, "job item");

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
  record: JobRecord,
}) satisfies v.GenericSchema<unknown, Claim>;

export const readClaim = (item: Item): Claim => readJson(StoredClaim, item.claim?.S, "idempotency item");

export async function blockItem(block: StoredBlock): Promise<Item> {
  const { job, origin, index, samples, startedAtMs } = block;
  return {
    pk: { S: shardKey({ job, origin, shard: shardOf(index) }) },
    sk: { S: `block#${String(index).padStart(6, "0")}` },
    data: { B: await promisify(deflate)(JSON.stringify(block)) },
    n: { N: String(samples.length) },
    ...Object.fromEntries(Object.entries(countsOf(block)).map(([name, n]) => [name, { N: String(n) }])),
    ...expiresAt(startedAtMs, retentionDays),
  };
}

export function countsOf({ samples }: StoredBlock): OutcomeCounts {
  const counts: OutcomeCounts = { ok: 0, throttled: 0, timeout: 0, error: 0 };
  for (const sample of samples) counts[resultOf(sample).outcome]++;
  return counts;
}

const Counts = v.object(v.entriesFromList(outcomes, v.pipe(v.number(), v.safeInteger(), v.minValue(0))));

export function readCounts(item: Item): OutcomeCounts {
  const numbers = Object.fromEntries(outcomes.map((name) => [name, Number(item[name]?.N ?? Number.NaN)]));
  return parse(Counts, numbers, "block item", "corrupt");
}

/** 16 samples take some 20 KB; a corrupt item must not unpack without end. */
const maxUnpackedBytes = 1_048_576;

export async function readBlock(item: Item): Promise<StoredBlock> {
  const unpacked = await unpack(item.data?.B ?? new Uint8Array());
  return readJson(StoredBlock, unpacked, "block item");
}

async function unpack(data: Uint8Array): Promise<string> {
  try {
    return (await promisify(inflate)(data, { maxOutputLength: maxUnpackedBytes })).toString("utf8");
  } catch (cause) {
    throw new AppError("corrupt", "block item: data does not unpack; restore it or delete the item", {
      cause,
    });
  }
}

function readJson<T extends v.GenericSchema>(
  schema: T,
  text: string | undefined,
  what: string,
): v.InferOutput<T> {
  let value: unknown;
  try {
    value = JSON.parse(text ?? "");
  } catch (cause) {
    throw new AppError("corrupt", `${what}: not JSON; restore it or delete the item`, { cause });
  }
  return parse(schema, value, what, "corrupt");
}
