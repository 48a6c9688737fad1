import type { Purge } from "../results/purge-store.ts";
import type { ReconcileDeps } from "./reconcile-deps.ts";

/** Longer than any function runs: whoever was about to store something of the job when it was purged has done so by then. */
const lateWritesMs = 600_000;

/** Deletes the data of purged jobs, as far as there is time. Gives those it failed with. */
export async function purgeJobs(deps: ReconcileDeps): Promise<{ job: string; error: unknown }[]> {
  const failed: { job: string; error: unknown }[] = [];
  for await (const purge of deps.purges.purges()) {
    if (!deps.hasTime()) break;
    try {
      await deletePurged(deps, purge);
    } catch (error) {
      failed.push({ job: purge.id, error });
    }
  }
  return failed;
}

/** At once, and once more when nothing can be stored any more. */
async function deletePurged({ purges, nowMs, hasTime, log }: ReconcileDeps, purge: Purge): Promise<void> {
  const isLast = nowMs() >= purge.purgedAtMs + lateWritesMs;
  const isEmpty = await purges.deleteData(purge, isLast, hasTime);
  if (!isEmpty || !isLast) return;
  await purges.closePurge(purge.id);
  log.deleted(purge.id);
}
