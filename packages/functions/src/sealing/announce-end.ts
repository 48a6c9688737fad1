import { jobEventOf } from "@crisscross/core/documents/job-event";
import type { StoredJob } from "../results/job-store.ts";
import type { ReconcileDeps } from "./reconcile-deps.ts";

/**
 * Tells the topic of events how a job ended, then notes that it is told: a crash in between has it told again, under the same id.
 * Nobody is told of canaries. Rejects when the topic does not take it; the job then stays open, and it is told the next minute.
 */
export async function announceEnd(
  { jobs, events, log }: ReconcileDeps,
  { record, finish, announced }: StoredJob,
): Promise<void> {
  if (finish === undefined || announced || record.canary) return;
  const event = jobEventOf(record, finish);
  await events.publish(event);
  await jobs.putAnnounced(record);
  log.announced(record.id, event.id);
}
