import * as v from "valibot";
import { WallClockMs } from "../edge/instant.ts";
import type { JobRecord } from "../job/job-record.ts";
import { Loss } from "./loss.ts";

/** How a job ended, written once: after it nothing more is counted. */
export const Finish = v.object({
  state: v.picklist(["complete", "incomplete", "cancelled"]),
  finishedAtMs: WallClockMs,
  losses: v.array(Loss),
});
export type Finish = v.InferOutput<typeof Finish>;

/** What is known of a job's end; nothing of it while the job just runs. */
export interface Ending {
  cancelled?: boolean;
  finish?: Finish | undefined;
  /** Probes of stored blocks that reading found damaged, beyond the losses of the finish. */
  damaged?: readonly Loss[] | undefined;
}

/** All that is known to be lost. */
export const lossesIn = ({ finish, damaged = [] }: Ending): Loss[] => [...(finish?.losses ?? []), ...damaged];

/** The end of a job with these losses: a job that lost nothing is complete, even if it was cancelled meanwhile. */
export function finishOf(losses: readonly Loss[], cancelled: boolean, finishedAtMs: number): Finish {
  const state = losses.length === 0 ? "complete" : cancelled ? "cancelled" : "incomplete";
  return { state, finishedAtMs, losses: [...losses] };
}

/** When what has not arrived is given up. */
export const timeLimitMs = ({ createdAtMs, spec }: JobRecord): number =>
  createdAtMs + spec.timeLimitMinutes * 60_000;
