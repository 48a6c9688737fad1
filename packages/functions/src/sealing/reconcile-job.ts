import { AppError } from "@crisscross/core/edge/error";
import { limits } from "@crisscross/core/job/job";
import type { StoredJob } from "../results/job-store.ts";
import { readStoredJob } from "../results/read-stored-job.ts";
import { announceEnd } from "./announce-end.ts";
import { finishJob } from "./finish-job.ts";
import { publishNext } from "./publish-next.ts";
import type { ReconcileDeps } from "./reconcile-deps.ts";

/** A job's marker is written just before the job; one that stays alone this long belongs to a job that never came. */
const orphanMs = 600_000;
const longestMs = limits.timeLimitMinutes.max * 60_000;

/**
 * Brings one job on as far as what is stored allows: seals complete shards, rolls up complete origins, finishes a
 * job that is complete, cancelled or past its time limit, and tells of its end. Every step is one write-once put after which the next run
 * can go on, so a crash between steps is harmless and two runs at once agree. `stuck` is an open job that needs a look.
 */
export async function reconcileJob(
  deps: ReconcileDeps,
  job: { id: string; openedAtMs: number },
  isScheduled: boolean,
): Promise<"open" | "stuck" | "closed"> {
  const { jobs, nowMs } = deps;
  const state = await readOrName(deps, job.id);
  // Nothing of it can be told, nor finished: it is looked at for as long as a job can run, in case it is restored.
  if (state === "damaged" && nowMs() - job.openedAtMs < longestMs) return "stuck";
  if (state === undefined && nowMs() - job.openedAtMs < orphanMs) return "open";
  if (state !== undefined && state !== "damaged" && state !== "gone") {
    if (state.finish === undefined) {
      if (isScheduled) await publishNext(deps, state);
      const standing = await finishJob(deps, state);
      if (standing !== "finished") return standing;
    }
    // Read again: another run may have been first, with another end.
    const ended = state.finish ? state : await readStoredJob(deps, job.id);
    if (ended) await announceEnd(deps, ended);
  }
  await jobs.closeJob(job.id);
  deps.watch.forget(job.id);
  return "closed";
}

/** A job's own record that is damaged is told of, like any other item. */
async function readOrName(
  deps: ReconcileDeps,
  id: string,
): Promise<StoredJob | "damaged" | "gone" | undefined> {
  try {
    return await readStoredJob(deps, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "gone") return "gone";
    if (!(error instanceof AppError) || error.code !== "corrupt") throw error;
    deps.damaged({ item: `job#${id} job`, why: error.message });
    return "damaged";
  }
}
