import { AppError } from "@crisscross/core/edge/error";
import { JobId } from "@crisscross/core/job/job-id";
import { blocksDueBy } from "@crisscross/core/job/pace";
import { blockCount } from "@crisscross/core/job/plan";
import * as v from "valibot";
import type { JobStore } from "../results/job-store.ts";
import { type PublishDeps, type Published, publishPlan } from "./publish-plan.ts";
import { type SeedDeps, seedRecords } from "./seed-records.ts";

/** What api sends and plan reads. */
export const JobMessage = v.strictObject({ v: v.literal(1), job: JobId });
export type JobMessage = v.InferOutput<typeof JobMessage>;

export interface PlanDeps extends PublishDeps, SeedDeps {
  jobs: Pick<JobStore, "getJob" | "getKey" | "isCancelled" | "publishedBlocks" | "notePublished">;
}

/**
 * Publishes the blocks of a job whose time comes within the next minutes and that are not known to be published, before the
 * first of them seeding the records that the job reads. Publishes none of a job that was cancelled before its turn came, and not
 * all of one that is cancelled meanwhile, and none of one that was purged. reconcile has it done again until none is left; doing it too often changes nothing.
 */
export async function planJob(deps: PlanDeps, { job }: JobMessage): Promise<Published> {
  const record = await deps.jobs.getJob(job).catch(unlessGone);
  if (record === "gone") return { blocks: 0, cancelled: true };
  if (record === undefined) throw new AppError("not-found", `job ${job} is not stored; submit it again`);
  if (await deps.jobs.isCancelled(job)) return { blocks: 0, cancelled: true };
  const from = (await deps.jobs.publishedBlocks(job)) ?? 0;
  const to = blocksDueBy(record, deps.nowMs());
  if (from === 0) await seedRecords(deps, record);
  const key = await deps.jobs.getKey(job);
  if (key === undefined)
    throw new AppError("corrupt", `job ${job} has no key to sign its blocks with; submit it again`);
  const published = await publishPlan(deps, { record, key }, { from, to });
  // Only then, so that a crash has them published again. Of a job that is published at once nobody asks how far it is.
  if (!published.cancelled && from < to && (from > 0 || to < blockCount(record)))
    await deps.jobs.notePublished(record, to);
  return published;
}

function unlessGone(error: unknown): "gone" {
  if (error instanceof AppError && error.code === "gone") return "gone";
  throw error;
}
