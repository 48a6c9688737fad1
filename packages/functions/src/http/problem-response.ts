import { type AppError, problemOf } from "@crisscross/core/edge/error";

/** An error as application/problem+json, with its status. */
export function problemResponse(error: AppError, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(problemOf(error)), {
    status: error.status,
    headers: { "content-type": "application/problem+json", ...headers },
  });
}
