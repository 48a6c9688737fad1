import type { Rejection } from "@crisscross/core/edge/error";
import * as v from "valibot";
import { printable, printableDocument } from "../terminal/printable.ts";

/** What refusals look like: problem+json from the API, {"message"} from the gateway in front of it. */
const Refusal = v.object({
  code: v.optional(v.string()),
  detail: v.optional(v.string()),
  message: v.optional(v.string()),
  retryable: v.optional(v.boolean()),
  errors: v.optional(
    v.array(v.object({ field: v.string(), value: v.optional(v.unknown()), accepted: v.string() })),
  ),
});

function read(body: string): v.InferOutput<typeof Refusal> {
  try {
    const result = v.safeParse(Refusal, printableDocument(JSON.parse(body)));
    return result.success ? result.output : {};
  } catch {
    return { message: printable(body.slice(0, 200)) };
  }
}

/** The inputs that were rejected; none when the body names none. */
export function rejectionsOf(body: string): readonly Rejection[] {
  return (read(body).errors ?? []).map(({ field, value, accepted }) => ({ field, value, accepted }));
}

/** What the refusal says in words; empty when it says nothing. */
export function sentenceOf(body: string): string {
  const { detail, message } = read(body);
  return detail ?? message ?? "";
}

/** The code of a problem of the API; undefined for what the gateway says. */
export const codeOf = (body: string): string | undefined => read(body).code;

/** Whether the API says that the same request may be done later. */
export const isRetryable = (body: string): boolean => read(body).retryable === true;
