import type { IncomingMessage, RequestListener, ServerOptions, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Emit } from "../events/event.ts";
import { type Authority, findDenial } from "../iam/authority.ts";
import type { Identity } from "../iam/identity.ts";
import { type Authorization, readAuthorization } from "../service/authorization.ts";
import { answered } from "../service/backend.ts";
import { closingUnread, createBodyRoom } from "../service/body-room.ts";
import { largestBodyBytes, type Reply, type ServiceCall } from "../service/call.ts";
import { refuseIn } from "../service/dialect.ts";
import { findStranger } from "../service/door.ts";
import { type Fail, failUnknown } from "../service/failure.ts";
import { goneWith } from "../service/gone.ts";
import { Refusal } from "../service/refusal.ts";
import type { Service } from "../service/service.ts";
import type { ServiceRequest } from "../service/service-request.ts";
import type { Clock } from "../time/clock.ts";
import { type MonotonicMs, readEpochMs } from "../time/times.ts";
import { regionOfName } from "../wan/endpoint-name.ts";
import type { Network } from "../wan/network.ts";
import { readSender } from "../wan/stamps.ts";
import { closeDoor, openDoors, type SecureDoor } from "./doors.ts";
import { readRequest } from "./read-request.ts";
import { tellInjected } from "./tell-injected.ts";
import { travel } from "./travel.ts";
import { type Secret, verifySignature } from "./verify.ts";

interface GatewayOptions {
  accountId: string;
  /** Those that there are: a request that is signed for another is refused. */
  regions: ReadonlySet<string>;
  services: readonly Service[];
  authority: Authority;
  /** Everything is allowed to these, and no distance lies between their holder and any region. */
  operator: { accessKeyId: string; secretAccessKey: string };
  /** Who holds an access key, and what it signs with. */
  identify: (accessKeyId: string) => { identity: Identity; secret: Secret } | undefined;
  /** What lies between regions; nothing without one. */
  network?: Network | undefined;
  clock: Clock;
  emit: Emit;
}

interface Gateway {
  /** http://127.0.0.1:port */
  endpoint: string;
  /** Where execution environments find AWS's endpoints; absent without a network. */
  secure?: SecureDoor;
  /** Answers requests from now on; they wait before. Called once. */
  serve(options: GatewayOptions): void;
  stop(): Promise<void>;
}

/** Of all bodies being read at one time. */
const bodiesBytes = 8 * largestBodyBytes;

/**
 * One port for every AWS service of every region, told apart by the SigV4 scope of each request. With a network there is a
 * second one, which speaks TLS and answers by the endpoints' own names.
 */
export async function openGateway(
  limits: ServerOptions = {},
  network?: Parameters<typeof openDoors>[1],
): Promise<Gateway> {
  const { servers, port, secure } = await openDoors(limits, network);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    ...(secure && { secure }),
    serve: (options) => {
      for (const server of servers) server.on("request", listenerOf(options));
    },
    async stop() {
      await Promise.all(servers.map(closeDoor));
    },
  };
}

