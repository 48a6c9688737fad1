import { blocksPerShard } from "@crisscross/core/block";
import type { Seal } from "./progress-store.ts";

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
