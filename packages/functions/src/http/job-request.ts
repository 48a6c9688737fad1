import { type Narrowed, routes } from "@crisscross/core/documents/routes";
import { AppError } from "@crisscross/core/edge/error";
import { WallClockMs } from "@crisscross/core/edge/instant";
import { parse } from "@crisscross/core/edge/schema";
import { JobId } from "@crisscross/core/job/job-id";
import * as v from "valibot";
import type { JobCursor } from "../results/job-store.ts";
import type { ListWishes } from "../results/select-jobs.ts";
import { cursorOf } from "./cursor.ts";
import { rejected } from "./query.ts";

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

/** The last entry, true, is there for a canary's job. */
const cursor = cursorOf(
  v.union([v.strictTuple([JobId, WallClockMs]), v.strictTuple([JobId, WallClockMs, v.literal(true)])]),
  "`next` of an earlier answer gave it",
);

const ListQuery = v.strictObject({
  ...routes.ListJobs.query,
  ...({ cursor: v.optional(cursor.schema) } satisfies Narrowed<"ListJobs">),
});

/** Which page of which jobs a list is asked for. Throws AppError `invalid`, also for parameters it does not know. */
export function readListQuery(query: Record<string, string>): ListWishes & { limit: number } {
  const { cursor: place, canaries, from, to, ...wishes } = parse(ListQuery, query, "query");
  if (from !== undefined && to !== undefined && from >= to)
    throw rejected("from", query.from, `before \`to\`, ${query.to}`);
  const after = place && {
    id: place[0],
    createdAtMs: place[1],
    ...(place[2] && { canary: true }),
  };
  return { ...wishes, canaries: canaries === "true", fromMs: from, toMs: to, after };
}

export const encodeJobCursor = ({ id, createdAtMs, canary }: JobCursor): string =>
  cursor.encode(canary ? [id, createdAtMs, true] : [id, createdAtMs]);

/** Whether a job is to be purged, not cancelled. Throws AppError `invalid`. */
export function readCancelQuery(query: Record<string, string>): { purge: boolean } {
  const { purge } = parse(v.strictObject(routes.CancelJob.query), query, "query");
  return { purge: purge === "true" };
}
