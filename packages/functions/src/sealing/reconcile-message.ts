import { JobId } from "@crisscross/core/job/job-id";
import * as v from "valibot";

/** What reconcile is invoked with: by its schedule with nothing, for all open jobs, or by api or consume for one job. */
export const ReconcileMessage = v.strictObject({ job: v.optional(JobId) });
export type ReconcileMessage = v.InferOutput<typeof ReconcileMessage>;
