import type { EpochMs } from "@crisscross/core/edge/time";
import type { StoredBlock } from "@crisscross/core/sample/stored-block";
import type { KnownJob } from "../edges/sign-block.ts";
import type { DamagedBlock } from "./damage.ts";
import type { OutcomeCounts } from "./outcome-counts.ts";

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

/** Blocks from one index up to, and without, another. */
export interface BlockSpan {
  from: number;
  to: number;
}

/** One block of a job. */
export interface BlockId {
  job: string;
  origin: string;
  index: number;
}

/** That a queue gives a block up. */
export interface DeadNote {
  /** Since when it cannot be running any more: noted before its last delivery is run, it is the latest end of that. */
  sinceMs: EpochMs;
  /** What its last delivery failed with; undefined while that is run, and for good when that broke off. */
  why?: string | undefined;
}

export type DeadBlock = BlockId & DeadNote;

/** What is counted beside a block. */
export interface BlockCounts {
  index: number;
  counts: OutcomeCounts;
}

/** Blocks, one write-once item each, in the order of their index. Reads follow all pages; one damaged item stops none. */
export interface BlockStore {
  /** `keptDays` as JobStore has it. */
  putBlock(block: StoredBlock, keptDays?: number): Promise<"stored" | "duplicate">;
  /** Of all blocks of the shard, or of those of the span. */
  blockCounts(shard: Shard, span?: BlockSpan): AsyncIterable<BlockCounts | DamagedBlock>;
  blocks(shard: Shard, range?: BlockRange): AsyncIterable<StoredBlock | DamagedBlock>;
  /** Blocks that were handed out for the last time. */
  deadBlocks(job: string): AsyncIterable<DeadBlock>;
}

export interface Arrival {
  /** `over`: the job is finished or cancelled, so the block no longer counts. `gone`: the job was purged, so nobody can tell who sent it. */
  standing: "new" | "stored" | "over" | "gone";
  /** As knownJob, from the same request. */
  job: KnownJob | undefined;
}

/** A delivery of a block, and until when it may be running. */
export interface RunClaim {
  receipt: string;
  nowMs: EpochMs;
  untilMs: EpochMs;
}

/** What consume asks and notes before it runs a block, and asks after it. */
export interface ArrivalStore {
  lookUp(block: BlockId): Promise<Arrival>;
  /** The job a block names, if it is stored; remembered from then on, as a job never changes. */
  knownJob(id: string): Promise<KnownJob | undefined>;
  /** Keeps other deliveries from running the block; gives until when one of them does, if it came first. */
  claim(block: BlockId, claim: RunClaim): Promise<EpochMs | undefined>;
  /** A later note takes the place of an earlier one. */
  noteDead(block: BlockId, note: DeadNote, keptDays?: number): Promise<void>;
  /** Whether all of these, at most 100 blocks of one shard, are stored. */
  areStored(blocks: readonly BlockId[]): Promise<boolean>;
}
