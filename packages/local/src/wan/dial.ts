import type { LookupAddress } from "node:dns";
import { Socket } from "node:net";
import { type Clock, systemClock } from "../time/clock.ts";
import { type EpochMs, monotonicMs, readEpochMs } from "../time/times.ts";
import { drawHandshake, type Handshake, type Line } from "./connection.ts";
import { regionOfName } from "./endpoint-name.ts";

/*
 * An execution environment knows AWS's endpoints by their own names, as on AWS. Here the names resolve to addresses that
 * exist nowhere, and a connection to one of them is a connection to the gateway that takes as long as one to that region.
 * What waits is Node's own: its timers, its choice of an address and its events are as over a long way.
 */

/** A connection under way: its number among those of this environment, when it began, and what it is made to cost. */
export interface Dialled {
  number: number;
  epochMs: EpochMs;
  handshake: Handshake;
}

type Connect = (this: Socket, ...values: unknown[]) => Socket;
/** Of libuv, through Node: a request that is told of its end, and the handle that connects. */
interface ConnectRequest {
  oncomplete: ((...values: unknown[]) => void) | undefined;
}
interface TcpHandle {
  connect(request: ConnectRequest, address: string, port: number): number;
}

/** A range that nobody routes: for benchmarks of network devices (RFC 2544). */
const network = "198.18";

/** From now on, `onDial` is told of every connection to an AWS endpoint, as it begins. */
export function dialThrough(
  line: Line,
  onDial: (dialled: Dialled) => void,
  clock: Clock = systemClock,
): void {
  const regions = Object.keys(line.rttMs);
  let resolving: Dialled | undefined;
  let connecting: Dialled | undefined;
  let count = 0;
  resolveNames(line, regions, clock, () => resolving);

  const connect = Socket.prototype.connect as Connect;
  const dial: Connect = function (this: Socket, ...values) {
    const [options, onConnect] = values as [{ host?: unknown } | undefined, (() => void) | undefined];
    const region = typeof options?.host === "string" ? regionOfName(options.host) : undefined;
    if (region === undefined) return connect.apply(this, values);
    const begun = { number: ++count, epochMs: readEpochMs() };
    const handshake = handshakeOf(line, region, begun);
    const dialled = { ...begun, handshake };
    onDial(dialled);
    // Node says so just before it tries an address.
    this.on("connectionAttempt", () => {
      connecting = dialled;
    });
    resolving = dialled;
    const result = connect.call(this, options, onConnect && startLate(this, onConnect, handshake, clock));
    resolving = undefined;
    const { _handle } = this as unknown as { _handle: { _parent?: TcpHandle } & TcpHandle };
    connectLate(Object.getPrototypeOf(_handle._parent ?? _handle));
    return result;
  };
  Socket.prototype.connect = dial as Socket["connect"];

  let patched = false;
  /** Node has no name for what connects. Its kernel says at once what here is told when it would be known far away. */
  const connectLate = (prototype: TcpHandle): void => {
    if (patched) return;
    patched = true;
    const connectNow = prototype.connect;
    prototype.connect = function (this: TcpHandle, request, address, port) {
      const found = readAddress(address);
      if (found === undefined) return connectNow.call(this, request, address, port);
      if (found.number === line.addresses && line.addresses > 1) return 0;
      const { oncomplete } = request;
      const waitMs = connecting?.handshake.connect.roundTripMs ?? 0;
      const held = (...answer: unknown[]): void =>
        void pass(clock, waitMs).then(() => {
          // Node takes it away from one that it has given up.
          if (request.oncomplete === held) oncomplete?.apply(request, answer);
        });
      request.oncomplete = held;
      return connectNow.call(this, request, "127.0.0.1", line.port);
    };
  };
}

/** Of a TLS socket, `start` begins its handshake, as would the first thing written. It takes the time of its round trip. */
function startLate(
  socket: Socket,
  start: () => void,
  { secureConnect }: Handshake,
  clock: Clock,
): () => void {
  socket.cork();
  return () => {
    void pass(clock, secureConnect.roundTripMs).then(() => {
      start.call(socket);
      socket.uncork();
    });
  };
}

const pass = (clock: Clock, ms: number): Promise<void> =>
  clock.waitUntil(monotonicMs(clock.monotonicMs() + ms));

function handshakeOf(line: Line, to: string, { number, epochMs }: Omit<Dialled, "handshake">): Handshake {
  const { rttMs, region, environment } = line;
  const key = `${environment} ${number}`;
  return drawHandshake(line, { to, rttMs: rttMs[to] ?? 0, ownRttMs: rttMs[region] ?? 0, key, epochMs });
}

type Answer = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

function resolveNames(
  line: Line,
  regions: readonly string[],
  clock: Clock,
  resolving: () => Dialled | undefined,
): void {
  // Not imported: sockets look the function up on the module each time.
  const dns = process.getBuiltinModule("node:dns");
  const lookup = dns.lookup as unknown as (...values: unknown[]) => void;
  const resolve = (name: string, ...others: unknown[]): void => {
    const region = regionOfName(name);
    if (region === undefined) {
      lookup(name, ...others);
      return;
    }
    const answer = others.at(-1) as Answer;
    const [options] = others as [{ all?: boolean } | unknown];
    const all = typeof options === "object" && options !== null && "all" in options && options.all === true;
    const addresses = Array.from({ length: line.addresses }, (_, index) => ({
      address: `${network}.${regions.indexOf(region)}.${index + 1}`,
      family: 4,
    }));
    if (line.deadFirst) addresses.reverse();
    void pass(clock, resolving()?.handshake.lookup.roundTripMs ?? 0).then(() =>
      all ? answer(null, addresses) : answer(null, addresses[0]?.address ?? "", 4),
    );
  };
  dns.lookup = resolve as unknown as typeof dns.lookup;
}

function readAddress(address: string): { number: number } | undefined {
  if (!address.startsWith(`${network}.`)) return undefined;
  return { number: Number(address.split(".").at(-1)) };
}
