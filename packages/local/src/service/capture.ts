import { type IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { Reply, ServiceCall } from "./call.ts";

/**
 * Runs a Node request handler without a socket and returns what it answered, so that the gateway can hold the answer back.
 * Guarantees the handler only what dynalite uses: method, url, headers, the body as a stream, and a response whose status and
 * headers are set before it is ended, once, with its body. Rejects with what the handler throws, also in listeners of the
 * request. Libraries that do more than that take three times as long, which a measured call would wait for.
 */
export function capture(
  { method, path: url, headers, body }: ServiceCall,
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Reply> {
  const stream = Readable.from(body.length > 0 ? [body] : []);
  const shown = { method, url, headers, httpVersionMajor: 1, httpVersionMinor: 1 };
  const request = Object.assign(stream, shown) as unknown as IncomingMessage;
  return new Promise((resolve, reject) => {
    const emit = stream.emit.bind(stream);
    stream.emit = (...event: Parameters<typeof emit>) => {
      try {
        return emit(...event);
      } catch (error) {
        reject(error);
        return true;
      }
    };
    const response = new ServerResponse(request);
    response.end = (ended?: unknown) => {
      const text = typeof ended === "string" || ended instanceof Uint8Array ? ended : "";
      const { statusCode: status } = response;
      resolve({ status, headers: told(response.getHeaders()), body: Buffer.from(text) });
      return response;
    };
    handle(request, response);
  });
}

/** Headers as replies have them. */
export const told = (headers: OutgoingHttpHeaders): Reply["headers"] =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value : String(value)]],
    ),
  );
