import * as v from "valibot";
import { Instant } from "../edge/instant.ts";
import { count, name, wholeNumber } from "../edge/schema.ts";

/** What would become of a dead letter that is sent back now, as far as what is stored tells. */
const ifRedriven = ["runs", "dropped", "fails", "stays"] as const;

/** One message that a queue gave up, or that no queue took. */
export const DeadLetter = v.object({
  messageId: v.string(),
  /** When it was sent to the first queue that had it. */
  sentAt: Instant,
  /** How often it was handed over, each look at it included. */
  receives: count,
  /** What it is about; absent where its body does not say. */
  job: v.optional(v.string()),
  origin: v.optional(v.string()),
  /** Place of the block among its origin's. */
  index: v.optional(count),
  probes: v.optional(count),
  /** Why it is here, as far as is known. */
  reason: v.string(),
  ifRedriven: v.picklist(ifRedriven),
});
export type DeadLetter = v.InferOutput<typeof DeadLetter>;

const moveStates = ["RUNNING", "COMPLETED", "CANCELLING", "CANCELLED", "FAILED"] as const;

/** The latest task that sends a queue's messages back, as SQS has it. */
export const MoveTask = v.object({
  state: v.picklist(moveStates),
  /** Both approximate. */
  moved: count,
  toMove: v.optional(count),
  startedAt: Instant,
  /** Why it failed. */
  why: v.optional(v.string()),
});
export type MoveTask = v.InferOutput<typeof MoveTask>;

/** One queue that nothing empties by itself. Counts are SQS's own, which may be a minute old. */
export const DeadQueue = v.object({
  queue: v.string(),
  region: v.string(),
  /** What ends in it, in words. */
  holds: v.string(),
  count,
  /** Of these, how many are hidden: being looked at, or on their way elsewhere. */
  hidden: count,
  /** Of the sample's oldest message; it is the queue's when the sample is whole. Absent without a sample. */
  oldestSeconds: v.optional(count),
  /** Whether every message of the queue is in the sample. */
  isWhole: v.boolean(),
  /** At most ten. */
  sample: v.array(DeadLetter),
  /** Absent when there was none, and of a queue that SQS moves nothing out of. */
  move: v.optional(MoveTask),
});
export type DeadQueue = v.InferOutput<typeof DeadQueue>;

/** A queue that could not be read or written, and why. */
export const QueueFailure = v.object({ queue: v.string(), region: v.string(), reason: v.string() });
export type QueueFailure = v.InferOutput<typeof QueueFailure>;

export const DeadLetterList = v.object({
  /** In all queues. */
  count,
  queues: v.array(DeadQueue),
  failures: v.array(QueueFailure),
});
export type DeadLetterList = v.InferOutput<typeof DeadLetterList>;

/** What to send back. */
export const RedriveRequest = v.strictObject({
  queue: name,
  /** All that have the queue when absent. */
  region: v.optional(name),
  /** SQS's own limit is 500. */
  perSecond: v.optional(wholeNumber(1, 500), 50),
});
export type RedriveRequest = v.InferOutput<typeof RedriveRequest>;

/** What was sent back of one queue. */
export const QueueRedrive = v.object({
  queue: v.string(),
  region: v.string(),
  moved: count,
  /** Messages that are still there. */
  left: count,
  /** Whether SQS goes on moving them. */
  isRunning: v.boolean(),
  /** Messages that were looked at and cannot be sent back, by reason. */
  kept: v.array(v.object({ reason: v.string(), n: count })),
});
export type QueueRedrive = v.InferOutput<typeof QueueRedrive>;

export const Redrive = v.object({ redrives: v.array(QueueRedrive), failures: v.array(QueueFailure) });
export type Redrive = v.InferOutput<typeof Redrive>;

const reasonForm = "why they are dropped: 3 to 200 characters on one line, none of them beyond U+FFFF";

/** Why letters are dropped: it is all that is left of them. */
export const DropReason = v.pipe(v.string(), v.regex(/^[\x20-\x7e\xa0-\uffff]{3,200}$/u, reasonForm));

/** What was deleted of one queue. */
export const Drop = v.object({
  queue: v.string(),
  region: v.string(),
  reason: v.string(),
  dropped: count,
  left: count,
});
export type Drop = v.InferOutput<typeof Drop>;
