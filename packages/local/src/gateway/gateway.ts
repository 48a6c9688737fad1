import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Emit } from "../events/event.ts";
import { type Authority, findDenial } from "../iam/authority.ts";
import type { Identity } from "../iam/identity.ts";
import { type Authorization, readAuthorization } from "../service/authorization.ts";
import { type Call, largestBodyBytes, type Reply, readBody } from "../service/call.ts";
import { refuseIn } from "../service/dialect.ts";
import { findStranger } from "../service/door.ts";
import { type Fail, failUnknown } from "../service/failure.ts";
import { goneWith } from "../service/gone.ts";
import type { Service } from "../service/service.ts";
import { RequestError, type ServiceRequest } from "../service/service-request.ts";
import type { Clock } from "../time/clock.ts";
import { cross } from "../wan/delay.ts";
import { readDepartureMs, stampArrival } from "../wan/stamps.ts";
import { readRequest } from "./read-request.ts";
import { type Secret, verifySignature } from "./verify.ts";

export interface GatewayOptions {
  accountId: string;
  /** Those that there are: a request that is signed for another is refused. */
  regions: ReadonlySet<string>;
  services: readonly Service[];
  authority: Authority;
  /** Everything is allowed to these, and no distance lies between their holder and any region. */
  operator: { accessKeyId: string; secretAccessKey: string };
  /** Who holds an access key, and what it signs with. */
  identify: (accessKeyId: string) => { identity: Identity; secret: Secret } | undefined;
  /** Round trip in ms from one region to another; always 0 without the simulated network. */
  rttMs: (from: string, to: string) => number;
  clock: Clock;
  emit: Emit;
}

export interface Gateway {
  /** http://127.0.0.1:port */
  endpoint: string;
  /** Answers requests from now on; they wait before. Called once. */
  serve(options: GatewayOptions): void;
  stop(): Promise<void>;
}

/** One port for every AWS service of every region, told apart by the SigV4 scope of each request. */
export async function openGateway(): Promise<Gateway> {
  const server = createServer();
  // An SDK client keeps its connections for as long as its environment lives.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    serve: (options) => server.on("request", listenerOf(options)),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listenerOf(options: GatewayOptions): RequestListener {
  const established = new WeakSet<Socket>();
  return (request, response) => {
    const readMs = options.clock.monotonicMs();
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
      if (response.headersSent) return response.end();
      send(request, response, refuse(500, "InternalFailure", String(error)));
    });
  };
}

async function serve(
  options: GatewayOptions,
  request: IncomingMessage,
  response: ServerResponse,
  { fresh, readMs }: { fresh: boolean; readMs: number },
): Promise<void> {
  const stranger = findStranger(request);
  const reply = (answer: Reply): void => send(request, response, answer);
  if (stranger !== undefined) return reply(refuse(403, "AccessDeniedException", stranger));
  const body = await readBody(request, largestBodyBytes);
  if (body === undefined)
    return reply(
      refuse(413, "RequestEntityTooLargeException", `A body has ${largestBodyBytes} bytes at most.`),
    );
  const call: Call = {
    method: request.method ?? "",
    path: request.url ?? "/",
    headers: request.headers,
    body,
    signal: goneWith(response),
  };
  const authorization = readAuthorization(request.headers.authorization);
  // Unsigned: refused at once, at no cost. It is how a client sets its connection up before it measures.
  if (authorization === undefined)
    return reply(refuse(403, "MissingAuthenticationTokenException", "Missing Authentication Token"));
  const caller = await admit(options, call, authorization);
  if ("status" in caller) return reply(caller);
  const { region } = authorization;
  const read = readOrRefuse(options, call, authorization);
  const handOver = (): Promise<Reply> => answer(options, read, caller);
  const { identity } = caller;
  const rttMs = identity === undefined ? 0 : options.rttMs(identity.region, region);
  if (rttMs === 0) return reply(await handOver());
  const { clock } = options;
  const stampedMs = readDepartureMs(request.headers, clock);
  const crossing = { rttMs, fresh, departedMs: stampedMs ?? readMs };
  const { answer: answered, arrivesMs } = await cross(clock, crossing, handOver);
  // Who stamps its requests holds its answers: it is idle, while timers here wait behind everybody's calls.
  if (stampedMs === undefined) await clock.waitUntil(arrivesMs);
  const stamp = stampedMs === undefined ? {} : stampArrival(arrivesMs, clock);
  reply({ ...answered, headers: { ...answered.headers, ...stamp } });
}

