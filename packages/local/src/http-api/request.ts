import type { EpochMs } from "../time/times.ts";
import { type ApiRoute, decodePath } from "./route.ts";

/** A request as it came to the API's port, its body yet unread. */
export interface ApiRequest {
  requestId: string;
  epochMs: EpochMs;
  method: string;
  /** As it was sent. */
  encodedPath: string;
  rawQuery: string;
  /** One value a name, as `readHeaders` joins them. */
  headers: Readonly<Record<string, string>>;
  sourceIp: string;
}

export interface ApiIdentity {
  accountId: string;
  apiId: string;
  region: string;
  domainName: string;
}

/**
 * What authorizer and integration events share. Source: API Gateway, Lambda proxy integrations, format 2.0. HTTP APIs give
 * the path decoded, and only up to a question mark in it (hotsock/voker, pull request 8); the query stays encoded.
 */
export function encodeRequest(
  api: ApiIdentity,
  request: ApiRequest,
  route: ApiRoute,
  parameters: Record<string, string>,
) {
  const { cookie, ...others } = request.headers;
  const query = readQuery(request.rawQuery);
  const [path = ""] = decodePath(request.encodedPath).split("?", 1);
  return {
    version: "2.0",
    routeKey: route.key,
    rawPath: path,
    rawQueryString: request.rawQuery,
    ...(cookie === undefined ? {} : { cookies: cookie.split(";").map((part) => part.trim()) }),
    headers: others,
    ...(Object.keys(query).length > 0 ? { queryStringParameters: query } : {}),
    ...(Object.keys(parameters).length > 0 ? { pathParameters: parameters } : {}),
    requestContext: {
      accountId: api.accountId,
      apiId: api.apiId,
      domainName: api.domainName,
      domainPrefix: api.apiId,
      http: {
        method: request.method,
        path,
        protocol: "HTTP/1.1",
        sourceIp: request.sourceIp,
        userAgent: request.headers["user-agent"] ?? "",
      },
      requestId: request.requestId,
      routeKey: route.key,
      stage: "$default",
      time: printLogTime(request.epochMs),
      timeEpoch: request.epochMs,
    },
  };
}

/** The body as text, or base64 when its content type is not one API Gateway passes as text. */
export function encodeBody(
  headers: ApiRequest["headers"],
  body: Buffer,
): { body?: string; isBase64Encoded: boolean } {
  if (body.length === 0) return { isBase64Encoded: false };
  const type = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const textual = /^(text\/.+|application\/(json|javascript|xml|.+\+json|.+\+xml))$/.test(type);
  return textual
    ? { body: body.toString("utf8"), isBase64Encoded: false }
    : { body: body.toString("base64"), isBase64Encoded: true };
}

export function readQuery(rawQuery: string): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQuery)) {
    query[name] = Object.hasOwn(query, name) ? `${query[name]},${value}` : value;
  }
  return query;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Common log format, as requestContext.time has it: 21/Nov/2026:09:00:00 +0000. */
export function printLogTime(epochMs: EpochMs): string {
  const date = new Date(epochMs);
  const day = String(date.getUTCDate()).padStart(2, "0");
  const time = date.toISOString().slice(11, 19);
  return `${day}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}:${time} +0000`;
}
