import { type Agent, createServer, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { openMeasuringAgent } from "@crisscross/functions/aws/measured/measuring-agent";
import { openMeasuringHandler } from "@crisscross/functions/aws/measured/measuring-handler";
import { nowUs } from "@crisscross/functions/calls/clock";
import { HttpRequest } from "@smithy/core/protocols";
import { afterEach, expect, it } from "vitest";

/** TLS without certificates: both ends know a key. */
const key = { psk: Buffer.alloc(32, 7), identity: "test" };
const suite = { ciphers: "PSK", maxVersion: "TLSv1.2" } as const;

let server: Server;
const listener: { current: RequestListener } = { current: (_, response) => response.end("{}") };
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** A client of a server on this machine, reached by name. */
async function open(protocol: "http" | "https", connection: "reused" | "fresh") {
  const answer: RequestListener = (request, response) => listener.current(request, response);
  listener.current = (_, response) => response.end("{}");
  server =
    protocol === "http"
      ? createServer(answer)
      : createSecureServer({ ...suite, pskCallback: () => key.psk }, answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const measuring = openMeasuringAgent(`${protocol}://localhost:${port}`, connection);
  const { agent } = measuring;
  const trust = { ...suite, family: 4, pskCallback: () => key, checkServerIdentity: () => undefined };
  const createConnection: Agent["createConnection"] = agent.createConnection;
  const trusting: Agent["createConnection"] = (options, callback) =>
    createConnection({ ...options, ...trust }, callback);
  agent.createConnection = trusting;
  const handler = openMeasuringHandler(measuring);
  const request = new HttpRequest({ protocol: `${protocol}:`, hostname: "localhost", port, method: "POST" });
  return {
    agent,
    async call() {
      const fromUs = nowUs();
      const send = await handler.prepare(async () => {
        const { response } = await handler.requestHandler.handle(request);
        response.body.resume();
        await new Promise((resolve) => response.body.once("close", resolve));
      });
      const sentUs = nowUs();
      await send(new AbortController().signal);
      // The agent takes the socket back a tick after the answer.
      await new Promise(setImmediate);
      return { observed: handler.observed(), fromUs, sentUs, receivedUs: nowUs() };
    },
  };
}

const isAscending = (values: readonly (number | undefined)[]): boolean =>
  values.every((value, place) => value !== undefined && value >= (values[place - 1] ?? 0));

it("marks lookup, TCP and TLS of a connection made before a call over a kept one", async () => {
  const { call, agent } = await open("https", "reused");
  const { observed, fromUs, sentUs } = await call();
  const { startUs, lookupUs, connectUs, secureUs, endUs } = observed.prepared ?? {};
  expect(isAscending([fromUs, startUs, lookupUs, connectUs, secureUs, endUs, sentUs])).toBe(true);
  expect(observed).toMatchObject({ connection: "reused", first: true });
  expect(observed).not.toHaveProperty("connecting");
  agent.destroy();
});

it("marks them within the wait of a call that makes its own", async () => {
  const { call } = await open("https", "fresh");
  const { observed, sentUs, receivedUs } = await call();
  const { startUs, lookupUs, connectUs, secureUs } = observed.connecting ?? {};
  expect(isAscending([sentUs, startUs, lookupUs, connectUs, secureUs, receivedUs])).toBe(true);
  expect(observed).toMatchObject({ connection: "fresh" });
  expect(observed).not.toHaveProperty("prepared");
});

it("has no mark of what did not happen", async () => {
  const { call } = await open("http", "fresh");
  const { observed } = await call();
  expect(observed.connecting).not.toHaveProperty("secureUs");
});

it("says nothing of a making that was an earlier call's, and numbers connections", async () => {
  const { call, agent } = await open("http", "reused");
  const first = await call();
  const second = await call();
  agent.destroy();
  const third = await call();
  agent.destroy();
  expect(second.observed).toEqual({ connection: "reused", socket: first.observed.socket });
  expect(third.observed).toMatchObject({ connection: "reused", socket: (first.observed.socket ?? 0) + 1 });
  expect(third.observed).toHaveProperty("prepared");
  expect(third.observed).not.toHaveProperty("first");
});

it("says that a call went out fresh where greeting left no connection to keep", async () => {
  const { call } = await open("https", "reused");
  listener.current = (request, response) => {
    if (request.method === "GET") response.setHeader("connection", "close");
    response.end("{}");
  };
  const { observed } = await call();
  expect(observed).toMatchObject({ connection: "fresh" });
  expect(observed).toHaveProperty("prepared.secureUs");
  expect(observed).toHaveProperty("connecting.secureUs");
});
