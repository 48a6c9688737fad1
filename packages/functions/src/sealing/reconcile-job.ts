import { readStoredJob } from "../results/read-stored-job.ts";
import { finishJob } from "./finish-job.ts";
import type { ReconcileDeps } from "./reconcile-deps.ts";

/** A job's marker is written just before the job; one that stays alone this long belongs to a job that never came. */
const orphanMs = 600_000;

/**
 * Brings one job on as far as what is stored allows: seals complete shards, rolls up complete origins, finishes a
 * job that is complete, cancelled or past its time limit. Every step is one write-once put after which the next run
 * can go on, so a crash between steps is harmless and two runs at once agree. `stuck` is an open job that needs a look.
 */
export async function reconcileJob(
  deps: ReconcileDeps,
  job: { id: string; openedAtMs: number },
): Promise<"open" | "stuck" | "closed"> {
  const { jobs, nowMs } = deps;
  const state = await readStoredJob(deps, job.id);
  if (state === undefined && nowMs() - job.openedAtMs < orphanMs) return "open";
  if (state !== undefined && state.finish === undefined) {
    const standing = await finishJob(deps, state);
    if (standing !== "finished") return standing;
  }
  await jobs.closeJob(job.id);
  deps.watch.forget(job.id);
  return "closed";
}
