import * as v from "valibot";
import { AppError, type ErrorCode, type Rejection } from "./error.ts";

/**
 * Parses a value at an edge. Throws AppError with one rejection per fault: the field, its value, what is accepted.
 * `what` names the whole value in messages; `code` is `corrupt` for stored data, which is not the caller's fault.
 */
export function parse<T extends v.GenericSchema>(
  schema: T,
  input: unknown,
  what: string,
  code: ErrorCode = "invalid",
): v.InferOutput<T> {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  const rejections = result.issues.map((issue) => rejectionOf(issue, what));
  throw new AppError(code, rejections.map(sentence).join("; "), { rejections });
}

function rejectionOf(issue: v.BaseIssue<unknown>, what: string): Rejection {
  const path = v.getDotPath(issue);
  if (issue.type === "strict_object" && issue.expected === "never")
    return { field: path ?? what, value: shown(issue.input), accepted: "no such key" };
  return { field: path ?? what, value: shown(issue.input), accepted: issue.message };
}

function sentence({ field, value, accepted }: Rejection): string {
  return `${field}: ${JSON.stringify(value) ?? "nothing"} is not accepted; accepted: ${accepted}`;
}

/** A rejected value as JSON can carry it: NaN and infinities by name, long text cut. */
function shown(value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  const text = JSON.stringify(value);
  return text !== undefined && text.length > 200 ? `${text.slice(0, 200)}…` : value;
}
