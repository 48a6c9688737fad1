import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Backend } from "../backend/backend.ts";
import type { Clock } from "../clock.ts";
import type { Emit } from "../event.ts";
import { type Authority, findDenial } from "../iam/authority.ts";
import type { Identity } from "../lambda/contract.ts";
import { cross } from "../wan/delay.ts";
import { readDepartureMs, stampArrival } from "../wan/stamps.ts";
import { deriveAccesses } from "./access.ts";
import { type Call, type Reply, readBody, readScope, type Scope } from "./call.ts";
import { fail } from "./failure.ts";
import { goneWith } from "./gone.ts";

export interface GatewayOptions {
  accountId: string;
  /** By the service name in credential scopes. */
  backends: Readonly<Record<string, Backend>>;
  authority: Authority;
  /** Everything is allowed to this key, and no distance lies between its holder and any region. */
  operatorKeyId: string;
  identify: (accessKeyId: string) => Identity | undefined;
  /** Round trip in ms from one region to another; always 0 without the simulated network. */
  rttMs: (from: string, to: string) => number;
  clock: Clock;
  emit: Emit;
}

export interface Gateway {
  /** http://127.0.0.1:port */
  endpoint: string;
  stop(): Promise<void>;
}

/** Larger than any request AWS accepts here (DynamoDB's 16 MiB), so that each service words its own refusal. */
const BODY_LIMIT_BYTES = 32 * 1024 * 1024;

/** One port for every AWS service of every region, told apart by the SigV4 scope of each request. */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const established = new WeakSet<Socket>();
  const server = createServer((request, response) => {
    const readMs = options.clock.nowMs();
    const fresh = !established.has(request.socket);
    established.add(request.socket);
    serve(options, request, response, { fresh, readMs }).catch((error: unknown) => {
      // Its sender, a function that was killed for one, is gone.
      if (!request.complete) return response.destroy();
      options.emit({
        kind: "trouble",
        where: `gateway ${request.method} ${request.url}`,
        message: String(error),
      });
      if (!response.headersSent) response.writeHead(500, { "content-type": "application/json" });
      response.end(JSON.stringify({ __type: "InternalFailure", message: String(error) }));
    });
  });
  // An SDK client keeps its connections for as long as its environment lives.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  options: GatewayOptions,
  request: IncomingMessage,
  response: ServerResponse,
  { fresh, readMs }: { fresh: boolean; readMs: number },
): Promise<void> {
  const body = await readBody(request, BODY_LIMIT_BYTES);
  if (body === undefined) return send(response, { status: 413, headers: {}, body: Buffer.of() });
  const call: Call = {
    method: request.method ?? "",
    path: request.url ?? "/",
    headers: request.headers,
    body,
    signal: goneWith(response),
  };
  const scope = readScope(request.headers.authorization);
  // Unsigned: refused at once, at no cost. It is how a client sets its connection up before it measures.
  if (scope === undefined) return send(response, refuseUnsigned());
  const caller =
    scope.accessKeyId === options.operatorKeyId ? "operator" : options.identify(scope.accessKeyId);
  if (caller === undefined) {
    return send(
      response,
      fail(scope.service, "unknownKey", "The security token included in the request is invalid."),
    );
  }
  const rttMs = caller === "operator" ? 0 : options.rttMs(caller.region, scope.region);
  const handOver = (): Promise<Reply> => answer(options, call, scope, caller);
  if (rttMs === 0) return send(response, await handOver());
  const { clock } = options;
  const stampedMs = readDepartureMs(request.headers, clock);
  const crossing = { rttMs, fresh, departedMs: stampedMs ?? readMs };
  const { answer: reply, arrivesMs } = await cross(clock, crossing, handOver);
  // Who stamps its requests holds its answers: it is idle, while timers here wait behind everybody's calls.
  if (stampedMs === undefined) await clock.waitUntil(arrivesMs);
  const stamp = stampedMs === undefined ? {} : stampArrival(arrivesMs, clock);
  send(response, { ...reply, headers: { ...reply.headers, ...stamp } });
}

function answer(
  options: GatewayOptions,
  call: Call,
  scope: Scope,
  caller: Identity | "operator",
): Promise<Reply> {
  const backend = options.backends[scope.service];
  if (backend === undefined) {
    const known = Object.keys(options.backends).join(", ");
    const message = `The local cloud has no service ${scope.service}; it has ${known}.`;
    return Promise.resolve(fail(scope.service, "unsupported", message));
  }
  const refusal = caller === "operator" ? undefined : refuse(options, call, scope, caller);
  return refusal === undefined ? backend.answer(call, scope.region) : Promise.resolve(refusal);
}

function refuse(options: GatewayOptions, call: Call, scope: Scope, caller: Identity): Reply | undefined {
  const accesses = deriveAccesses(call, scope, options.accountId);
  if (accesses === undefined) {
    const operation = String(call.headers["x-amz-target"] ?? `${call.method} ${call.path}`);
    const message = `The local cloud cannot tell which permission ${scope.service} needs for ${operation}, and so denies it.`;
    const denied = { principal: caller.functionArn, action: operation, resource: scope.service, message };
    options.emit({ kind: "denied", ...denied });
    return fail(scope.service, "accessDenied", message);
  }
  for (const access of accesses) {
    const denial = findDenial(options.authority, caller, access);
    if (denial === undefined) continue;
    options.emit({ kind: "denied", ...denial });
    return fail(scope.service, "accessDenied", denial.message);
  }
  return undefined;
}

function refuseUnsigned(): Reply {
  const body = JSON.stringify({ message: "Missing Authentication Token" });
  return {
    status: 403,
    headers: {
      "content-type": "application/json",
      "x-amzn-errortype": "MissingAuthenticationTokenException",
    },
    body: Buffer.from(body),
  };
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { ...reply.headers, "content-length": String(reply.body.length) });
  response.end(reply.body);
}
