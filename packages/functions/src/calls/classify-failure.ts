import { AppError } from "@crisscross/core/edge/error";
import type { Outcome } from "@crisscross/core/sample/call";
import { isThrottle } from "./is-throttle.ts";

/** Why a call has no good answer. */
export interface Failure {
  outcome: Exclude<Outcome, "ok">;
  reason: string;
}

/** Classifies what an AWS client threw; `expired` says whether the caller's own deadline had passed. */
export function failureOf(error: unknown, expired: boolean): Failure {
  if (expired) return { outcome: "timeout", reason: "deadline" };
  if (error instanceof AppError) return { outcome: "error", reason: short(error.message) };
  const { name, code, Reason, $metadata } = fieldsOf(error);
  if (isThrottle(name, $metadata?.httpStatusCode))
    return { outcome: "throttled", reason: short(Reason ?? name) };
  if (code !== undefined) return { outcome: "error", reason: short(`network ${code}`) };
  return { outcome: "error", reason: short(name) };
}

/** Classifies a FunctionError answer by its payload: `{errorType, errorMessage}`, when it is that. */
export function functionFailureOf(payload: string): Failure {
  const { errorType, errorMessage } = errorAnswer(payload);
  if (errorType === "Sandbox.Timedout" || errorMessage?.includes("Task timed out"))
    return { outcome: "timeout", reason: "Task timed out" };
  if (errorType === "Function.ResponseSizeTooLarge")
    return { outcome: "error", reason: "response too large" };
  return { outcome: "error", reason: short(`unhandled ${errorType ?? ""}`.trimEnd()) };
}

interface ErrorFields {
  name: string;
  code?: string;
  Reason?: string;
  $metadata?: { httpStatusCode?: number };
}

/** The fields AWS and Node put on errors. A cast: each is read as optional, and only compared or printed. */
function fieldsOf(error: unknown): ErrorFields {
  if (!(error instanceof Error)) return { name: typeof error };
  return error as Error & ErrorFields;
}

function errorAnswer(payload: string): { errorType?: string; errorMessage?: string } {
  try {
    const { errorType, errorMessage } = Object(JSON.parse(payload));
    return {
      ...(typeof errorType === "string" && { errorType }),
      ...(typeof errorMessage === "string" && { errorMessage }),
    };
  } catch {
    return {};
  }
}

const short = (reason: string): string => reason.slice(0, 100);
