import type { BlockMessage } from "@crisscross/core/job/block-message";
import { shardOf } from "@crisscross/core/job/plan";
import type { ArrivalStore } from "../results/block-store.ts";
import { lastBlocksOf } from "../results/shards.ts";

export interface AnnounceDeps {
  arrivals: Pick<ArrivalStore, "areStored">;
  /** How many blocks of an origin its consumers hold at once. */
  blocksHeld: number;
  /** Asks reconcile to look at a job now. Never rejects. */
  reconcile(job: string): Promise<void>;
  /** Told why reconcile could not be asked; its schedule does it within a minute. */
  notAsked(job: string, error: unknown): void;
}

/**
 * Has reconcile look at the job once the last blocks of a shard are all stored, whichever of them is the last; blocks
 * before them that are still missing make that useless and no worse. Never rejects: the block is stored.
 */
export async function announceShard(
  { arrivals, blocksHeld, reconcile, notAsked }: AnnounceDeps,
  { job, origin, index, blocks }: Pick<BlockMessage, "job" | "origin" | "index" | "blocks">,
): Promise<void> {
  const last = lastBlocksOf(blocks, shardOf(index), blocksHeld);
  if (!last.includes(index)) return;
  try {
    if (await arrivals.areStored(last.map((each) => ({ job, origin, index: each })))) await reconcile(job);
  } catch (error) {
    notAsked(job, error);
  }
}
