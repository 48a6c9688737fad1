import * as v from "valibot";
import { AppError, type Rejection } from "./error.ts";
import type { ErrorCode } from "./error-status.ts";

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
  const fields = fieldsOf(schema);
  // To valibot a list is an object without the keys it looks for, so defaults would turn it into a valid one.
  if (fields && Array.isArray(input))
    throw rejected([{ field: what, value: shown(input), accepted: "an object" }], code);
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  throw rejected(distinct(result.issues.map((issue) => rejectionOf(issue, what, fields))), code);
}

function rejectionOf(
  issue: v.BaseIssue<unknown>,
  what: string,
  fields: readonly string[] | undefined,
): Rejection {
  const field = v.getDotPath(issue) ?? what;
  if (issue.type === "strict_object" && issue.expected === "never") {
    const known =
      issue.path?.length === 1 && fields ? `no such field; there are ${fields.join(", ")}` : "no such field";
    return { field, value: shown(issue.path?.at(-1)?.value), accepted: known };
  }
  // valibot's `expected` of a missing field is the field's own name.
  if (issue.message.startsWith("Invalid key") && issue.input === undefined)
    return { field, value: undefined, accepted: "a value, which is not optional" };
  return { field, value: shown(issue.input), accepted: acceptedBy(issue) };
}

/** Our own message says what is accepted; valibot's ones start with "Invalid" and keep that in `expected`. */
function acceptedBy({ message, expected }: v.BaseIssue<unknown>): string {
  if (!message.startsWith("Invalid ") || !expected) return message;
  return expected === "Object" ? "an object" : expected;
}

function fieldsOf(schema: v.GenericSchema): readonly string[] | undefined {
  const entries = "entries" in schema ? schema.entries : undefined;
  return typeof entries === "object" && entries !== null ? Object.keys(entries) : undefined;
}

function distinct(rejections: readonly Rejection[]): Rejection[] {
  return [...new Map(rejections.map((rejection) => [sentence(rejection), rejection])).values()];
}

const rejected = (rejections: readonly Rejection[], code: ErrorCode): AppError =>
  new AppError(code, rejections.map(sentence).join("; "), { rejections });

/** A refusal in words; `field` may be named otherwise than in the rejection. */
export function sentence({ field, value, accepted }: Rejection): string {
  const text = JSON.stringify(value);
  return `${field}: ${text === undefined ? "a value is missing" : `${text} is not accepted`}; accepted: ${accepted}`;
}

/** A rejected value as JSON can carry it: NaN and infinities by name, long text cut. */
function shown(value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  const text = JSON.stringify(value);
  return text !== undefined && text.length > 200 ? `${text.slice(0, 200)}…` : value;
}

/** A whole number from 0: how many of something there are, or a time in whole ms or µs. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A name of ours in stored data and messages: of a job, a region, a variant. */
export const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** A schema that says what it accepts whatever is wrong. */
export const wholeNumber = (min: number, max: number) => {
  const accepted = `a whole number from ${min} to ${max}`;
  return v.pipe(
    v.number(accepted),
    v.integer(accepted),
    v.minValue(min, accepted),
    v.maxValue(max, accepted),
  );
};
