import { blocksDueBy } from "@crisscross/core/job/pace";
import { timeLimitMs } from "@crisscross/core/standing/ending";
import type { StoredJob } from "../results/job-store.ts";
import type { ReconcileDeps } from "./reconcile-deps.ts";

/**
 * Has plan publish the next blocks of a job whose gap spreads it over more than the next minutes. Only a run by the schedule may:
 * from plan over consume and reconcile back to plan would be a loop, which Lambda cuts.
 */
export async function publishNext({ queue, nowMs }: ReconcileDeps, state: StoredJob): Promise<void> {
  const { record, published, cancelled, finish } = state;
  if (published === undefined || cancelled || finish || nowMs() >= timeLimitMs(record)) return;
  if (blocksDueBy(record, nowMs()) > published) await queue.send(record.id);
}
