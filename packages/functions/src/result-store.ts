import type { StoredBlock } from "@crisscross/core/block";
import type { Outcome } from "@crisscross/core/call";
import type { JobRecord } from "@crisscross/core/job-record";

/** A place in the list of jobs: the last job of a page. */
export interface JobCursor {
  id: string;
  createdAtMs: number;
}

export interface JobPage {
  /** Newest first. */
  jobs: JobRecord[];
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
  listJobs(limit: number, after?: JobCursor): Promise<JobPage>;
  /** Notes that the job has been handed to the jobs queue. */
  markQueued(record: JobRecord): Promise<void>;
  isQueued(id: string): Promise<boolean>;
}

/** How many samples of each outcome a block holds. */
export type OutcomeCounts = Record<Outcome, number>;

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

/** Blocks, one write-once item each. Reads follow all pages; a stored item that does not parse is `corrupt`. */
export interface BlockStore {
  putBlock(block: StoredBlock): Promise<"stored" | "duplicate">;
  blockCounts(shard: Shard): AsyncIterable<OutcomeCounts>;
  /** In the order of their index. */
  blocks(shard: Shard, range?: BlockRange): AsyncIterable<StoredBlock>;
}

/** Results are kept this long. */
export const retentionDays = 400;
/** An idempotency key holds at least this long. */
export const keyRetentionDays = 2;
