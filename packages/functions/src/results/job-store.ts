import type { DamagedJob } from "@crisscross/core/documents/job-view";
import type { EpochMs } from "@crisscross/core/edge/time";
import type { JobRecord } from "@crisscross/core/job/job-record";
import type { Finish } from "@crisscross/core/standing/ending";
import type { JobState } from "@crisscross/core/standing/job-state";
import type { Damage } from "./damage.ts";
import type { Seal } from "./seal-store.ts";

/** A place in the list of jobs: the last job of a page. */
export interface JobCursor {
  id: string;
  createdAtMs: EpochMs;
  /** Of a canary's job, which lists have apart. */
  canary?: boolean;
}

/** Which jobs a list is of. */
export interface JobSelection {
  after?: JobCursor | undefined;
  /** Leaves the canary's jobs in. */
  canaries?: boolean | undefined;
  /** When they were made: from the one, up to and without the other. */
  fromMs?: EpochMs | undefined;
  toMs?: EpochMs | undefined;
  isWanted?: ((record: JobRecord) => boolean | Promise<boolean>) | undefined;
}

export interface JobPage {
  /** Newest first. */
  jobs: JobRecord[];
  /** Those of the page whose record cannot be read, so that nobody can tell whether they are wanted; absent when there is none. */
  damaged?: DamagedJob[];
  /** With a selection a page may end, even without a job, before it has looked at all of them. */
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

/** Everything that is known of a job without looking at its shards. */
export interface StoredJob {
  record: JobRecord;
  /** Whether the job is known to have been handed to the jobs queue. */
  queued: boolean;
  cancelled: boolean;
  /** Whether its end is known to be told to the topic of events. */
  announced: boolean;
  /** As publishedBlocks has it. */
  published?: number | undefined;
  finish?: Finish;
  /** Whether a block of it was noted as dead; undefined also for one that an earlier release noted. */
  hasDead?: true;
  /** Of the origins whose shards are all sealed. */
  rollUps: Seal[];
  /** Items that cannot be read, as if they were not there; absent when there is none. */
  damaged?: Damage[];
}

export interface OpenJob {
  id: string;
  openedAtMs: number;
}

/**
 * Jobs, the idempotency keys they were submitted under, and how they ended. Every write but opening, closing and noting what is
 * published is write-once: the first one wins and stays. `keptDays` is how long the item is kept, as core's keptDaysOf has it.
 */
export interface JobStore {
  /** Gives the claim that holds the key: this one, or the one that came first. */
  claimKey(claim: Claim): Promise<Claim>;
  /** Frees a key whose claim led to no job. */
  releaseKey(key: Pick<Claim, "principal" | "key">): Promise<void>;
  putJob(record: JobRecord): Promise<"stored" | "existing">;
  getJob(id: string): Promise<JobRecord | undefined>;
  /** What the job's blocks are signed with: made at random with the job, and part of no answer. */
  getKey(id: string): Promise<Uint8Array | undefined>;
  listJobs(limit: number, selection?: JobSelection): Promise<JobPage>;
  /** Read with two queries at most, however large the job is. */
  roughState(id: string): Promise<JobState>;
  /** Notes that the job has been handed to the jobs queue. */
  markQueued(record: JobRecord): Promise<"stored" | "existing">;
  isQueued(id: string): Promise<boolean>;
  /** How many blocks of each origin, from the first on, are published; undefined for a job that is published at once, or not yet. */
  publishedBlocks(id: string): Promise<number | undefined>;
  notePublished(record: JobRecord, blocks: number): Promise<void>;
  /** Throws AppError `gone` for a job that was purged, as getJob does. */
  storedJob(id: string): Promise<StoredJob | undefined>;
  putFinish(id: string, finish: Finish, keptDays?: number): Promise<"stored" | "existing">;
  putCancelled(id: string, atMs: EpochMs, keptDays?: number): Promise<void>;
  isCancelled(id: string): Promise<boolean>;
  /** Jobs that are not known to be finished, oldest first. */
  openJobs(): AsyncIterable<OpenJob>;
  /** Whether openJobs gives it. */
  isOpen(id: string): Promise<boolean>;
  closeJob(id: string): Promise<void>;
  putAnnounced(record: JobRecord): Promise<void>;
  /** Undefined for a job that was not purged, or is not known. */
  purgedAtMs(id: string): Promise<EpochMs | undefined>;
}
