import * as v from "valibot";
import { count } from "../edge/schema.ts";
import { toMs } from "../edge/time.ts";
import { excessIn } from "../explain/excess.ts";
import { hopCategories } from "../explain/hop.ts";
import { offsetsIn } from "../explain/known-offsets.ts";
import { Mark, marksOf } from "../explain/marks.ts";
import { waterfallOf } from "../explain/waterfall.ts";
import { probeIdOf } from "../job/probe-id.ts";
import { Unkindness } from "../job/unkindness.ts";
import { wans } from "../job/wan.ts";
import { outcomes } from "../sample/call.ts";
import { callChainOf, calleesOf, callersOf } from "../sample/call-chain.ts";
import { type Measure, measureNames } from "../sample/measure.ts";
import { measuresIn } from "../sample/measures-of-sample.ts";
import { resultOf } from "../sample/probe-outcome.ts";
import { Receipt } from "../sample/receipt.ts";
import { callStartOf, sampleStartOf, startClasses } from "../sample/start-class.ts";
import type { Sample, StoredBlock } from "../sample/stored-block.ts";
import { leftUs, preparingUs } from "../sample/wait.ts";
import { MsRange } from "./attribution-document.ts";
import { BillView, billViewOf } from "./bill-document.ts";

/** One function of the probe's route as its caller and it itself saw it. */
export const LevelView = v.object({
  name: v.string(),
  /** The function that called it, and how long that one waited for it. */
  caller: v.string(),
  waitMs: v.number(),
  region: v.string(),
  outcome: v.picklist(outcomes),
  reason: v.optional(v.string()),
  start: v.picklist(startClasses),
  connection: v.optional(v.picklist(["reused", "fresh"])),
  /** Number of that connection among those its caller's environment has made, from 1. */
  socket: v.optional(count),
  /** What the caller did before the wait: made a connection to keep, built and signed the request. */
  preparingMs: v.optional(v.number()),
  /** Within the wait: a fresh connection was made. */
  connectingMs: v.optional(v.number()),
  /** The kept connection was dead, and the request was sent again over another; the wait is for that one. */
  resent: v.optional(v.literal(true)),
  /** Absent, like `served`, when the call left no account of itself. */
  environment: v.optional(v.string()),
  /** Invocations the environment had served before. */
  served: v.optional(count),
  receipt: v.optional(Receipt),
  /** From how many calls between the same two environments the offset of their clocks is bounded. */
  offsetFrom: v.optional(count),
  /**
   * By how much request and response took longer than the fastest of those calls, but for what the two clocks drifted meanwhile. A cold
   * call's request has what of the init lay within it. Absent without another call to compare with.
   */
  excess: v.optional(v.object({ requestMs: v.number(), responseMs: v.number() })),
});
export type LevelView = v.InferOutput<typeof LevelView>;

export const HopView = v.object({
  name: v.string(),
  category: v.picklist(hopCategories),
  /** `exact` within one clock; `bounded` between two; `skewed` by the difference of two wall clocks. */
  certainty: v.picklist(["exact", "bounded", "skewed"]),
  ...MsRange.entries,
});
export type HopView = v.InferOutput<typeof HopView>;

/** One probe with everything that is known of it. */
export const SampleDocument = v.object({
  job: v.string(),
  wan: v.picklist(wans),
  unkindness: v.optional(Unkindness),
  probe: v.string(),
  origin: v.string(),
  target: v.string(),
  variant: v.string(),
  block: v.object({ index: count, receives: count, environment: v.string() }),
  /** Probes that consume's environment had sent before: 0 is its own cold start. */
  consumeServed: v.optional(count),
  /** The simultaneous calls it was one of: `id` counts the bursts of its origin from 0. */
  burst: v.optional(v.object({ id: count, size: count })),
  outcome: v.picklist(outcomes),
  hop: v.optional(v.picklist(["outer", "inner", "db"])),
  reason: v.optional(v.string()),
  start: v.picklist(startClasses),
  /** In ms. */
  measures: v.record(v.picklist(measureNames), v.number()),
  levels: v.array(LevelView),
  marks: v.array(Mark),
  hops: v.array(HopView),
  bills: v.array(BillView),
});
export type SampleDocument = v.InferOutput<typeof SampleDocument>;

/** `neighbours` are further blocks of the same job whose calls narrow the clock offsets; `block` may be among them. */
export function sampleDocumentOf(
  block: StoredBlock,
  sample: Sample,
  neighbours: readonly StoredBlock[] = [],
): SampleDocument {
  const around = [block, ...neighbours.filter(({ index }) => index !== block.index)];
  const offsets = offsetsIn(around);
  const excessOf = excessIn(around);
  const { hops, bills } = waterfallOf(block, sample, offsets.known);
  const chain = callChainOf(sample);
  const names = calleesOf(chain);
  const callers = callersOf(chain);
  const { index, receives, environment, job, wan, unkindness, origin } = block;
  const { target, variant, seq, burst, consumeServed } = sample;
  return {
    job,
    wan,
    ...(unkindness && { unkindness }),
    probe: probeIdOf({ origin, seq }),
    origin,
    target,
    variant,
    block: { index, receives, environment },
    ...(consumeServed !== undefined && { consumeServed }),
    ...(burst && { burst }),
    ...resultOf(sample),
    start: sampleStartOf(sample),
    measures: measuresInMs(block, sample),
    levels: chain.calls.map((call, place) => {
      const { region, outcome, reason, connection, socket, preparing, connecting, resent, receipt, level } =
        call;
      // Of clocks that contradict each other, no call is compared with another.
      const excess = level && offsets.exchangesFor(call) > 1 ? excessOf(call) : undefined;
      return {
        name: names[place] ?? "",
        caller: callers[place] ?? "",
        waitMs: toMs(call.receivedUs - call.sentUs),
        region,
        outcome,
        ...(reason !== undefined && { reason }),
        start: callStartOf(chain, call),
        ...(connection && { connection }),
        ...(socket !== undefined && { socket }),
        ...(preparing && { preparingMs: toMs(preparingUs(preparing)) }),
        ...(connecting && { connectingMs: toMs(leftUs(call) - call.sentUs) }),
        ...(resent && { resent }),
        ...(level && { environment: level.environment, served: level.served }),
        ...(receipt && { receipt }),
        ...(level && { offsetFrom: offsets.exchangesFor(call) }),
        ...(excess && {
          excess: { requestMs: toMs(excess.requestUs), responseMs: toMs(excess.responseUs) },
        }),
      };
    }),
    marks: marksOf(block, sample),
    hops: hops.map(({ range, ...hop }) => ({ ...hop, lowMs: toMs(range.lowUs), highMs: toMs(range.highUs) })),
    bills: bills.map(billViewOf),
  };
}

function measuresInMs(block: StoredBlock, sample: Sample): Partial<Record<Measure, number>> {
  const valuesUs = Object.entries(measuresIn(block, sample));
  return Object.fromEntries(valuesUs.map(([name, us]) => [name, toMs(us)]));
}
