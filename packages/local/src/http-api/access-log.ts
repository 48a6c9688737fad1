import { type ApiRequest, printLogTime } from "./request.ts";
import type { ApiRoute } from "./route.ts";

/** Fills a stage's access log format: each $context variable by its value, or "-" as API Gateway writes for none. */
export function printAccess(
  format: string,
  request: ApiRequest,
  route: ApiRoute | undefined,
  status: number,
  durationMs: number,
): string {
  const values: Readonly<Record<string, string>> = {
    requestId: request.requestId,
    requestTime: printLogTime(request.epochMs),
    requestTimeEpoch: String(request.epochMs),
    httpMethod: request.method,
    path: request.encodedPath,
    protocol: "HTTP/1.1",
    routeKey: route?.key ?? "-",
    stage: "$default",
    status: String(status),
    responseLatency: String(Math.round(durationMs)),
    "identity.sourceIp": request.sourceIp,
    "identity.userAgent": request.headers["user-agent"] ?? "-",
  };
  return format.replace(/\$context\.([A-Za-z.]+)/g, (_, name: string) => escapeText(values[name] ?? "-"));
}

/**
 * As inside a JSON string. AWS documents nothing; quotes and backslashes of a User-Agent were seen escaped so in July 2024
 * (DataBiosphere/azul, issue 4348).
 */
function escapeText(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}