function listenerOf(options: GatewayOptions): RequestListener {
  const established = new WeakSet<Socket>();
  const readIn = createBodyRoom(largestBodyBytes, bodiesBytes);
  return (request, response) => {
    const readMs = options.clock.monotonicMs();
    const fresh = !established.has(request.socket);
    established.add(request.socket);
    serve(options, request, response, { fresh, readMs, readIn }).catch((error: unknown) => {
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

const isEndpoint = (name: string): boolean => regionOfName(name) !== undefined;

async function serve(
  options: GatewayOptions,
  request: IncomingMessage,
  response: ServerResponse,
  {
    fresh,
    readMs,
    readIn,
  }: { fresh: boolean; readMs: MonotonicMs; readIn: ReturnType<typeof createBodyRoom> },
): Promise<void> {
  const named = "encrypted" in request.socket ? regionOfName(request.headers.host ?? "") : undefined;
  const stranger = findStranger(request, named === undefined ? undefined : isEndpoint);
  const reply = (answer: Reply): void => send(request, response, answer);
  if (stranger !== undefined) return reply(refuse(403, "AccessDeniedException", stranger));
  const authorization = readAuthorization(request.headers.authorization);
  const sender = readSender(request.headers);
  const leave = {
    network: options.network,
    clock: options.clock,
    request,
    fresh,
    readMs,
    ...(sender && { sender }),
  };
  // Unsigned: refused as soon as it is there. It is how a client sets its connection up before it measures.
  if (authorization === undefined) {
    const refused = refuse(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
    return reply(await travel({ ...leave, from: sender?.region, to: named }, async () => refused));
  }
  const holder = findHolder(options, authorization);
  if ("status" in holder) return reply(holder);
  const body = await readIn(request);
  if (!Buffer.isBuffer(body)) return reply(unread[body]);
  const call: ServiceCall = {
    method: request.method ?? "",
    path: request.url ?? "/",
    headers: request.headers,
    body,
    signal: goneWith(response),
  };
  const refused = await refuseForged(options, call, authorization, holder.secret);
  if (refused !== undefined) return reply(refused);
  const { identity } = holder;
  if (identity === undefined && authorization.service === "network")
    return reply(tellInjected(options.network, call));
  const read = readOrRefuse(options, call, authorization);
  const operation = "status" in read ? undefined : read.operation;
  const trip = {
    ...leave,
    from: identity?.region,
    to: authorization.region,
    gone: call.signal,
    ...(operation && { operation }),
  };
  reply(await travel(trip, () => answer(options, read, holder)));
}

/** Who holds the access key of a request; nobody's identity is the operator's. A refusal if none does. */
function findHolder(
  options: GatewayOptions,
  { accessKeyId, service }: Authorization,
): { identity?: Identity; secret: Secret } | Reply {
  const { operator, identify } = options;
  const held = accessKeyId === operator.accessKeyId ? { secret: operator } : identify(accessKeyId);
  const message = "The security token included in the request is invalid.";
  return held ?? failOf(options, service)("unknownKey", message);
}

/** A refusal of a request that was not signed by whose key it names, or for a region that there is not. */
async function refuseForged(
  options: GatewayOptions,
  call: ServiceCall,
  authorization: Authorization,
  secret: Secret,
): Promise<Reply | undefined> {
  const { regions } = options;
  const { region } = authorization;
  const fail = failOf(options, authorization.service);
  const fault = await verifySignature(call, authorization, secret, readEpochMs());
  if (fault !== undefined) return fail("badSignature", fault);
  if (!regions.has(region)) {
    const known = [...regions].join(", ");
    return fail(
      "badSignature",
      `Credential should be scoped to a valid region, not '${region}'; the local cloud has ${known}.`,
    );
  }
  return undefined;
}

/** Before the way to the region is waited for, which hides what it costs. */
function readOrRefuse(
  options: GatewayOptions,
  call: ServiceCall,
  authorization: Authorization,
): ServiceRequest | Reply {
  try {
    return readRequest(options.services, call, authorization, options.accountId);
  } catch (error) {
    if (error instanceof Refusal) return failOf(options, authorization.service)(error.kind, error.message);
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
  const reply = await answered(service.fail, service.answer(read));
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

const unread: Readonly<Record<"tooLarge" | "busy", Reply>> = {
  tooLarge: refuse(413, "RequestEntityTooLargeException", `A body has ${largestBodyBytes} bytes at most.`),
  busy: refuse(
    503,
    "ServiceUnavailableException",
    `Bodies being read have ${bodiesBytes} bytes together at most; try again when others have been answered.`,
  ),
};

/** What a caller of another protocol could not read is written in its own. */
function send(request: IncomingMessage, response: ServerResponse, given: Reply): void {
  const reply = refuseIn(request.headers, given);
  const length = { "content-length": String(reply.body.length) };
  // Said outright, or Node would add how long it keeps the connection. AWS does not tell, and clients close before.
  const kept = request.headers.connection === "close" ? {} : { connection: "keep-alive" };
  response.writeHead(reply.status, { ...reply.headers, ...kept, ...length, ...closingUnread(request) });
  response.end(reply.body);
}
