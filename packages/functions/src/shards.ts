import { blocksPerShard } from "@crisscross/core/block";
import type { Seal } from "./progress-store.ts";

/** Blocks the plan has in one shard of an origin with `blocks` blocks. */
export const plannedIn = (blocks: number, shard: number): number =>
  Math.min(blocksPerShard, blocks - shard * blocksPerShard);

export const keyOf = ({ origin, shard }: Pick<Seal, "origin" | "shard">): string => `${origin} ${shard}`;

export const isRolledUp = ({ rollUps }: { rollUps: readonly Seal[] }, origin: string): boolean =>
  rollUps.some((seal) => seal.origin === origin);
