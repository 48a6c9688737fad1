import type { ApiRequest } from "./request.ts";
import type { ApiResponse } from "./response.ts";

/** An API's CORS configuration, as Pulumi's corsConfiguration has it. */
export interface CorsRules {
  allowCredentials: boolean;
  allowHeaders: string[];
  allowMethods: string[];
  allowOrigins: string[];
  exposeHeaders: string[];
  maxAge: number;
}

/** The answer to a preflight, which API Gateway gives itself when CORS is configured. */
export function answerPreflight(rules: Partial<CorsRules>, request: ApiRequest): ApiResponse | undefined {
  if (request.method !== "OPTIONS" || request.headers["access-control-request-method"] === undefined) {
    return undefined;
  }
  const headers = corsHeaders(rules, request);
  if (Object.keys(headers).length > 0) {
    headers["access-control-allow-methods"] = (rules.allowMethods ?? []).join(",");
    headers["access-control-allow-headers"] = (rules.allowHeaders ?? []).join(",");
    if (rules.maxAge !== undefined) headers["access-control-max-age"] = String(rules.maxAge);
  }
  return { status: 204, headers, body: Buffer.of() };
}

/** Headers added to every answer to an allowed origin; none for another, which the browser then refuses. */
export function corsHeaders(rules: Partial<CorsRules>, request: ApiRequest): Record<string, string> {
  const { origin } = request.headers;
  const origins = rules.allowOrigins ?? [];
  if (origin === undefined || !(origins.includes("*") || origins.includes(origin))) return {};
  return {
    "access-control-allow-origin": origins.includes("*") ? "*" : origin,
    ...(rules.allowCredentials === true ? { "access-control-allow-credentials": "true" } : {}),
    ...((rules.exposeHeaders ?? []).length > 0
      ? { "access-control-expose-headers": (rules.exposeHeaders ?? []).join(",") }
      : {}),
  };
}
