import { AppError } from "@crisscross/core/edge/error";
import type { EpochMs } from "@crisscross/core/edge/time";
import type { Seal } from "../../results/seal-store.ts";
import { countAttributes, expiresAt, placeAttributes, readCounts } from "./attributes.ts";
import { partKey, perShardKey, placeIn, rollUpKey } from "./keys.ts";
import type { Item } from "./table.ts";

export const sealKey = ({ job, origin, shard }: Pick<Seal, "job" | "origin" | "shard">): Item =>
  shard === "all" ? rollUpKey(job, origin) : perShardKey("seal", { job, origin, shard });

export function sealItem(seal: Seal, atMs: EpochMs, keptDays?: number): Item {
  const { origin, shard, counts, blocks, damaged, summary } = seal;
  return {
    ...sealKey(seal),
    ...placeAttributes(origin, shard),
    ...countAttributes(counts),
    blocks: { B: blocks },
    ...(damaged && { damaged: { B: damaged } }),
    summary: { S: summary },
    ...expiresAt(atMs, keptDays),
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

/** An item holds 400 KB. */
const partBytes = 380_000;

export function partItems(
  job: string,
  summary: string,
  data: Uint8Array,
  atMs: EpochMs,
  keptDays?: number,
): Item[] {
  const count = Math.ceil(data.length / partBytes);
  return Array.from({ length: count }, (_, part) => ({
    ...partKey(job, summary, part),
    data: { B: data.subarray(part * partBytes, (part + 1) * partBytes) },
    ...expiresAt(atMs, keptDays),
  }));
}