/** Who signed a request; nobody's identity is the operator's. A refusal if it was not signed by whose key it names. */
async function admit(
  options: GatewayOptions,
  call: Call,
  authorization: Authorization,
): Promise<{ identity?: Identity } | Reply> {
  const { operator, regions } = options;
  const { accessKeyId, region } = authorization;
  const fail = failOf(options, authorization.service);
  const held = options.identify(accessKeyId);
  const secret = accessKeyId === operator.accessKeyId ? operator : held?.secret;
  if (secret === undefined)
    return fail("unknownKey", "The security token included in the request is invalid.");
  const fault = await verifySignature(call, authorization, secret, Date.now());
  if (fault !== undefined) return fail("badSignature", fault);
  if (!regions.has(region)) {
    const known = [...regions].join(", ");
    return fail(
      "badSignature",
      `Credential should be scoped to a valid region, not '${region}'; the local cloud has ${known}.`,
    );
  }
  return held === undefined ? {} : { identity: held.identity };
}

/** Before the way to the region is waited for, which hides what it costs. */
function readOrRefuse(
  options: GatewayOptions,
  call: Call,
  authorization: Authorization,
): ServiceRequest | Reply {
  try {
    return readRequest(options.services, call, authorization, options.accountId);
  } catch (error) {
    if (error instanceof RequestError)
      return failOf(options, authorization.service)(error.kind, error.message);
    throw error;
  }
}

async function answer(
  options: GatewayOptions,
  read: ServiceRequest | Reply,
  { identity }: { identity?: Identity },
): Promise<Reply> {
  if ("status" in read) return read;
  const service = find(options, read.service);
  if (service === undefined) throw new Error(`There is no service ${read.service}.`);
  const denied = identity === undefined ? undefined : deny(options, service, read, identity);
  if (denied !== undefined) return denied;
  const reply = await service.answer(read.call, read.region);
  return read.write === undefined || reply.status >= 300 ? reply : read.write(reply);
}

function deny(
  options: GatewayOptions,
  { name, accessesOf, fail }: Service,
  request: ServiceRequest,
  caller: Identity,
): Reply | undefined {
  const { operation } = request;
  const accesses = accessesOf(request, options.accountId);
  if (accesses === undefined) {
    const message = `The local cloud cannot tell which permission ${name} needs for ${operation}, and so denies it.`;
    const denied = { principal: caller.functionArn, action: operation, resource: name, message };
    options.emit({ kind: "denied", ...denied });
    return fail("accessDenied", message);
  }
  for (const access of accesses) {
    const denial = findDenial(options.authority, caller, access);
    if (denial === undefined) continue;
    options.emit({ kind: "denied", ...denial });
    return fail("accessDenied", denial.message);
  }
  return undefined;
}

const find = ({ services }: GatewayOptions, service: string): Service | undefined =>
  services.find(({ name }) => name === service);

const failOf = (options: GatewayOptions, service: string): Fail =>
  find(options, service)?.fail ?? failUnknown;

/** Before it is known which service is meant. */
function refuse(status: number, type: string, message: string): Reply {
  return {
    status,
    headers: { "content-type": "application/json", "x-amzn-errortype": type },
    body: Buffer.from(JSON.stringify({ message })),
  };
}

/** What a caller of another protocol could not read is written in its own. */
function send({ headers }: IncomingMessage, response: ServerResponse, given: Reply): void {
  const reply = refuseIn(headers, given);
  response.writeHead(reply.status, { ...reply.headers, "content-length": String(reply.body.length) });
  response.end(reply.body);
}
