import * as v from "valibot";
import { WallClockMs } from "../edge/instant.ts";
import { count, name, wholeNumber } from "../edge/schema.ts";
import { loadLimits } from "./load.ts";

/** Most probes in a block, and blocks in a shard. One shard is sealed into one summary. */
export const probesPerBlock = 16;

export const blocksPerShard = 256;

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
