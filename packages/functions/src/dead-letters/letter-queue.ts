import type { DeadQueue, MoveTask } from "@crisscross/core/documents/dead-letters";
import type { EpochMs } from "@crisscross/core/edge/time";
import type { BlockStore } from "../results/block-store.ts";
import type { JobStore } from "../results/job-store.ts";

/** One queue that nothing empties by itself. */
export interface LetterPlace {
  /** "BlocksDead", in every probe region. */
  queue: string;
  region: string;
  /** Its ARN. */
  arn: string;
  /** Of the queue whose messages end here after too many failures; undefined where what SNS could not place ends. */
  sourceArn?: string | undefined;
}

/** A message as SQS handed it over. */
export interface Letter {
  messageId: string;
  body: string;
  sentAtMs: number;
  receives: number;
  receipt: string;
}

/** One queue of dead letters. Everything rejects with what the client threw. */
export interface LetterQueue {
  counts(): Promise<Pick<DeadQueue, "count" | "hidden">>;
  /** At most ten, each once, hidden from others for so long. Fewer than there are is usual. */
  receive(hiddenSeconds: number): Promise<Letter[]>;
  /** Deletes messages that were just received. Gives back those that SQS did not delete. */
  remove(letters: readonly Letter[]): Promise<Letter[]>;
  /** The latest task that moves messages to the queue they came from. */
  lastMove(): Promise<MoveTask | undefined>;
  startMove(perSecond: number): Promise<void>;
}

/** What a message is about, where its body says so. */
export interface Subject {
  job?: string;
  origin?: string;
  index?: number;
}

export interface LetterDeps {
  places: readonly LetterPlace[];
  openQueue(place: LetterPlace): LetterQueue;
  /** Sends a block to the queue of its origin's region. */
  sendBlock(region: string, body: string): Promise<void>;
  /** Regions that have such a queue. */
  deployed: readonly string[];
  jobs: Pick<JobStore, "storedJob" | "getKey">;
  blocks: Pick<BlockStore, "blockCounts" | "deadBlocks">;
  nowMs(): EpochMs;
  log: {
    unreadable(place: LetterPlace, error: unknown): void;
    redriven(place: LetterPlace, moved: number, by: string): void;
    dropped(place: LetterPlace, letter: Letter, about: Subject, reason: string, by: string): void;
  };
}

/** What ends in a queue, in words. */
export const holdsOf = ({ queue, sourceArn }: LetterPlace): string => {
  if (queue === "Unroutable") return "blocks whose origin no queue serves";
  if (sourceArn === undefined) return "blocks that SNS could not deliver to a queue";
  return queue === "JobsDead" ? "jobs that plan failed at" : "blocks that consume failed at";
};
