import type { DamagedJob } from "@crisscross/core/documents/job-view";
import type { JobRecord } from "@crisscross/core/job/job-record";
import type { StoredBlock } from "@crisscross/core/sample/block";
import { type Outcome, outcomes } from "@crisscross/core/sample/call";

/** A place in the list of jobs: the last job of a page. */
export interface JobCursor {
  id: string;
  createdAtMs: number;
}

export interface JobPage {
  /** Newest first. */
  jobs: JobRecord[];
  /** Those of the page whose record cannot be read; absent when there is none. */
  damaged?: DamagedJob[];
  next?: JobCursor;
}

/** What a principal has submitted under one idempotency key. */
export interface Claim {
  principal: string;
  key: string;
  /** Of the body's JSON as it was sent. */
  bodyHash: string;
  /** Of what the body asks for. Absent in claims that an earlier release stored. */
  specHash?: string | undefined;
  record: JobRecord;
}

/** Jobs and idempotency keys. Every write is write-once: the first one wins and stays. */
export interface JobStore {
  /** Gives the claim that holds the key: this one, or the one that came first. */
  claimKey(claim: Claim): Promise<Claim>;
  putJob(record: JobRecord): Promise<"stored" | "existing">;
  getJob(id: string): Promise<JobRecord | undefined>;
  /** What the job's blocks are signed with: made at random with the job, and part of no answer. */
  getKey(id: string): Promise<Uint8Array | undefined>;
  listJobs(limit: number, after?: JobCursor): Promise<JobPage>;
  /** Notes that the job has been handed to the jobs queue. */
  markQueued(record: JobRecord): Promise<void>;
  isQueued(id: string): Promise<boolean>;
}

/** How many samples of each outcome a block holds. */
export type OutcomeCounts = Record<Outcome, number>;

export const countAll = (counts: OutcomeCounts): number =>
  outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);

/** One shard of an origin's blocks. */
export interface Shard {
  job: string;
  origin: string;
  shard: number;
}

/** Which of a shard's blocks to read: from this index on, asking the store for so many at a time. */
export interface BlockRange {
  from: number;
  atOnce: number;
}

/** A stored item that is not what it should be. It hides nothing but itself. */
export interface Damage {
  /** The item's keys: all that is needed to look at it. */
  item: string;
  why: string;
}

export interface DamagedBlock extends Damage {
  /** Which block its key says it is; -1 for a key that no block has. */
  index: number;
}

export const isDamaged = <T extends object>(item: T | DamagedBlock): item is DamagedBlock => "why" in item;

/** What is counted beside a block. */
export interface BlockCounts {
  index: number;
  counts: OutcomeCounts;
}

/** Blocks, one write-once item each, in the order of their index. Reads follow all pages; one damaged item stops none. */
export interface BlockStore {
  putBlock(block: StoredBlock): Promise<"stored" | "duplicate">;
  blockCounts(shard: Shard): AsyncIterable<BlockCounts | DamagedBlock>;
  blocks(shard: Shard, range?: BlockRange): AsyncIterable<StoredBlock | DamagedBlock>;
}

/** Results are kept this long. */
export const retentionDays = 400;
/** An idempotency key holds at least this long. */
export const keyRetentionDays = 2;
