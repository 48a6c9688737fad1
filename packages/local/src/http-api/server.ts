import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Emit } from "../events/event.ts";
import { closingUnread, createBodyRoom, requestLimitMs } from "../service/body-room.ts";
import { findStranger } from "../service/door.ts";
import { goneWith } from "../service/gone.ts";
import type { Clock } from "../time/clock.ts";
import { readEpochMs } from "../time/times.ts";
import { printAccess } from "./access-log.ts";
import { type ApiSpec, createAnswerer } from "./answer.ts";
import { HEADER_LIMIT_BYTES, measureHeaders, readHeaders } from "./headers.ts";
import { answerProof } from "./proof.ts";
import type { ApiRequest } from "./request.ts";
import { type ApiResponse, refuse } from "./response.ts";

interface ApiServer {
  url: string;
  stop(): Promise<void>;
}

/** API Gateway's payload quota. */
const BODY_LIMIT_BYTES = 10 * 1024 * 1024;
/** Of all bodies being read at one time. */
const bodiesBytes = 16 * BODY_LIMIT_BYTES;

/** Serves one HTTP API on its own port of 127.0.0.1; port 0 takes a free one. With a key it proves whose it is. */
export async function serveApi(
  spec: ApiSpec,
  port: number,
  clock: Clock,
  emit: Emit,
  proofKey?: string,
): Promise<ApiServer> {
  const answer = createAnswerer(spec, clock);
  const readIn = createBodyRoom(BODY_LIMIT_BYTES, bodiesBytes);

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const stranger = findStranger(incoming);
    if (stranger !== undefined) return turnAway(outgoing, 403, stranger);
    if (measureHeaders(incoming) > HEADER_LIMIT_BYTES)
      return turnAway(outgoing, 431, "Request Header Fields Too Large");
    const proof = answerProof(proofKey, incoming.url ?? "", incoming.socket.localPort);
    if (proof !== undefined) {
      outgoing.writeHead(200, { "content-length": String(proof.length) }).end(proof);
      return;
    }
    const startMs = clock.monotonicMs();
    const request = receive(incoming);
    const received = { request, readBody: () => readIn(incoming), gone: goneWith(outgoing) };
    const { response, route, integrationMs } = await answer(received);
    const headers = { ...response.headers, ...closingUnread(incoming) };
    const status = send(outgoing, request, { ...response, headers });
    const latencyMs = clock.monotonicMs() - startMs;
    const { region, apiId } = spec;
    emit({
      kind: "request",
      region,
      apiId,
      stage: "$default",
      epochMs: request.epochMs,
      status,
      latencyMs,
      ...(integrationMs === undefined ? {} : { integrationLatencyMs: integrationMs }),
      bytes: response.body.length,
    });
    if (spec.accessLog === undefined) return;
    const { logGroup, format } = spec.accessLog;
    const line = printAccess(format, request, route, status, latencyMs);
    emit({ kind: "access", api: spec.name, region, logGroup, line });
  }

  const server = createServer({ requestTimeout: requestLimitMs }, (incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => {
      // A client that went away before its request was whole gets, and leaves, nothing.
      if (incoming.complete) emit({ kind: "trouble", where: `api ${spec.name}`, message: String(error) });
      outgoing.destroy();
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

function receive(incoming: IncomingMessage): ApiRequest {
  const url = incoming.url ?? "/";
  const queryAt = url.indexOf("?");
  return {
    requestId: randomUUID(),
    epochMs: readEpochMs(),
    method: incoming.method ?? "GET",
    encodedPath: queryAt === -1 ? url : url.slice(0, queryAt),
    rawQuery: queryAt === -1 ? "" : url.slice(queryAt + 1),
    headers: readHeaders(incoming),
    sourceIp: incoming.socket.remoteAddress ?? "127.0.0.1",
  };
}

/** Not an answer of the API: AWS would never have let this request find it, so it is in no log and no metric. */
function turnAway(outgoing: ServerResponse, status: number, reason: string): void {
  const { headers, body } = refuse(status, reason);
  outgoing.writeHead(status, { ...headers, "content-length": String(body.length) }).end(body);
}

/** Sends the response, or 500 if its status or a header is none HTTP has; returns the status sent. */
function send(outgoing: ServerResponse, request: ApiRequest, response: ApiResponse): number {
  try {
    outgoing.writeHead(response.status, {
      "apigw-requestid": request.requestId,
      ...response.headers,
      "content-length": String(response.body.length),
    });
  } catch {
    return send(outgoing, request, refuse(500, "Internal Server Error"));
  }
  outgoing.end(request.method === "HEAD" ? undefined : response.body);
  return response.status;
}
