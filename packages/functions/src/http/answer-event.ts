import type { Hono } from "hono";
import { handle, type LambdaContext, type LambdaEvent } from "hono/aws-lambda";
import type { Env } from "./handler.ts";

/** API Gateway's payload format 2.0. */
export type HttpEvent = Extract<LambdaEvent, { routeKey: string }>;

/** By the Fetch standard no Request has one of these. */
const unbuildable: ReadonlySet<string> = new Set(["CONNECT", "TRACE", "TRACK"]);

/** Answers an app's requests as API Gateway hands them over and wants them answered. */
export function answerEvents(app: Hono<Env>) {
  // The adapter would take NDJSON for binary; what is really compressed says so by its encoding.
  const respond = handle(app, { isContentTypeBinary: () => false });
  return (event: HttpEvent, context: LambdaContext) => {
    const { requestContext } = event;
    const { http } = requestContext;
    // The adapter builds a Request, which refuses a body on a GET, and some methods altogether.
    const body = http.method === "POST" ? event.body : null;
    const method = unbuildable.has(http.method) ? "UNKNOWN" : http.method;
    return respond(
      { ...event, body, requestContext: { ...requestContext, http: { ...http, method } } },
      context,
    );
  };
}
