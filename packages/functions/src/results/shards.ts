import { blocksPerShard } from "@crisscross/core/job/block-message";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { probesInBlock } from "@crisscross/core/job/plan";
import { blocksIn } from "@crisscross/core/sample/block-set";
import type { LostBlock } from "@crisscross/core/standing/loss";
import { countAll } from "./outcome-counts.ts";
import type { Seal } from "./seal-store.ts";

/** Blocks the plan has in one shard of an origin with `blocks` blocks. */
export const plannedIn = (blocks: number, shard: number): number =>
  Math.min(blocksPerShard, blocks - shard * blocksPerShard);

/**
 * The last blocks of a shard of an origin with `blocks` blocks, as many as its consumers hold at once: the last one to be
 * stored is one of these.
 */
export function lastBlocksOf(blocks: number, shard: number, heldAtOnce: number): number[] {
  const planned = plannedIn(blocks, shard);
  const length = Math.min(heldAtOnce, planned);
  return Array.from({ length }, (_, place) => shard * blocksPerShard + planned - length + place);
}

export const keyOf = ({ origin, shard }: Pick<Seal, "origin" | "shard">): string => `${origin} ${shard}`;

export const isRolledUp = ({ rollUps }: { rollUps: readonly Seal[] }, origin: string): boolean =>
  rollUps.some((seal) => seal.origin === origin);

/** The index of the first block of a seal's sets. */
export const firstBlockOf = ({ shard }: Pick<Seal, "shard">): number =>
  shard === "all" ? 0 : shard * blocksPerShard;

/** Why a seal cannot be of this job's plan: another origin's or shard's, or it counts other than its blocks' probes. */
export function sealFault(record: JobRecord, seal: Seal): string | undefined {
  if (!record.spec.origins.some((region) => region === seal.origin)) return "the plan has no such origin";
  const first = firstBlockOf(seal);
  if (probesInBlock(record, first) === 0) return "the plan has no such shard";
  let planned = 0;
  for (const place of blocksIn(seal.blocks)) {
    const probes = probesInBlock(record, first + place);
    if (probes === 0) return `the plan has no block ${first + place}`;
    planned += probes;
  }
  const counted = countAll(seal.counts);
  return counted === planned ? undefined : `counts ${counted} probes, its blocks have ${planned}`;
}

/** The damaged blocks of these seals, as losses of the ledger are made of. */
export function damagedIn(record: JobRecord, seals: readonly Seal[]): LostBlock[] {
  return seals.flatMap((seal) =>
    [...blocksIn(seal.damaged ?? new Uint8Array())]
      .map((place) => firstBlockOf(seal) + place)
      .flatMap((index) => corruptBlock(record, seal.origin, index)),
  );
}

/** One block as lost because it is damaged; nothing of what the plan does not have. */
export function corruptBlock(record: JobRecord, origin: string, index: number): LostBlock[] {
  const region = record.spec.origins.find((one) => one === origin);
  return region === undefined || probesInBlock(record, index) === 0
    ? []
    : [{ origin: region, index, reason: "corrupt" }];
}
