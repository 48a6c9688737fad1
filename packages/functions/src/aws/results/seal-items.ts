import { AppError } from "@crisscross/core/edge/error";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { Finish } from "@crisscross/core/standing/ending";
import type { Shard } from "../../results/block-store.ts";
import type { BlockId, OpenJob, Seal } from "../../results/seal-store.ts";
import { countAttributes, expiresAt, partitionOf, readCounts } from "./job-items.ts";
import { pack, readJson, unpack } from "./packing.ts";
import type { Item } from "./table.ts";

/*
 * How far a job has come. In its partition, in the order of their sort keys: cancelled, finish, job, queued,
 * rollup#<origin>, seal#<origin>#<shard>, started#<origin>#<shard>: what a finished job is read from comes before
 * what there is for every shard.
 */

/** Sort keys from here on are about single shards. */
export const firstShardKey = "seal#";

const keyIn = (job: string, sk: string): Item => ({ pk: { S: partitionOf(job) }, sk: { S: sk } });
const padded = (shard: number): string => String(shard).padStart(4, "0");

export const cancelledKey = (job: string): Item => keyIn(job, "cancelled");
export const finishKey = (job: string): Item => keyIn(job, "finish");

export const cancelledItem = (job: string, atMs: number): Item => ({
  ...cancelledKey(job),
  atMs: { N: String(atMs) },
  ...expiresAt(atMs),
});

/** Losses are as many as cells: those of 17 regions both ways and 100 variants take 240 KB packed. */
export const finishItem = async (job: string, finish: Finish): Promise<Item> => ({
  ...finishKey(job),
  finish: { B: await pack(JSON.stringify(finish)) },
  ...expiresAt(finish.finishedAtMs),
});

const maxFinishBytes = 64 * 1_048_576;

export async function readFinish(item: Item): Promise<Finish> {
  const text = await unpack(item.finish?.B ?? new Uint8Array(), maxFinishBytes, "finish item");
  return readJson(Finish, text, "finish item");
}

export const startedItem = ({ job, origin, shard }: Shard, atMs: number): Item => ({
  ...keyIn(job, `started#${origin}#${padded(shard)}`),
  ...placeOf(origin, shard),
  ...expiresAt(atMs),
});

const placeOf = (origin: string, shard: number | "all"): Item => ({
  origin: { S: origin },
  shard: shard === "all" ? { S: shard } : { N: String(shard) },
});

/** The sort key says all there is: whatever became of the attributes. Throws AppError `corrupt`. */
export const readStarted = (job: string, item: Item): Shard => placeIn(job, item, "started");

function placeIn(job: string, item: Item, kind: "started" | "seal"): Shard {
  const [, found, origin, shard] = /^([a-z]+)#([a-z0-9-]+)#(\d{4})$/.exec(item.sk?.S ?? "") ?? [];
  if (found !== kind || origin === undefined)
    throw new AppError("corrupt", `job ${job} has no such item; delete it`);
  return { job, origin, shard: Number(shard) };
}

const sealSortKey = ({ origin, shard }: Pick<Seal, "origin" | "shard">): string =>
  shard === "all" ? `rollup#${origin}` : `seal#${origin}#${padded(shard)}`;

export const sealKey = (seal: Pick<Seal, "job" | "origin" | "shard">): Item =>
  keyIn(seal.job, sealSortKey(seal));

export function sealItem(seal: Seal, atMs: number): Item {
  const { origin, shard, counts, blocks, damaged, summary } = seal;
  return {
    ...sealKey(seal),
    ...placeOf(origin, shard),
    ...countAttributes(counts),
    blocks: { B: blocks },
    ...(damaged && { damaged: { B: damaged } }),
    summary: { S: summary },
    ...expiresAt(atMs),
  };
}

/** A shard's seal or an origin's roll-up. Throws AppError `corrupt`. */
export function readSeal(job: string, item: Item): Seal {
  const { sk, blocks, damaged, summary } = item;
  const rolledUp = /^rollup#([a-z0-9-]+)$/.exec(sk?.S ?? "")?.[1];
  const place =
    rolledUp === undefined ? placeIn(job, item, "seal") : { job, origin: rolledUp, shard: "all" as const };
  if (!blocks?.B || !summary?.S) throw new AppError("corrupt", `seal of job ${job}: incomplete`);
  return {
    ...place,
    counts: readCounts(item, "seal"),
    blocks: blocks.B,
    ...(damaged?.B && { damaged: damaged.B }),
    summary: summary.S,
  };
}

/** Summaries are kept by what they say, in parts that fit an item. */
export const partsKey = (job: string, summary: string): string => `job#${job}#summary#${summary}`;

/** An item holds 400 KB. */
const partBytes = 380_000;

export function partItems(job: string, summary: string, data: Uint8Array, atMs: number): Item[] {
  const count = Math.ceil(data.length / partBytes);
  return Array.from({ length: count }, (_, part) => ({
    pk: { S: partsKey(job, summary) },
    sk: { S: `part#${padded(part)}` },
    data: { B: data.subarray(part * partBytes, (part + 1) * partBytes) },
    ...expiresAt(atMs),
  }));
}

export const openKey = (job: string): Item => ({ pk: { S: "open" }, sk: { S: job } });

export const openItem = ({ id, createdAtMs }: JobRecord): Item => ({
  ...openKey(id),
  openedAtMs: { N: String(createdAtMs) },
  ...expiresAt(createdAtMs),
});

export const readOpen = (item: Item): OpenJob => ({
  id: item.sk?.S ?? "",
  openedAtMs: Number(item.openedAtMs?.N),
});

export const deadPartition = (job: string): string => `job#${job}#dead`;

export const deadItem = ({ job, origin, index }: BlockId, atMs: number): Item => ({
  pk: { S: deadPartition(job) },
  sk: { S: `${origin}#${index}` },
  ...expiresAt(atMs),
});

export function readDead(job: string, item: Item): BlockId {
  const [origin = "", index] = item.sk?.S?.split("#") ?? [];
  return { job, origin, index: Number(index) };
}
