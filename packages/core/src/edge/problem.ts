import * as v from "valibot";
import type { AppError } from "./error.ts";
import { errorCodes } from "./error-status.ts";
import { type ProblemKind, problemKinds, problemType } from "./problem-table.ts";

/** RFC 9457 problem details, served as application/problem+json. */
export const Problem = v.object({
  /** A path of the API that explains the code. */
  type: v.picklist(errorCodes.map(problemType)),
  title: v.string(),
  status: v.number(),
  code: v.picklist(errorCodes),
  /** Whether the same request may be done later. */
  retryable: v.boolean(),
  detail: v.string(),
  /** The id of the request, as logs have it; absent where no gateway gave it one. */
  instance: v.optional(v.string()),
  /** What was rejected: which field, what was sent, what would be accepted. Absent when no input was. */
  errors: v.optional(
    v.array(v.object({ field: v.string(), value: v.optional(v.unknown()), accepted: v.string() })),
  ),
});
export type Problem = v.InferOutput<typeof Problem>;

/** An error as it is answered. `instance` is the id of the request. */
export function problemOf(error: AppError, instance?: string): Problem {
  const { status, code, message: detail, rejections } = error;
  const title = code.replaceAll("-", " ").replace(/^./, (letter) => letter.toUpperCase());
  return {
    type: problemType(code),
    title,
    status,
    code,
    retryable: problemKinds[code].isRetryable,
    detail,
    ...(instance !== undefined && { instance }),
    ...(rejections.length > 0 && { errors: [...rejections] }),
  };
}

/** Whole seconds after which a request that failed so may be sent again; undefined where that is of no use. */
export const retryAfterSecondsOf = ({ code, retryAfterSeconds }: AppError): number | undefined => {
  const { retryAfterSeconds: usual }: ProblemKind = problemKinds[code];
  return retryAfterSeconds ?? (typeof usual === "number" ? usual : undefined);
};
