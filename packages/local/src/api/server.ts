import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "../clock.ts";
import type { Emit } from "../event.ts";
import { readBody } from "../gateway/call.ts";
import type { InvokeResult } from "../lambda/contract.ts";
import { printAccess } from "./access-log.ts";
import { type Authorizer, type AuthorizerSpec, createAuthorizer } from "./authorizer.ts";
import { answerPreflight, type CorsRules, corsHeaders } from "./cors.ts";
import { type ApiIdentity, type ApiRequest, encodeBody, encodeRequest } from "./request.ts";
import { type ApiResponse, decodeResponse, refuse } from "./response.ts";
import { findRoute, type Route } from "./route.ts";
import { createThrottle, type ThrottleLimits } from "./throttle.ts";

export interface ApiRoute extends Route {
  timeoutMs: number;
  /** Absent on an open route. */
  authorizerId?: string;
}

/** Calls a function for the API, or says that the function does not let it. */
export type Caller = (payload: Uint8Array) => Promise<InvokeResult | { kind: "forbidden" }>;

export interface ApiSpec extends ApiIdentity {
  name: string;
  routes: ApiRoute[];
  authorizers: AuthorizerSpec[];
  throttle?: ThrottleLimits;
  cors?: Partial<CorsRules>;
  accessLog?: { logGroup: string; format: string };
  callRoute: (route: ApiRoute) => Caller;
  callAuthorizer: (authorizerId: string) => Caller;
}

export interface ApiServer {
  url: string;
  stop(): Promise<void>;
}

/** API Gateway's payload quota. */
const BODY_LIMIT_BYTES = 10 * 1024 * 1024;

/** Serves one HTTP API on its own port of 127.0.0.1; port 0 takes a free one. */
export async function serveApi(spec: ApiSpec, port: number, clock: Clock, emit: Emit): Promise<ApiServer> {
  const answer = createAnswerer(spec, clock);
  const server = createServer((incoming, outgoing) => {
    const startMs = clock.nowMs();
    void receive(incoming).then(async (received) => {
      const { response, route } = await answer(received).catch((error: unknown) => {
        emit({ kind: "trouble", where: `api ${spec.name}`, message: String(error) });
        return { response: refuse(500, "Internal Server Error"), route: undefined };
      });
      const { request } = received;
      const cors = spec.cors === undefined ? {} : corsHeaders(spec.cors, request);
      const length = { "content-length": String(response.body.length) };
      outgoing.writeHead(response.status, {
        "apigw-requestid": request.requestId,
        ...response.headers,
        ...cors,
        ...length,
      });
      outgoing.end(request.method === "HEAD" ? undefined : response.body);
      if (spec.accessLog !== undefined) {
        const { logGroup, format } = spec.accessLog;
        const line = printAccess(format, request, route, response.status, clock.nowMs() - startMs);
        emit({ kind: "access", api: spec.name, logGroup, line });
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) =>
      reject(new Error(`The API cannot listen on 127.0.0.1:${port}; choose another port.`, { cause })),
    );
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Received {
  request: ApiRequest;
  tooLarge: boolean;
}

async function receive(incoming: IncomingMessage): Promise<Received> {
  const body = await readBody(incoming, BODY_LIMIT_BYTES).catch(() => Buffer.of());
  const [rawPath = "/", rawQuery = ""] = splitOnce(incoming.url ?? "/", "?");
  const request: ApiRequest = {
    requestId: randomUUID(),
    epochMs: Date.now(),
    method: incoming.method ?? "GET",
    rawPath,
    rawQuery,
    headers: incoming.headers,
    sourceIp: incoming.socket.remoteAddress ?? "127.0.0.1",
    body: body ?? Buffer.of(),
  };
  return { request, tooLarge: body === undefined };
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

type Answered = { response: ApiResponse; route: ApiRoute | undefined };

function createAnswerer(spec: ApiSpec, clock: Clock): (received: Received) => Promise<Answered> {
  const throttle = spec.throttle === undefined ? undefined : createThrottle(spec.throttle, clock);
  const authorizers = new Map(
    spec.authorizers.map((authorizer): [string, Authorizer] => [
      authorizer.id,
      createAuthorizer(authorizer, clock),
    ]),
  );
  return async ({ request, tooLarge }) => {
    const match = findRoute(spec.routes, request.method, request.rawPath);
    const preflight = spec.cors === undefined ? undefined : answerPreflight(spec.cors, request);
    if (preflight !== undefined && match?.route.method !== "OPTIONS")
      return { response: preflight, route: undefined };
    if (match === undefined) return { response: refuse(404, "Not Found"), route: undefined };
    const { route, parameters } = match;
    const respond = (response: ApiResponse): Answered => ({ response, route });
    if (tooLarge) return respond(refuse(413, "Request Entity Too Large"));
    if (throttle?.take(route.key) === false) return respond(refuse(429, "Too Many Requests"));
    const shared = encodeRequest(spec, request, route, parameters);
    const context = await authorize(route, request, shared);
    if ("status" in context) return respond(context);
    const event = {
      ...shared,
      requestContext: { ...shared.requestContext, ...context },
      ...encodeBody(request),
    };
    return respond(await integrate(spec, route, event));
  };

  async function authorize(
    route: ApiRoute,
    request: ApiRequest,
    shared: ReturnType<typeof encodeRequest>,
  ): Promise<ApiResponse | { authorizer?: { lambda: unknown } }> {
    if (route.authorizerId === undefined) return {};
    const authorizer = authorizers.get(route.authorizerId);
    if (authorizer === undefined) return refuse(500, "Internal Server Error");
    const call = spec.callAuthorizer(route.authorizerId);
    const routeArn = `arn:aws:execute-api:${spec.region}:${spec.accountId}:${spec.apiId}/$default/${request.method}${request.rawPath}`;
    const verdict = await authorizer.authorize(request, () => ({ ...shared, routeArn }), call);
    switch (verdict.kind) {
      case "missingIdentity":
        return refuse(401, "Unauthorized");
      case "forbidden":
        return refuse(403, "Forbidden");
      case "broken":
        return refuse(500, "Internal Server Error");
      case "authorized":
        return { authorizer: { lambda: verdict.context ?? null } };
    }
  }
}

async function integrate(spec: ApiSpec, route: ApiRoute, event: object): Promise<ApiResponse> {
  const timeout = new AbortController();
  const late = new Promise<"late">((resolve) => {
    const timer = setTimeout(() => resolve("late"), route.timeoutMs);
    timeout.signal.addEventListener("abort", () => clearTimeout(timer));
  });
  const result = await Promise.race([spec.callRoute(route)(Buffer.from(JSON.stringify(event))), late]);
  timeout.abort();
  if (result === "late") return refuse(503, "Service Unavailable");
  if (result.kind === "throttled") return refuse(503, "Service Unavailable");
  if (result.kind === "tooLarge") return refuse(413, "Request Entity Too Large");
  if (result.kind !== "answer" || result.functionError !== undefined)
    return refuse(500, "Internal Server Error");
  return decodeResponse(result.payload) ?? refuse(500, "Internal Server Error");
}
