import http from "node:http";
import https from "node:https";
import { setImmediate as nextTurn } from "node:timers/promises";

/** An agent that can say what kind of socket the last request got. */
export interface MeasuringAgent {
  agent: http.Agent | https.Agent;
  /** `fresh` once a new socket has connected, `reused` when a kept one was taken; undefined before either. */
  observed(): "reused" | "fresh" | undefined;
  forget(): void;
  /** Makes sure that an idle, established connection waits in the pool; gives up after `withinMs`. Never rejects. */
  establish(withinMs?: number): Promise<void>;
  /** Whether the last request went out on a connection kept from an earlier one, and found it dead. */
  foundDead(): boolean;
}

/** A kept socket idle for longer is not trusted: a frozen environment does not hear the other end hang up. */
const trustedIdleMs = 30_000;
/** Three round trips of the longest way, and slack; well inside the grace a caller has. */
const establishMs = 1_500;

/** `fresh` opens a connection for every request, without a resumed TLS session; `reused` keeps them. */
export function openMeasuringAgent(endpoint: string, connection: "reused" | "fresh"): MeasuringAgent {
  const secure = new URL(endpoint).protocol === "https:";
  const keepAlive = connection === "reused";
  // One address a connection: Node would give each up after 250 ms, and another region can be farther than that.
  const options = { keepAlive, autoSelectFamily: false };
  const agent = secure
    ? new https.Agent({ ...options, ...(!keepAlive && { maxCachedSessions: 0 }) })
    : new http.Agent(options);
  let observed: "reused" | "fresh" | undefined;
  let greeted = false;
  let foundDead = false;
  let lastUsedMs = Number.NEGATIVE_INFINITY;

  const createConnection = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = createConnection(options, callback);
    socket?.once("connect", () => {
      observed = "fresh";
    });
    return socket;
  };
  const reuseSocket = agent.reuseSocket.bind(agent);
  agent.reuseSocket = (socket, request) => {
    observed = "reused";
    if (!greeted) onDeath(request, () => (foundDead = true));
    reuseSocket(socket, request);
  };
  agent.on("free", () => {
    lastUsedMs = performance.now();
  });

  return {
    agent,
    observed: () => observed,
    forget: () => {
      observed = undefined;
      foundDead = false;
    },
    foundDead: () => foundDead,
    async establish(withinMs = establishMs) {
      greeted = false;
      if (!keepAlive) return;
      // A close that arrived while the environment was frozen is seen now: the second turn polls the sockets.
      await nextTurn();
      await nextTurn();
      if (performance.now() - lastUsedMs > trustedIdleMs) agent.destroy();
      if (hasIdleSocket(agent)) return;
      greeted = true;
      await greet(endpoint, agent, secure, withinMs);
    },
  };
}

/** Tells when a connection ended before any answer; later the answer has the error. An abort by the sender looks the same. */
function onDeath(request: http.ClientRequest, tell: () => void): void {
  request.once("error", ({ code }: NodeJS.ErrnoException) => {
    if (code === "ECONNRESET" || code === "EPIPE") tell();
  });
}

function hasIdleSocket({ freeSockets }: http.Agent): boolean {
  return Object.values(freeSockets).some((sockets) => sockets?.some((socket) => !socket.destroyed));
}

/**
 * An unsigned request: any answer proves the connection. A failure is left to the call itself to report. Not a HEAD:
 * Node drops the connection after an answer to one that names no length.
 */
async function greet(endpoint: string, agent: http.Agent, secure: boolean, withinMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const options = { method: "GET", agent, signal: AbortSignal.timeout(withinMs) };
    const request = (secure ? https : http).request(endpoint, options, (response) => response.resume());
    request.once("error", () => resolve());
    request.once("close", () => resolve());
    request.end();
  });
  // The agent takes the socket back a tick after the request has closed.
  await nextTurn();
}
