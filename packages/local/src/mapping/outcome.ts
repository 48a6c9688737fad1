import * as v from "valibot";
import type { InvokeResult } from "../lambda/contract.ts";

/** Which messages of a batch are done and deleted; the others come back after their visibility timeout. */
type BatchOutcome =
  | { kind: "processed"; done: string[] }
  | { kind: "failed"; done: string[]; reason: string; reported?: true }
  | { kind: "throttled"; done: string[]; reason: string };

const PartialResponse = v.object({
  batchItemFailures: v.nullish(v.array(v.object({ itemIdentifier: v.pipe(v.string(), v.minLength(1)) }))),
});

/**
 * Reads what an invocation says about its batch. Without partial responses success means all and an error none.
 * With them an answer that cannot be understood, or names a message that was not in the batch, fails all of it.
 */
export function readOutcome(
  result: InvokeResult,
  messageIds: readonly string[],
  partialResponses: boolean,
): BatchOutcome {
  if (result.kind === "throttled")
    return { kind: "throttled", done: [], reason: result.reason ?? result.message };
  if (result.kind === "accepted") return { kind: "failed", done: [], reason: "the call was not answered" };
  if (result.kind !== "answer") return { kind: "failed", done: [], reason: result.message };
  if (result.functionError !== undefined) {
    return { kind: "failed", done: [], reason: readError(result.payload) };
  }
  if (!partialResponses) return { kind: "processed", done: [...messageIds] };
  return readFailures(result.payload, messageIds);
}

function readFailures(payload: Uint8Array, messageIds: readonly string[]): BatchOutcome {
  const answer = parse(payload);
  if (answer === null || answer === undefined) return { kind: "processed", done: [...messageIds] };
  const parsed = v.safeParse(PartialResponse, answer);
  if (!parsed.success) {
    return { kind: "failed", done: [], reason: "the answer's batchItemFailures cannot be read" };
  }
  const failed = new Set((parsed.output.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
  const stray = [...failed].find((id) => !messageIds.includes(id));
  if (stray !== undefined) {
    return { kind: "failed", done: [], reason: `the answer names ${stray}, which was not in the batch` };
  }
  const done = messageIds.filter((id) => !failed.has(id));
  if (failed.size === 0) return { kind: "processed", done };
  return { kind: "failed", done, reason: "the function reported them", reported: true };
}

function parse(payload: Uint8Array): unknown {
  const text = Buffer.from(payload).toString();
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function readError(payload: Uint8Array): string {
  const parsed = v.safeParse(v.object({ errorMessage: v.string() }), parse(payload));
  return parsed.success ? parsed.output.errorMessage : "the function failed";
}
