import * as v from "valibot";
import { count } from "../edge/schema.ts";
import { shownLabels } from "../job/labels.ts";
import { Load } from "../job/load.ts";
import { Unkindness } from "../job/unkindness.ts";
import { documentWans } from "../job/wan.ts";
import { outcomes } from "../sample/call.ts";
import { type Measure, measureNames } from "../sample/measure.ts";
import { startClasses } from "../sample/start-class.ts";
import { jobStates } from "../standing/job-state.ts";
import { Ledger } from "../standing/ledger.ts";
import { Loss } from "../standing/loss.ts";
import { Stats } from "../statistics/stats.ts";
import { BuildView } from "./build-view.ts";
import { Sampling } from "./sampling.ts";
import { CellSpread } from "./spread-view.ts";

export const Measures = v.record(v.picklist(measureNames), Stats);
export type Measures = Partial<Record<Measure, Stats>>;

const Failure = v.object({
  outcome: v.picklist(outcomes),
  hop: v.picklist(["outer", "inner", "db"]),
  reason: v.string(),
  n: count,
});
export type Failure = v.InferOutput<typeof Failure>;

/** One cell. `n` counts its stored samples, whatever became of them; measures are absent where no sample has them. */
export const MatrixRow = v.object({
  origin: v.string(),
  target: v.string(),
  variant: v.string(),
  n: count,
  outcomes: v.object({ ok: count, throttled: count, timeout: count, error: count }),
  /** Failed samples by reason, most frequent first. */
  failures: v.array(Failure),
  measures: Measures,
  /** The ok samples by the coldest start among their functions. Timeouts have none: `outcomes.timeout` are missing here. */
  starts: v.record(v.picklist(startClasses), v.object({ n: count, measures: Measures })),
  /** How the ok samples' calls to inner were seen to go out. */
  connections: v.object({ reused: count, fresh: count }),
  /** ok samples in which a call that was to go over a kept connection made its own; those are never warm. */
  unkept: count,
  /** ok samples without a receipt that parsed. */
  receiptsMissing: v.object({ outer: count, inner: count }),
  sampling: Sampling,
  /** Where it is asked for. */
  distribution: v.optional(CellSpread),
});
export type MatrixRow = v.InferOutput<typeof MatrixRow>;

export const MatrixDocument = v.object({
  job: v.object({
    id: v.string(),
    ...shownLabels,
    state: v.picklist(jobStates),
    ...Ledger.entries,
    /** What `lost` consists of; absent when nothing is. */
    reasons: v.optional(v.array(Loss)),
    seed: count,
    deadlineMs: count,
    load: Load,
    /** How many fresh environments an origin were asked for, of tenant-isolated functions; absent for ordinary ones. */
    refresh: v.optional(count),
    /** ok samples in which a call that was to go over a kept connection made its own, in all cells. */
    unkept: count,
    /** The share of ok probes, 0 to 1, that started more than a gap late: above 0.1 the job is a closed loop. Absent without a gap. */
    lateShare: v.optional(v.number()),
    /** As the samples say. */
    wan: v.picklist(documentWans),
    /** As when the job was submitted. */
    unkindness: v.optional(Unkindness),
    /** What a simulated network did besides its round trips; absent for AWS's own. */
    network: v.optional(v.string()),
    /** What the functions ran as, as the samples say; absent where they do not. */
    builds: v.optional(v.array(BuildView)),
  }),
  /** Where all intervals are to hold at once, with 95% confidence: how many they are, and with what confidence (0 to 1) each one holds. */
  simultaneous: v.optional(v.object({ intervals: count, level: v.number() })),
  matrix: v.array(MatrixRow),
});
export type MatrixDocument = v.InferOutput<typeof MatrixDocument>;
