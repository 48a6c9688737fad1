import * as v from "valibot";
import { WallClockMs } from "../edge/instant.ts";
import { wholeNumber } from "../edge/schema.ts";
import { wans } from "../job/job.ts";
import { loadLimits } from "../job/load.ts";
import { Call } from "./call.ts";

/** Most probes in a block, and blocks in a shard. One shard is sealed into one summary. */
export const probesPerBlock = 16;
export const blocksPerShard = 256;

/** db variants share this many customer records per job and region. */
export const recordsPerJob = 25;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** One intended measurement. `seq` counts the probes of one origin from 0; `<origin>.<seq>` names it in its job. */
export const Probe = v.strictObject({
  seq: count,
  target: name,
  variant: name,
  intendedAtMs: WallClockMs,
  /** The simultaneous calls it is one of: `id` counts the bursts of one origin from 0. */
  burst: v.optional(
    v.strictObject({ id: count, size: wholeNumber(loadLimits.burst.min, loadLimits.burst.max) }),
  ),
});
export type Probe = v.InferOutput<typeof Probe>;

/** What plan publishes and consume reads: one origin's next few probes, to be run one after another, or burst after burst. */
export const BlockMessage = v.strictObject({
  v: v.literal(1),
  job: name,
  origin: name,
  /** Place among this origin's blocks, from 0, and how many those are. */
  index: count,
  blocks: count,
  seed: count,
  deadlineMs: count,
  /** plan's wall clock when it published. */
  publishedAtMs: WallClockMs,
  probes: v.pipe(v.array(Probe), v.minLength(1), v.maxLength(probesPerBlock)),
  /** plan's keyed hash over all the rest: nobody else has the job's key, so nobody else can have sent it. */
  mac: v.pipe(v.string(), v.regex(/^[\w-]{43}$/, "what plan signed the block with")),
});
export type BlockMessage = v.InferOutput<typeof BlockMessage>;
export type UnsignedBlock = Omit<BlockMessage, "mac">;

/** The accepted result of a probe. `call` is consume's call to outer (or, in a direct variant, to inner). */
export const Sample = v.object({ ...Probe.entries, startedAtMs: WallClockMs, call: Call });
export type Sample = v.InferOutput<typeof Sample>;

/** A block's results as stored, once. Times ending in `AtMs` are wall clocks of the machine that named them. */
export const StoredBlock = v.object({
  job: name,
  origin: name,
  index: count,
  wan: v.picklist(wans),
  /** The consume environment that ran it: the clock domain of each sample's outermost call. */
  environment: name,
  /** How often the queue had handed this message out when these results were stored. */
  receives: count,
  publishedAtMs: WallClockMs,
  enqueuedAtMs: WallClockMs,
  firstReceivedAtMs: WallClockMs,
  startedAtMs: WallClockMs,
  samples: v.pipe(v.array(Sample), v.minLength(1), v.maxLength(probesPerBlock)),
});
export type StoredBlock = v.InferOutput<typeof StoredBlock>;
