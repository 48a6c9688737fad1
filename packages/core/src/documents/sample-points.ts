import * as v from "valibot";
import { count } from "../edge/schema.ts";
import { toMs } from "../edge/time.ts";
import { probeIdOf } from "../job/probe-id.ts";
import { outcomes } from "../sample/call.ts";
import { callChainOf } from "../sample/call-chain.ts";
import type { Measure } from "../sample/measure.ts";
import { measuresIn } from "../sample/measures-of-sample.ts";
import { resultOf } from "../sample/probe-outcome.ts";
import { sampleStartOf, startClasses } from "../sample/start-class.ts";
import type { StoredBlock } from "../sample/stored-block.ts";

/** One sample as a point in time; `ms` is the measure that was asked for, absent where it was not ok or has none. */
export const SamplePoint = v.object({
  probe: v.string(),
  /** When the probe was sent, by consume's wall clock. */
  sentAtMs: count,
  outcome: v.picklist(outcomes),
  start: v.picklist(startClasses),
  connection: v.optional(v.picklist(["reused", "fresh"])),
  ms: v.optional(v.number()),
});
export type SamplePoint = v.InferOutput<typeof SamplePoint>;

/** The samples of one cell in these blocks, by the time they were sent. */
export function samplePointsOf(
  blocks: readonly StoredBlock[],
  cell: { origin: string; target: string; variant: string },
  measure: Measure,
): SamplePoint[] {
  const points = blocks
    .filter(({ origin }) => origin === cell.origin)
    .flatMap((block) =>
      block.samples
        .filter(({ target, variant }) => target === cell.target && variant === cell.variant)
        .map((sample): SamplePoint => {
          const { outcome } = resultOf(sample);
          const us = outcome === "ok" ? measuresIn(block, sample)[measure] : undefined;
          const connection = callChainOf(sample).inner?.connection;
          return {
            probe: probeIdOf({ origin: block.origin, seq: sample.seq }),
            sentAtMs: sample.startedAtMs,
            outcome,
            start: sampleStartOf(sample),
            ...(connection && { connection }),
            ...(us !== undefined && { ms: toMs(us) }),
          };
        }),
    );
  return points.sort((one, other) => one.sentAtMs - other.sentAtMs);
}
