import { type PurgedJob, purgedJobOf } from "@crisscross/core/documents/job-view";
import { AppError } from "@crisscross/core/edge/error";
import type { EpochMs } from "@crisscross/core/edge/time";
import type { JobStore } from "../results/job-store.ts";
import type { PurgeStore } from "../results/purge-store.ts";
import { type ReadDeps, readState } from "../results/read-job.ts";

export interface PurgeDeps extends Pick<ReadDeps, "damaged"> {
  jobs: Pick<JobStore, "storedJob" | "isOpen" | "purgedAtMs">;
  purges: Pick<PurgeStore, "putPurge">;
  nowMs(): EpochMs;
}

/**
 * Takes a job that has ended away, with two writes, however large it is; reconcile deletes its data. Doing it again changes nothing.
 * Throws AppError: `not-found`, `conflict` for a job that has not ended or is just being closed.
 */
export async function purgeJob(deps: PurgeDeps, id: string): Promise<PurgedJob> {
  const { jobs, purges, nowMs } = deps;
  const before = await jobs.purgedAtMs(id);
  if (before !== undefined) return purgedJobOf(id, before);
  const { finish, cancelled } = await readState(deps, id);
  if (finish === undefined) throw new AppError("conflict", `job ${id} ${cancelled ? closing : running}`);
  // What is told of its end is made from its record.
  if (await jobs.isOpen(id)) throw new AppError("conflict", `job ${id} ${closing}`);
  const purgedAtMs = nowMs();
  await purges.putPurge(id, purgedAtMs);
  return purgedJobOf(id, purgedAtMs);
}

const running = "has not ended; cancel it first, and purge it once it is cancelled";
const closing = "has ended and is just being closed; purge it in a minute";
