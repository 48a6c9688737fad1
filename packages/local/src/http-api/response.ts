import * as v from "valibot";
import { parseJson } from "../graph/json.ts";

export interface ApiResponse {
  status: number;
  headers: Record<string, string | string[]>;
  body: Uint8Array;
}

const Structured = v.object({
  statusCode: v.pipe(v.union([v.number(), v.pipe(v.string(), v.transform(Number))]), v.integer()),
  headers: v.nullish(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))),
  cookies: v.nullish(v.array(v.string())),
  body: v.nullish(v.string()),
  isBase64Encoded: v.nullish(v.boolean()),
});

/** An answer of API Gateway itself. */
export function refuse(status: number, message: string): ApiResponse {
  return {
    status,
    headers: { "content-type": "application/json" },
    body: Buffer.from(JSON.stringify({ message })),
  };
}

/**
 * What a function's result means as a response: with a statusCode it is one, without it is a JSON body with status
 * 200. Undefined when it is malformed. Source: API Gateway, "Lambda function response for format 2.0".
 */
export function decodeResponse(payload: Uint8Array): ApiResponse | undefined {
  const result = parseJson(Buffer.from(payload).toString());
  if (result === undefined) return undefined;
  if (typeof result !== "object" || result === null || !("statusCode" in result)) {
    const body = typeof result === "string" ? result : JSON.stringify(result);
    return { status: 200, headers: { "content-type": "application/json" }, body: Buffer.from(body) };
  }
  const parsed = v.safeParse(Structured, result);
  if (!parsed.success) return undefined;
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.output;
  const lowered: Record<string, string | string[]> = { "content-type": "text/plain;charset=UTF-8" };
  for (const [name, value] of Object.entries(headers ?? {})) lowered[name.toLowerCase()] = String(value);
  if (cookies !== null && cookies !== undefined && cookies.length > 0) lowered["set-cookie"] = cookies;
  return {
    status: statusCode,
    headers: lowered,
    body: Buffer.from(body ?? "", isBase64Encoded === true ? "base64" : "utf8"),
  };
}
