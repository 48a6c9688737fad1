import { AppError } from "@crisscross/core/edge/error";
import { parse } from "@crisscross/core/edge/schema";
import { limits } from "@crisscross/core/job/job";
import type { HonoRequest } from "hono";
import * as v from "valibot";
import type { JobCursor } from "../results/job-store.ts";
import { JobId } from "../submit/job-id.ts";

/** A request's parameters. Throws AppError `invalid` for one that is there twice. */
export function readQuery(request: HonoRequest): Record<string, string> {
  const repeated = Object.entries(request.queries()).find(([, values]) => values.length > 1);
  if (repeated) throw refused(repeated[0], repeated[1].join(", "), "one value");
  return request.query();
}

/** For requests that take no parameters. Throws AppError `invalid` when there is one. */
export function refuseQuery(request: HonoRequest): void {
  const [first] = Object.entries(request.query());
  if (first) throw refused(first[0], first[1], "no parameters");
}

const refused = (field: string, value: string, accepted: string): AppError =>
  new AppError("invalid", `${field}: ${JSON.stringify(value)} is not accepted; accepted: ${accepted}`, {
    rejections: [{ field, value, accepted }],
  });

/** Reads a JSON body. Throws AppError: `unsupported-media-type`, `too-large`, `invalid`. */
export async function readJsonBody(request: Request): Promise<unknown> {
  const contentType = request.headers.get("content-type") ?? "";
  if (contentType.split(";")[0]?.trim().toLowerCase() !== "application/json")
    throw new AppError(
      "unsupported-media-type",
      `content-type: ${JSON.stringify(contentType)} is not accepted; accepted: application/json`,
      { rejections: [{ field: "content-type", value: contentType, accepted: "application/json" }] },
    );
  const body = await request.arrayBuffer();
  if (body.byteLength > limits.bodyBytes)
    throw new AppError("too-large", `body: ${body.byteLength} bytes; accepted: at most ${limits.bodyBytes}`, {
      rejections: [
        { field: "body", value: `${body.byteLength} bytes`, accepted: `at most ${limits.bodyBytes} bytes` },
      ],
    });
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch (cause) {
    const value = new TextDecoder().decode(body.slice(0, 100));
    throw new AppError("invalid", `body: not JSON (${(cause as Error).message}); accepted: a JSON object`, {
      cause,
      rejections: [{ field: "body", value, accepted: "a JSON object, in UTF-8" }],
    });
  }
}

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
const cursorForm = "a cursor as `next` of an earlier answer gave it";

const ListQuery = v.strictObject({
  limit: v.optional(v.pipe(v.string(), v.regex(/^([1-9]\d?|100)$/, limitForm), v.transform(Number)), "20"),
  cursor: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => decodeCursor(text) !== undefined, cursorForm),
      v.transform(decodeCursor),
    ),
  ),
});

/** Page size and start of a list of jobs. Throws AppError `invalid`, also for parameters it does not know. */
export function readListQuery(query: Record<string, string>): { limit: number; after?: JobCursor } {
  const { limit, cursor } = parse(ListQuery, query, "query");
  return { limit, ...(cursor && { after: cursor }) };
}

const Cursor = v.strictTuple([
  JobId,
  v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15)),
]);

export const encodeCursor = ({ id, createdAtMs }: JobCursor): string =>
  Buffer.from(JSON.stringify([id, createdAtMs])).toString("base64url");

function decodeCursor(text: string): JobCursor | undefined {
  try {
    const parsed = v.safeParse(Cursor, JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    if (!parsed.success) return undefined;
    const [id, createdAtMs] = parsed.output;
    return { id, createdAtMs };
  } catch {
    return undefined;
  }
}
