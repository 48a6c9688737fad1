import type { EpochMs } from "@crisscross/core/edge/time";
import { metricsOfRun } from "@crisscross/core/metrics/job-metrics";
import type { OpenJob } from "../results/job-store.ts";
import { purgeJobs } from "./purge-jobs.ts";
import type { ReconcileDeps } from "./reconcile-deps.ts";
import { reconcileJob } from "./reconcile-job.ts";

interface Reconciled {
  /** Jobs that are not closed yet. */
  open: number;
  /** Open jobs that have stored no block for a quarter of an hour, or are past their time limit. */
  stuck: number;
  closed: number;
  /** Jobs whose stored data cannot be reconciled; the others went on without them. */
  failed: { job: string; error: unknown }[];
  /** Jobs that were not come to, and are next time. */
  left: number;
}

/** Reconciles all open jobs, or `only` one if it is open, one after another, then deletes what is purged, while there is time. */
export async function reconcileJobs(deps: ReconcileDeps, only?: string): Promise<Reconciled> {
  const open = await Array.fromAsync(deps.jobs.openJobs());
  const jobs = open.filter(({ id }) => only === undefined || id === only);
  const result: Reconciled = { open: 0, stuck: 0, closed: 0, failed: [], left: jobs.length };
  for (const job of takingTurns(jobs, deps.nowMs())) {
    if (!deps.hasTime()) break;
    result.left--;
    try {
      const standing = await reconcileJob(deps, job, only === undefined);
      result[standing === "stuck" ? "open" : standing]++;
      if (standing === "stuck") result.stuck++;
    } catch (error) {
      result.failed.push({ job: job.id, error });
    }
  }
  if (only === undefined) result.failed.push(...(await purgeJobs(deps)));
  // A run for one job has not looked at the others.
  if (only === undefined) await deps.metrics.publish(metricsOfRun(result.stuck, deps.home));
  return result;
}

/** Another job comes first every minute, so that none waits behind a large one for good. */
function takingTurns(jobs: readonly OpenJob[], nowMs: EpochMs): OpenJob[] {
  const first = Math.floor(nowMs / 60_000) % Math.max(1, jobs.length);
  return [...jobs.slice(first), ...jobs.slice(0, first)];
}
