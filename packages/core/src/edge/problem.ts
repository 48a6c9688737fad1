import * as v from "valibot";
import type { AppError } from "./error.ts";
import { errorCodes } from "./error-status.ts";

/** RFC 9457 problem details, served as application/problem+json. */
export const Problem = v.object({
  type: v.literal("about:blank"),
  title: v.string(),
  status: v.number(),
  code: v.picklist(errorCodes),
  detail: v.string(),
  /** What was rejected: which field, what was sent, what would be accepted. Absent when no input was. */
  errors: v.optional(
    v.array(v.object({ field: v.string(), value: v.optional(v.unknown()), accepted: v.string() })),
  ),
});
export type Problem = v.InferOutput<typeof Problem>;

export function problemOf(error: AppError): Problem {
  const { status, code, message: detail, rejections } = error;
  const title = code.replaceAll("-", " ").replace(/^./, (letter) => letter.toUpperCase());
  return {
    type: "about:blank",
    title,
    status,
    code,
    detail,
    ...(rejections.length > 0 && { errors: [...rejections] }),
  };
}
