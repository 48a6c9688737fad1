import type { EpochMs } from "@crisscross/core/edge/time";
import type { BlockSet } from "@crisscross/core/sample/block-set";
import type { Shard } from "./block-store.ts";
import type { Damage } from "./damage.ts";
import type { OutcomeCounts } from "./outcome-counts.ts";

/**
 * What is counted of one shard, or, in a roll-up, of all shards of an origin. Written once, so that a block that
 * arrives later is never counted and the summary can be made again exactly.
 */
export interface Seal {
  job: string;
  origin: string;
  shard: number | "all";
  counts: OutcomeCounts;
  /** The blocks in it. In a shard's seal they count from the shard's first block, in a roll-up from 0. */
  blocks: BlockSet;
  /** Blocks of it that are stored and damaged, so that they are not counted; absent when there is none. */
  damaged?: BlockSet;
  /** Where its summary is kept: the SHA-256 of the text. */
  summary: string;
}

export interface ShardStates {
  seals: Seal[];
  /** Every shard that has a block, and perhaps some whose first block is just being stored; sealed ones too. */
  started: Shard[];
  /** As in StoredJob. */
  damaged?: Damage[];
}

/** Seals with their summaries. A seal is write-once: the first one wins and stays. */
export interface SealStore {
  shardStates(job: string): Promise<ShardStates>;
  putSeal(
    seal: Omit<Seal, "summary">,
    summary: string,
    atMs: EpochMs,
    keptDays?: number,
  ): Promise<"stored" | "existing">;
  /** Makes room for a seal that is made again because the stored one is damaged. */
  removeSeal(seal: Pick<Seal, "job" | "origin" | "shard">): Promise<void>;
  /** The text of a seal's summary. Throws AppError `corrupt` when it is not what was sealed. */
  summaryText(seal: Seal): Promise<string>;
}
