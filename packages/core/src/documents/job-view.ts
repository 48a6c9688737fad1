import * as v from "valibot";
import { Instant, isoOf } from "../edge/instant.ts";
import { count } from "../edge/schema.ts";
import type { EpochMs } from "../edge/time.ts";
import { probesIn } from "../job/job.ts";
import { type JobRecord, StoredSpec } from "../job/job-record.ts";
import { type Labels, shownLabels } from "../job/labels.ts";
import { Unkindness } from "../job/unkindness.ts";
import { wans } from "../job/wan.ts";
import { type JobEnding, lossesIn } from "../standing/ending.ts";
import { jobStates, stateOf } from "../standing/job-state.ts";
import { Ledger } from "../standing/ledger.ts";
import { Loss } from "../standing/loss.ts";

/** A job as lists show it: what was asked for, without looking at what is stored. */
export const JobHead = v.object({
  id: v.string(),
  createdAt: Instant,
  spec: StoredSpec,
  ...shownLabels,
  /** The principal that submitted it; absent in jobs of earlier releases. */
  creator: v.optional(v.string()),
  /** Probes. */
  planned: count,
  estimatedUsd: v.number(),
  wan: v.picklist(wans),
  unkindness: v.optional(Unkindness),
  /** What a simulated network did besides its round trips; absent for AWS's own. */
  network: v.optional(v.string()),
  /** Only of jobs that the canary's schedule launched. */
  canary: v.optional(v.literal(true)),
});
export type JobHead = v.InferOutput<typeof JobHead>;

/** What the API answers about one job. */
export const JobView = v.object({
  ...JobHead.entries,
  state: v.picklist(jobStates),
  ledger: Ledger,
  /** Share of the planned probes that are accounted for, 0 to 1. */
  progress: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** What the ledger's `lost` consists of; absent when nothing is. */
  reasons: v.optional(v.array(Loss)),
});
export type JobView = v.InferOutput<typeof JobView>;

/** A job whose record cannot be read, and why. */
export const DamagedJob = v.object({ id: v.string(), damage: v.string() });
export type DamagedJob = v.InferOutput<typeof DamagedJob>;

/** A job that is gone: reading it is a 410 from now on. */
export const PurgedJob = v.object({
  id: v.string(),
  purgedAt: Instant,
  /** What becomes of its data, in words. */
  purged: v.string(),
});
export type PurgedJob = v.InferOutput<typeof PurgedJob>;

export const purgedJobOf = (id: string, purgedAtMs: EpochMs): PurgedJob => ({
  id,
  purgedAt: isoOf(purgedAtMs),
  purged:
    "the job cannot be read any more; what is stored of it is deleted in the background, which begins within a minute or two",
});

/** One page of jobs, newest first. `next` is the cursor of the page after it, also where a page is short because jobs were left out. */
export const JobList = v.object({
  jobs: v.array(JobHead),
  /** Jobs of the page that are no more than their names; absent when there is none. */
  damaged: v.optional(v.array(DamagedJob)),
  next: v.optional(v.string()),
});
export type JobList = v.InferOutput<typeof JobList>;

export function jobHeadOf(record: JobRecord): JobHead {
  return {
    id: record.id,
    createdAt: isoOf(record.createdAtMs),
    spec: record.spec,
    ...labelsOf(record),
    ...(record.creator !== undefined && { creator: record.creator }),
    planned: probesIn(record.spec),
    estimatedUsd: record.estimatedUsd,
    wan: record.wan,
    ...(record.unkindness && { unkindness: record.unkindness }),
    ...(record.network !== undefined && { network: record.network }),
    ...(record.canary && { canary: record.canary }),
  };
}

/** What a job is called by, without what it has not. */
export const labelsOf = ({ name, tags }: Labels): Labels => ({
  ...(name !== undefined && { name }),
  ...(tags && { tags }),
});

export function jobViewOf(record: JobRecord, ledger: Ledger, ending: JobEnding = {}): JobView {
  const progress = (ledger.expected - ledger.pending) / ledger.expected;
  return { ...jobHeadOf(record), state: stateOf(ledger, ending), ledger, progress, ...reasonsOf(ending) };
}

/** The losses of a job that has any, as documents carry them. */
export function reasonsOf(ending: JobEnding): { reasons?: Loss[] } {
  const reasons = lossesIn(ending);
  return reasons.length > 0 ? { reasons } : {};
}
