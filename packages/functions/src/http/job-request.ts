import { type Narrowed, routes } from "@crisscross/core/documents/routes";
import { AppError } from "@crisscross/core/edge/error";
import { WallClockMs } from "@crisscross/core/edge/instant";
import { parse } from "@crisscross/core/edge/schema";
import { JobId } from "@crisscross/core/job/job-id";
import * as v from "valibot";
import type { JobCursor } from "../results/job-store.ts";
import { cursorOf } from "./cursor.ts";

/** Undefined only when there is no such header: an empty one is not a request without a key. Throws AppError `invalid`. */
export function readIdempotencyKey(value: string | undefined): string | undefined {
  const Headers = v.object({ "Idempotency-Key": routes.SubmitJob.headers["idempotency-key"] });
  return parse(Headers, { "Idempotency-Key": value }, "headers")["Idempotency-Key"];
}

/** Whether a job is only to be estimated. Throws AppError `invalid`, also for parameters it does not know. */
export function readSubmitQuery(query: Record<string, string>): { isDry: boolean } {
  const { dryRun } = parse(v.strictObject(routes.SubmitJob.query), query, "query");
  return { isDry: dryRun === "true" };
}

/** A path's job id; one that cannot be an id is as unknown as one that is none. */
export function readJobId(value: string): string {
  if (v.safeParse(JobId, value).success) return value;
  throw new AppError("not-found", `job: ${JSON.stringify(value.slice(0, 100))} is not known`);
}

const cursor = cursorOf(v.strictTuple([JobId, WallClockMs]), "`next` of an earlier answer gave it");

const ListQuery = v.strictObject({
  ...routes.ListJobs.query,
  ...({ cursor: v.optional(cursor.schema) } satisfies Narrowed<"ListJobs">),
});

/**
 * Page size and start of a list of jobs, and whether the canary's are in it. Throws AppError `invalid`, also for parameters
 * it does not know.
 */
export function readListQuery(query: Record<string, string>): {
  limit: number;
  after?: JobCursor;
  canaries: boolean;
} {
  const { limit, cursor: place, canaries } = parse(ListQuery, query, "query");
  return {
    limit,
    canaries: canaries === "true",
    ...(place && { after: { id: place[0], createdAtMs: place[1] } }),
  };
}

export const encodeJobCursor = ({ id, createdAtMs }: JobCursor): string => cursor.encode([id, createdAtMs]);
