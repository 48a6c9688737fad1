import { AppError } from "@crisscross/core/edge/error";
import { type EpochMs, epochMs } from "@crisscross/core/edge/time";
import { StoredBlock } from "@crisscross/core/sample/stored-block";
import type { BlockId, DeadBlock, DeadNote, RunClaim, Shard } from "../../results/block-store.ts";
import { countsOf } from "../../results/outcome-counts.ts";
import { countAttributes, expiresAt, placeAttributes } from "./attributes.ts";
import { blockClaimKey, blockKey, deadPartition, hasDeadKey, perShardKey, placeIn } from "./keys.ts";
import { pack, readJson, unpack } from "./packing.ts";
import type { Item } from "./table.ts";

export async function blockItem(block: StoredBlock, keptDays?: number): Promise<Item> {
  return {
    ...blockKey(block),
    data: { B: await pack(JSON.stringify(block)) },
    n: { N: String(block.samples.length) },
    ...countAttributes(countsOf(block)),
    ...expiresAt(block.startedAtMs, keptDays),
  };
}

/** 16 samples take some 20 KB; a corrupt item must not unpack without end. */
const maxUnpackedBytes = 1_048_576;

export async function readBlock({ job, origin }: Shard, index: number, item: Item): Promise<StoredBlock> {
  const unpacked = unpack(item.data?.B ?? new Uint8Array(), maxUnpackedBytes, "block item");
  const block = readJson(StoredBlock, unpacked, "block item");
  if (block.job !== job || block.origin !== origin || block.index !== index)
    throw new AppError(
      "corrupt",
      `block item: it holds block ${block.index} of ${block.origin} of job ${block.job}`,
    );
  return block;
}

export const startedItem = (shard: Shard, atMs: EpochMs, keptDays?: number): Item => ({
  ...perShardKey("started", shard),
  ...placeAttributes(shard.origin, shard.shard),
  ...expiresAt(atMs, keptDays),
});

/** The sort key says all there is: whatever became of the attributes. Throws AppError `corrupt`. */
export const readStarted = (job: string, item: Item): Shard => placeIn(job, item, "started");

export const claimItem = (block: BlockId, { receipt, nowMs, untilMs }: RunClaim): Item => ({
  ...blockClaimKey(block),
  receipt: { S: receipt },
  untilMs: { N: String(untilMs) },
  ...expiresAt(nowMs, 1),
});

export const deadItem = (
  { job, origin, index }: BlockId,
  { sinceMs, why }: DeadNote,
  keptDays?: number,
): Item => ({
  pk: { S: deadPartition(job) },
  sk: { S: `${origin}#${index}` },
  sinceMs: { N: String(sinceMs) },
  ...(why !== undefined && { why: { S: why } }),
  ...expiresAt(sinceMs, keptDays),
});

export const hasDeadItem = (job: string, { sinceMs }: DeadNote, keptDays?: number): Item => ({
  ...hasDeadKey(job),
  ...expiresAt(sinceMs, keptDays),
});

/** An earlier release noted no time: its blocks have been dead for long. */
export function readDead(job: string, item: Item): DeadBlock {
  const [origin = "", index] = item.sk?.S?.split("#") ?? [];
  const why = item.why?.S;
  const sinceMs = epochMs(Number(item.sinceMs?.N ?? 0));
  return { job, origin, index: Number(index), sinceMs, ...(why !== undefined && { why }) };
}
