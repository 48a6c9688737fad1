import type { AppError } from "@crisscross/core/edge/error";
import { problemOf } from "@crisscross/core/edge/problem";

/** An error as application/problem+json, with its status. */
export function problemResponse(error: AppError, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(problemOf(error)), {
    status: error.status,
    headers: { "content-type": "application/problem+json", ...headers },
  });
}
