import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { readEpochMs } from "../time/times.ts";

/**
 * Of request line and header values together. Source: API Gateway, "Quotas for configuring and running an HTTP API"; that
 * more is answered 431 was seen behind a proxy (backbencher.dev, July 2023).
 */
export const HEADER_LIMIT_BYTES = 10_240;

export function measureHeaders({ method, url, httpVersion, rawHeaders }: IncomingMessage): number {
  const values = rawHeaders.filter((_, index) => index % 2 === 1);
  return Buffer.byteLength([`${method} ${url} HTTP/${httpVersion}`, ...values].join(""), "latin1");
}

/**
 * A request's headers as an HTTP API hands them to a function: lower-case names, values of one name joined by commas, and
 * what API Gateway adds about the client and the request. Source: events recorded in aws/aws-lambda-go, events/testdata.
 */
export function readHeaders({ headersDistinct, socket }: IncomingMessage): Record<string, string> {
  const joined: Record<string, string> = { "content-length": "0" };
  for (const [name, values = []] of Object.entries(headersDistinct))
    joined[name] = values.join(name === "cookie" ? ";" : ",");
  const { "x-forwarded-for": before, "x-amzn-trace-id": trace = createTrace() } = joined;
  const client = socket.remoteAddress ?? "127.0.0.1";
  return {
    ...joined,
    "x-amzn-trace-id": trace,
    "x-forwarded-for": before === undefined ? client : `${before}, ${client}`,
    "x-forwarded-port": "443",
    "x-forwarded-proto": "https",
  };
}

/** Source: X-Ray, "Tracing header". */
function createTrace(): string {
  const epochS = Math.floor(readEpochMs() / 1000);
  return `Root=1-${epochS.toString(16)}-${randomBytes(12).toString("hex")}`;
}
