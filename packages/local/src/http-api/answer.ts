import type { InvokeResult } from "../lambda/contract.ts";
import type { Clock } from "../time/clock.ts";
import { type Authorizer, type AuthorizerSpec, createAuthorizer } from "./authorizer.ts";
import { type ApiIdentity, type ApiRequest, encodeBody, encodeRequest } from "./request.ts";
import { type ApiResponse, decodeResponse, refuse } from "./response.ts";
import { type ApiRoute, findRoute } from "./route.ts";
import { createThrottle, type ThrottleLimits } from "./throttle.ts";

export interface ServedRoute extends ApiRoute {
  timeoutMs: number;
  /** Absent on an open route. */
  authorizerId?: string;
}

/** Calls a function for the API, or says that the function does not let it. */
export type Caller = (
  payload: Uint8Array,
  signal: AbortSignal,
) => Promise<InvokeResult | { kind: "forbidden" }>;

export interface ApiSpec extends ApiIdentity {
  name: string;
  routes: ServedRoute[];
  authorizers: AuthorizerSpec[];
  throttle?: ThrottleLimits;
  accessLog?: { logGroup: string; format: string };
  callRoute: (route: ServedRoute) => Caller;
  callAuthorizer: (authorizerId: string) => Caller;
}

interface Received {
  request: ApiRequest;
  /** Asked only once the authorizer has let the request in: what strangers send is not held. */
  readBody: () => Promise<Buffer | "tooLarge" | "busy">;
  /** Aborted when the client has gone. */
  gone: AbortSignal;
}

interface Answered {
  response: ApiResponse;
  /** Absent when no route matched. */
  route: ServedRoute | undefined;
  /** How long the function behind took; absent when none was called. */
  integrationMs?: number;
}

/** What an HTTP API answers to a request: its own refusals, in API Gateway's order and words, or its function's. */
export function createAnswerer(spec: ApiSpec, clock: Clock): (received: Received) => Promise<Answered> {
  const throttle = spec.throttle === undefined ? undefined : createThrottle(spec.throttle, clock);
  const authorizers = new Map(
    spec.authorizers.map((authorizer): [string, Authorizer] => [
      authorizer.id,
      createAuthorizer(authorizer, clock),
    ]),
  );
  return async ({ request, readBody, gone }) => {
    const match = findRoute(spec.routes, request.method, request.encodedPath);
    if (match === undefined) return { response: refuse(404, "Not Found"), route: undefined };
    const { route, parameters } = match;
    const respond = (response: ApiResponse): Answered => ({ response, route });
    if (throttle?.take(route.key) === false) return respond(refuse(429, "Too Many Requests"));
    const shared = encodeRequest(spec, request, route, parameters);
    const context = await authorize(route, request, shared, gone);
    if ("status" in context) return respond(context);
    const body = await readBody();
    if (body === "tooLarge") return respond(refuse(413, "Request Entity Too Large"));
    if (body === "busy") return respond(refuse(503, "Service Unavailable"));
    const event = {
      ...shared,
      headers: { ...shared.headers, "content-length": String(body.length) },
      requestContext: { ...shared.requestContext, ...context },
      ...encodeBody(request.headers, body),
    };
    const startMs = clock.monotonicMs();
    const response = await integrate(spec, route, event, gone);
    return { ...respond(response), integrationMs: clock.monotonicMs() - startMs };
  };

  async function authorize(
    route: ServedRoute,
    request: ApiRequest,
    shared: ReturnType<typeof encodeRequest>,
    gone: AbortSignal,
  ): Promise<ApiResponse | { authorizer?: { lambda: unknown } }> {
    if (route.authorizerId === undefined) return {};
    const authorizer = authorizers.get(route.authorizerId);
    if (authorizer === undefined) return refuse(500, "Internal Server Error");
    const call = spec.callAuthorizer(route.authorizerId);
    const routeArn = `arn:aws:execute-api:${spec.region}:${spec.accountId}:${spec.apiId}/$default/${request.method}${request.encodedPath}`;
    const verdict = await authorizer.authorize(
      request,
      () => ({ ...shared, routeArn }),
      (payload) => call(payload, gone),
    );
    switch (verdict.kind) {
      case "missingIdentity":
        return refuse(401, "Unauthorized");
      case "forbidden":
        return refuse(403, "Forbidden");
      case "busy":
        return refuse(429, "Too Many Requests");
      case "broken":
        return refuse(500, "Internal Server Error");
      case "authorized":
        return { authorizer: { lambda: verdict.context ?? null } };
    }
  }
}

async function integrate(
  spec: ApiSpec,
  route: ServedRoute,
  event: object,
  gone: AbortSignal,
): Promise<ApiResponse> {
  const timeout = new AbortController();
  const late = new Promise<"late">((resolve) => {
    const timer = setTimeout(() => resolve("late"), route.timeoutMs);
    timeout.signal.addEventListener("abort", () => clearTimeout(timer));
  });
  const payload = Buffer.from(JSON.stringify(event));
  const call = spec.callRoute(route)(payload, AbortSignal.any([gone, timeout.signal]));
  const result = await Promise.race([call, late]);
  timeout.abort();
  if (result === "late") return refuse(503, "Service Unavailable");
  if (result.kind === "busy" || result.kind === "abandoned") return refuse(429, "Too Many Requests");
  if (result.kind === "throttled") return refuse(503, "Service Unavailable");
  if (result.kind === "tooLarge") return refuse(413, "Request Entity Too Large");
  if (result.kind !== "answer" || result.functionError !== undefined)
    return refuse(500, "Internal Server Error");
  return decodeResponse(result.payload) ?? refuse(500, "Internal Server Error");
}
