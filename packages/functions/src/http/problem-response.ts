import type { AppError } from "@crisscross/core/edge/error";
import { problemOf, retryAfterSecondsOf } from "@crisscross/core/edge/problem";

/** An error as application/problem+json, with its status. `requestId` is what logs call the request. */
export function problemResponse(
  error: AppError,
  requestId: string | undefined,
  headers: Record<string, string> = {},
): Response {
  const retryAfter = retryAfterSecondsOf(error);
  return new Response(JSON.stringify(problemOf(error, requestId)), {
    status: error.status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
      ...headers,
    },
  });
}
