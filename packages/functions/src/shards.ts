import { blocksPerShard } from "@crisscross/core/block";
import type { Seal } from "./progress-store.ts";

/** Blocks the plan has in one shard of an origin with `blocks` blocks. */
export const plannedIn = (blocks: number, shard: number): number =>
  Math.min(blocksPerShard, blocks - shard * blocksPerShard);

/** As many as an origin's consumers hold at once, two of them two each (stacks/limits.ts): its last block to be stored is one of these. */
const heldAtOnce = 4;

/** The last blocks of a shard of an origin with `blocks` blocks. */
export function lastBlocksOf(blocks: number, shard: number): number[] {
  const planned = plannedIn(blocks, shard);
  const length = Math.min(heldAtOnce, planned);
  return Array.from({ length }, (_, place) => shard * blocksPerShard + planned - length + place);
}

export const keyOf = ({ origin, shard }: Pick<Seal, "origin" | "shard">): string => `${origin} ${shard}`;

export const isRolledUp = ({ rollUps }: { rollUps: readonly Seal[] }, origin: string): boolean =>
  rollUps.some((seal) => seal.origin === origin);
