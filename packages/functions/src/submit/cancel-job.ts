import { type JobView, jobViewOf } from "@crisscross/core/documents/job-view";
import { AppError } from "@crisscross/core/edge/error";
import type { EpochMs } from "@crisscross/core/edge/time";
import { keptDaysOf } from "@crisscross/core/job/canary";
import type { JobStore } from "../results/job-store.ts";
import { type ReadDeps, readState, readView } from "../results/read-job.ts";

export interface CancelDeps extends ReadDeps {
  jobs: ReadDeps["jobs"] & Pick<JobStore, "putCancelled">;
  nowMs(): EpochMs;
}

/**
 * Cancels a job: blocks that wait in a queue are dropped when their turn comes. Cancelling again changes nothing.
 * Throws AppError: `not-found`, `conflict` for a job that has ended by itself.
 */
export async function cancelJob(deps: CancelDeps, id: string): Promise<JobView> {
  const state = await readState(deps, id);
  const view = await readView(deps, state);
  if (state.cancelled) return view;
  if (view.state === "complete" || view.state === "incomplete")
    throw new AppError("conflict", `job ${id} is ${view.state} already; there is nothing to cancel`);
  await deps.jobs.putCancelled(id, deps.nowMs(), keptDaysOf(state.record));
  return jobViewOf(state.record, view.ledger, { cancelled: true });
}
