import type { JobRecord } from "@crisscross/core/job/job-record";
import type { BlockSet } from "@crisscross/core/sample/block-set";
import type { Finish } from "@crisscross/core/standing/ending";
import type { KnownJob } from "../edges/sign-block.ts";
import type { Damage, OutcomeCounts, Shard } from "./block-store.ts";

/** One block of a job. */
export interface BlockId {
  job: string;
  origin: string;
  index: number;
}

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

/** Everything that is known of a job without looking at its shards. */
export interface JobState {
  record: JobRecord;
  /** Whether the job is known to have been handed to the jobs queue. */
  queued: boolean;
  cancelled: boolean;
  finish?: Finish;
  /** Of the origins whose shards are all sealed. */
  rollUps: Seal[];
  /** Items that cannot be read, as if they were not there; absent when there is none. */
  damaged?: Damage[];
}

export interface ShardStates {
  seals: Seal[];
  /** Every shard that has a block, and perhaps some whose first block is just being stored; sealed ones too. */
  started: Shard[];
  /** As in JobState. */
  damaged?: Damage[];
}

export interface OpenJob {
  id: string;
  openedAtMs: number;
}

/** How far a job has come. Every write but opening and closing is write-once: the first one wins and stays. */
export interface ProgressStore {
  jobState(id: string): Promise<JobState | undefined>;
  shardStates(id: string): Promise<ShardStates>;
  putSeal(seal: Omit<Seal, "summary">, summary: string, atMs: number): Promise<"stored" | "existing">;
  /** Makes room for a seal that is made again because the stored one is damaged. */
  removeSeal(seal: Pick<Seal, "job" | "origin" | "shard">): Promise<void>;
  /** The text of a seal's summary. Throws AppError `corrupt` when it is not what was sealed. */
  summaryText(seal: Seal): Promise<string>;
  putFinish(id: string, finish: Finish): Promise<"stored" | "existing">;
  putCancelled(id: string, atMs: number): Promise<void>;
  isCancelled(id: string): Promise<boolean>;
  /** Jobs that are not known to be finished, oldest first. */
  openJobs(): AsyncIterable<OpenJob>;
  closeJob(id: string): Promise<void>;
  /** Blocks that were handed out for the last time. */
  deadBlocks(id: string): AsyncIterable<BlockId>;
}

export interface Arrival {
  /** `over`: the job is finished or cancelled, so the block no longer counts. */
  standing: "new" | "stored" | "over";
  /** As knownJob, from the same request. */
  job: KnownJob | undefined;
}

/** What consume asks and notes before it runs a block, and asks after it. */
export interface ArrivalStore {
  lookUp(block: BlockId): Promise<Arrival>;
  /** The job a block names, if it is stored; remembered from then on, as a job never changes. */
  knownJob(id: string): Promise<KnownJob | undefined>;
  noteDead(block: BlockId, atMs: number): Promise<void>;
  /** Whether all of these, at most 100 blocks of one shard, are stored. */
  areStored(blocks: readonly BlockId[]): Promise<boolean>;
}
