import http from "node:http";
import https from "node:https";
import type { Duplex } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { trustedIdleMs } from "@crisscross/core/job/trusted-idle";
import type { Connecting } from "@crisscross/core/sample/call";
import { nowUs } from "../../calls/clock.ts";
import type { Observed } from "../../calls/observed.ts";
import { giveUpAddress, lookUpAnswering } from "./addresses.ts";

/** An agent that can say what kind of socket the last request got, and how that was made. */
export interface MeasuringAgent {
  agent: http.Agent | https.Agent;
  /** `fresh` once a new socket has connected, `reused` when a kept one was taken; no connection before either. */
  observed(): Observed;
  /**
   * Makes sure that an idle, established connection waits in the pool; gives up after `withinMs`. An address that does not
   * answer is given up before, for the next one of the name. Never rejects.
   */
  establish(withinMs?: number): Promise<void>;
}

/** TCP alone: the longest way, 412 ms, also where the first packet was lost and comes a second later. */
const addressMs = 1_450;
/** A dead address, and three round trips of the longest way; inside the grace a caller has. */
const establishMs = 2_700;
/** Of a shorter time, too, the first address has this share. */
const addressShare = addressMs / establishMs;

/** A dead connection shows within a round trip of the longest way; whatever ends one later had the request. */
const noticedMs = 1_000;

/** Of all agents: connections that this environment has begun. */
let begun = 0;

/** `fresh` opens a connection for every request, without a resumed TLS session; `reused` keeps them. */
export function openMeasuringAgent(endpoint: string, connection: "reused" | "fresh"): MeasuringAgent {
  const secure = new URL(endpoint).protocol === "https:";
  const keepAlive = connection === "reused";
  // One address a connection: Node would give each up after 250 ms, and another region can be farther than that.
  const options = { keepAlive, autoSelectFamily: false, lookup: lookUpAnswering };
  const agent = secure
    ? new https.Agent({ ...options, ...(!keepAlive && { maxCachedSessions: 0 }) })
    : new http.Agent(options);
  const numbers = new WeakMap<object, number>();
  let observed: Observed = {};
  let tried: string | undefined;
  let lastUsedMs = Number.NEGATIVE_INFINITY;

  const createConnection = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const connecting: Connecting = { startUs: nowUs() };
    const socket = createConnection(options, callback);
    if (!socket) return socket;
    const number = ++begun;
    numbers.set(socket, number);
    markSteps(socket, connecting);
    socket.once("connectionAttempt", (address: string) => {
      tried = address;
      if (!keepAlive) giveUpUnlessConnected(socket, address);
    });
    socket.once("connect", () => {
      observed = { ...observed, connection: "fresh", socket: number, connecting };
    });
    return socket;
  };
  const reuseSocket = agent.reuseSocket.bind(agent);
  agent.reuseSocket = (socket, request) => {
    const number = numbers.get(socket);
    observed = { ...observed, connection: "reused", ...(number !== undefined && { socket: number }) };
    if (observed.prepared === undefined)
      onDeath(request, () => {
        observed = { ...observed, foundDead: true };
      });
    reuseSocket(socket, request);
  };
  agent.on("free", () => {
    lastUsedMs = performance.now();
  });

  return {
    agent,
    observed: () => observed,
    async establish(withinMs = establishMs) {
      observed = {};
      if (!keepAlive) return;
      // A close that arrived while the environment was frozen is seen now: the second turn polls the sockets.
      await nextTurn();
      await nextTurn();
      if (performance.now() - lastUsedMs > trustedIdleMs) agent.destroy();
      if (hasIdleSocket(agent)) return;
      const startUs = nowUs();
      const connectMs = Math.min(addressMs, withinMs * addressShare);
      const endMs = performance.now() + withinMs;
      const givenUp = new Set<string>();
      for (let beganMs = performance.now(); beganMs < endMs; beganMs = performance.now()) {
        tried = undefined;
        await greet(endpoint, agent, secure, { connectMs, leftMs: endMs - beganMs });
        // Nothing was tried where the name is not known; then the call itself tells, as of what is refused.
        if (observed.connecting !== undefined || tried === undefined) break;
        if (performance.now() - beganMs >= connectMs) observed = { unreachable: true };
        giveUpAddress(tried);
        // Whether others gave it up says nothing of this one's: lanes of a burst meet a dead address together.
        if (givenUp.has(tried)) break;
        givenUp.add(tried);
      }
      const { connecting, unreachable } = observed;
      observed = {
        prepared: { ...(givenUp.size > 0 && { beganUs: startUs }), startUs, ...connecting, endUs: nowUs() },
        ...(connecting === undefined && unreachable && { unreachable }),
      };
    },
  };
}

/** Marks on a connection's way; the object goes on being filled until it stands. */
function markSteps(socket: Duplex, connecting: Connecting): void {
  socket.once("lookup", () => {
    connecting.lookupUs = nowUs();
  });
  socket.once("connect", () => {
    connecting.connectUs = nowUs();
  });
  socket.once("secureConnect", () => {
    connecting.secureUs = nowUs();
  });
}

/** A wait that ended without a connection was that call's result; a later call takes another address. */
function giveUpUnlessConnected(socket: Duplex, address: string): void {
  const giveUp = () => giveUpAddress(address);
  socket.once("close", giveUp);
  socket.once("connect", () => socket.off("close", giveUp));
}

/** Tells when a connection ended before any answer; later the answer has the error. An abort by the sender looks the same. */
function onDeath(request: http.ClientRequest, tell: () => void): void {
  const fromMs = performance.now();
  request.once("error", ({ code }: NodeJS.ErrnoException) => {
    const isEnded = code === "ECONNRESET" || code === "EPIPE";
    if (isEnded && performance.now() - fromMs < noticedMs) tell();
  });
}

function hasIdleSocket({ freeSockets }: http.Agent): boolean {
  return Object.values(freeSockets).some((sockets) => sockets?.some((socket) => !socket.destroyed));
}

/**
 * An unsigned request: any answer proves the connection. A failure is left to the call itself to report. Not a HEAD:
 * Node drops the connection after an answer to one that names no length.
 */
async function greet(
  endpoint: string,
  agent: http.Agent,
  secure: boolean,
  { connectMs, leftMs }: { connectMs: number; leftMs: number },
): Promise<void> {
  const connecting = new AbortController();
  const limit = setTimeout(() => connecting.abort(), connectMs);
  await new Promise<void>((resolve) => {
    const signal = AbortSignal.any([connecting.signal, AbortSignal.timeout(Math.ceil(leftMs))]);
    const options = { method: "GET", agent, signal };
    const request = (secure ? https : http).request(endpoint, options, (response) => response.resume());
    request.once("socket", (socket) => socket.once("connect", () => clearTimeout(limit)));
    request.once("error", () => resolve());
    request.once("close", () => resolve());
    request.end();
  });
  clearTimeout(limit);
  // The agent takes the socket back a tick after the request has closed.
  await nextTurn();
}
