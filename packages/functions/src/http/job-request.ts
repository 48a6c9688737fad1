import type { QueryOf } from "@crisscross/core/documents/routes";
import { AppError } from "@crisscross/core/edge/error";
import { parse } from "@crisscross/core/edge/schema";
import * as v from "valibot";
import type { JobCursor } from "../results/job-store.ts";
import { JobId } from "../submit/job-id.ts";
import { cursorOf } from "./cursor.ts";

/** API Gateway joins a header that is there twice with a comma: a key that holds one may be two. */
const Key = v.pipe(
  v.string(),
  v.regex(/^[\x21-\x2b\x2d-\x7e]{1,128}$/, "one key of 1 to 128 visible ASCII characters, without a comma"),
);

/** Undefined only when there is no such header: an empty one is not a request without a key. Throws AppError `invalid`. */
export function readIdempotencyKey(value: string | undefined): string | undefined {
  return value === undefined
    ? undefined
    : parse(v.object({ "Idempotency-Key": Key }), { "Idempotency-Key": value }, "headers")["Idempotency-Key"];
}

/** A path's job id; one that cannot be an id is as unknown as one that is none. */
export function readJobId(value: string): string {
  if (v.safeParse(JobId, value).success) return value;
  throw new AppError("not-found", `job: ${JSON.stringify(value.slice(0, 100))} is not known`);
}

const limitForm = "a whole number from 1 to 100";
const createdAtMs = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15));
const cursor = cursorOf(v.strictTuple([JobId, createdAtMs]), "`next` of an earlier answer gave it");

const canariesForm = "true, or no such parameter";

const ListQuery = v.strictObject({
  limit: v.optional(v.pipe(v.string(), v.regex(/^([1-9]\d?|100)$/, limitForm), v.transform(Number)), "20"),
  cursor: v.optional(cursor.schema),
  canaries: v.optional(v.literal("true", canariesForm)),
} satisfies Record<QueryOf<"ListJobs">, v.GenericSchema>);

/** Page size and start of a list of jobs, and whether the canary's are in it. Throws AppError `invalid`, also for parameters it does not know. */
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
