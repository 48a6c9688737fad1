import {
  type IncomingMessage,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
  ServerResponse,
} from "node:http";
import { Readable } from "node:stream";
import type { Call, Reply } from "./call.ts";

/**
 * Runs a Node request handler without a socket and returns what it answered, so that the gateway can hold the answer
 * back. Guarantees the handler only what the embedded servers use: method, url, headers, the body as a stream, and a
 * response that is ended once. Rejects with what the handler throws, also in listeners of the request.
 */
export function capture(
  call: Call,
  handle: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
): Promise<Reply> {
  const stream = Object.assign(Readable.from(call.body.length > 0 ? [call.body] : []), {
    method: call.method,
    url: call.path,
    headers: call.headers,
    httpVersionMajor: 1,
    httpVersionMinor: 1,
  });
  const request = stream as unknown as IncomingMessage;
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
    const response = new CapturedResponse(request, resolve);
    Promise.resolve(handle(request, response)).catch(reject);
  });
}

class CapturedResponse extends ServerResponse {
  readonly #chunks: Buffer[] = [];
  readonly #resolve: (reply: Reply) => void;

  constructor(request: IncomingMessage, resolve: (reply: Reply) => void) {
    super(request);
    this.#resolve = resolve;
  }

  override writeHead(
    status: number,
    reason?: string | OutgoingHttpHeaders | OutgoingHttpHeader[],
    headers?: OutgoingHttpHeaders | OutgoingHttpHeader[],
  ): this {
    this.statusCode = status;
    const given = typeof reason === "string" ? headers : (reason ?? headers);
    if (given !== undefined && !Array.isArray(given)) {
      for (const [name, value] of Object.entries(given)) if (value !== undefined) this.setHeader(name, value);
    }
    return this;
  }

  override write(chunk: unknown): boolean {
    this.#chunks.push(toBuffer(chunk));
    return true;
  }

  override end(chunk?: unknown): this {
    if (chunk !== undefined && chunk !== null && typeof chunk !== "function")
      this.#chunks.push(toBuffer(chunk));
    const headers: Reply["headers"] = {};
    for (const [name, value] of Object.entries(this.getHeaders())) {
      if (value !== undefined) headers[name] = Array.isArray(value) ? value : String(value);
    }
    this.#resolve({ status: this.statusCode, headers, body: Buffer.concat(this.#chunks) });
    return this;
  }
}

function toBuffer(chunk: unknown): Buffer {
  return chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.from(String(chunk));
}
