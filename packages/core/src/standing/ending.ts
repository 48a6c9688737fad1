import * as v from "valibot";
import { WallClockMs } from "../edge/instant.ts";
import type { EpochMs } from "../edge/time.ts";
import { epochMs } from "../edge/time.ts";
import type { JobRecord } from "../job/job-record.ts";
import { Loss } from "./loss.ts";

export const finishStates = ["complete", "incomplete", "cancelled"] as const;

/** How a job ended, written once: after it nothing more is counted. */
export const Finish = v.object({
  state: v.picklist(finishStates),
  finishedAtMs: WallClockMs,
  losses: v.array(Loss),
});
export type Finish = v.InferOutput<typeof Finish>;

/** What is known of a job's end; nothing of it while the job just runs. */
export interface JobEnding {
  cancelled?: boolean;
  finish?: Finish | undefined;
  /** Probes of stored blocks that reading found damaged, beyond the losses of the finish. */
  damaged?: readonly Loss[] | undefined;
  /** Before the end: probes of blocks that their queue gave up, and that are counted after all if they are sent back in time. */
  deadLettered?: readonly Loss[] | undefined;
}

/** All that is known to be lost. */
export const lossesIn = ({ finish, damaged = [], deadLettered = [] }: JobEnding): Loss[] => [
  ...(finish?.losses ?? []),
  ...damaged,
  ...deadLettered,
];

/** Why a finish cannot be of this job's plan; undefined where it can. */
export function finishFault({ spec }: JobRecord, { state, losses }: Finish): string | undefined {
  if (state !== "complete" && losses.length === 0) return `${state} without a loss`;
  const lost = new Map<string, number>();
  for (const { origin, target, variant, n } of losses) {
    const isPlanned =
      spec.origins.some((region) => region === origin) &&
      spec.targets.some((region) => region === target) &&
      spec.variants.includes(variant);
    if (!isPlanned) return "losses of a cell the plan does not have";
    const key = `${origin} ${target} ${variant}`;
    lost.set(key, (lost.get(key) ?? 0) + n);
  }
  const most = Math.max(0, ...lost.values());
  return most > spec.samples ? `${most} losses of a cell of ${spec.samples} probes` : undefined;
}

/** The end of a job with these losses: a job that lost nothing is complete, even if it was cancelled meanwhile. */
export function finishOf(losses: readonly Loss[], cancelled: boolean, finishedAtMs: EpochMs): Finish {
  const state = losses.length === 0 ? "complete" : cancelled ? "cancelled" : "incomplete";
  return { state, finishedAtMs, losses: [...losses] };
}

/** When what has not arrived is given up. */
export const timeLimitMs = ({ createdAtMs, spec }: JobRecord): EpochMs =>
  epochMs(createdAtMs + spec.timeLimitMinutes * 60_000);
