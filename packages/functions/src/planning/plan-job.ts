import { AppError } from "@crisscross/core/edge/error";
import { JobId } from "@crisscross/core/job/job-id";
import * as v from "valibot";
import type { JobStore } from "../results/job-store.ts";
import { type PublishDeps, type Published, publishPlan } from "./publish-plan.ts";
import { type SeedDeps, seedRecords } from "./seed-records.ts";

/** What api sends and plan reads. */
export const JobMessage = v.strictObject({ v: v.literal(1), job: JobId });
export type JobMessage = v.InferOutput<typeof JobMessage>;

export interface PlanDeps extends PublishDeps, SeedDeps {
  jobs: Pick<JobStore, "getJob" | "getKey" | "isCancelled">;
}

/**
 * Seeds the records a job reads, then publishes its blocks, none of a job that was cancelled before its turn came and
 * not all of one that is cancelled meanwhile; doing it again changes nothing.
 */
export async function planJob(deps: PlanDeps, { job }: JobMessage): Promise<Published> {
  const record = await deps.jobs.getJob(job);
  if (record === undefined) throw new AppError("not-found", `job ${job} is not stored; submit it again`);
  if (await deps.jobs.isCancelled(job)) return { blocks: 0, cancelled: true };
  await seedRecords(deps, record);
  const key = await deps.jobs.getKey(job);
  if (key === undefined)
    throw new AppError("corrupt", `job ${job} has no key to sign its blocks with; submit it again`);
  return publishPlan(deps, { record, key });
}
