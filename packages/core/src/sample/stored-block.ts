import * as v from "valibot";
import { WallClockMs } from "../edge/instant.ts";
import { count, name } from "../edge/schema.ts";
import { Probe, probesPerBlock } from "../job/block-message.ts";
import { Unkindness } from "../job/unkindness.ts";
import { wans } from "../job/wan.ts";
import { Call } from "./call.ts";

/** The accepted result of a probe. `call` is consume's call to outer (or, in a direct variant, to inner). */
export const Sample = v.object({
  ...Probe.entries,
  startedAtMs: WallClockMs,
  /** Probes that this environment of consume had sent before: 0 is its own cold start. Older blocks lack it. */
  consumeServed: v.optional(count),
  call: Call,
});
export type Sample = v.InferOutput<typeof Sample>;

/** A block's results as stored, once. Times ending in `AtMs` are wall clocks of the machine that named them. */
export const StoredBlock = v.object({
  job: name,
  origin: name,
  index: count,
  wan: v.picklist(wans),
  unkindness: v.optional(Unkindness),
  /** The consume environment that ran it: the clock domain of each sample's outermost call. */
  environment: name,
  /** What the environments of its samples, and consume's own, ran as; absent in blocks of earlier releases. */
  builds: v.optional(v.record(v.string(), v.pipe(v.string(), v.maxLength(100)))),
  /** How often the queue had handed this message out when these results were stored. */
  receives: count,
  publishedAtMs: WallClockMs,
  enqueuedAtMs: WallClockMs,
  firstReceivedAtMs: WallClockMs,
  startedAtMs: WallClockMs,
  samples: v.pipe(v.array(Sample), v.minLength(1), v.maxLength(probesPerBlock)),
});
export type StoredBlock = v.InferOutput<typeof StoredBlock>;
