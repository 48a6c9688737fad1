import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { MachineUs } from "../time/times.ts";

/** Larger than any request AWS accepts here (DynamoDB's 16 MiB), so that each service words its own refusal. */
export const largestBodyBytes = 32 * 1024 * 1024;

/** One HTTP request to an AWS service, its body read. */
export interface ServiceCall {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Aborted when the caller has gone without its answer. */
  signal?: AbortSignal;
}

export interface Reply {
  status: number;
  headers: Record<string, string | string[]>;
  body: Uint8Array;
  /** How long the service itself took, where it says so: without the time that this machine took to hand call and answer over. */
  serviceMs?: number;
  /** When it ended, where it says so. */
  endedUs?: MachineUs;
}

/** A call or a reply with another body. */
export function withBody<T extends Pick<ServiceCall, "headers" | "body"> | Pick<Reply, "headers" | "body">>(
  message: T,
  text: string,
): T {
  const body = Buffer.from(text);
  return { ...message, headers: { ...message.headers, "content-length": String(body.length) }, body };
}

/** The JSON that a reply is. */
export const readJsonOf = ({ body }: Reply): unknown => JSON.parse(Buffer.from(body).toString());

/** Undefined for a body of more than that, which is read to its end and not kept. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const isTooLarge = (): boolean =>
    Math.max(bytes, Number(request.headers["content-length"] ?? 0)) > limitBytes;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (isTooLarge()) chunks.length = 0;
    else chunks.push(chunk);
  }
  return isTooLarge() ? undefined : Buffer.concat(chunks);
}
