import { type Agent, createServer } from "node:http";
import type { LookupFunction } from "node:net";
import { type MeasuringAgent, openMeasuringAgent } from "@crisscross/functions/aws/measured/measuring-agent";
import { openMeasuringHandler } from "@crisscross/functions/aws/measured/measuring-handler";
import { failureOf } from "@crisscross/functions/calls/classify-failure";
import { nowUs } from "@crisscross/functions/calls/clock";
import { HttpRequest } from "@smithy/core/protocols";
import { expect, it } from "vitest";
import { openFullServer } from "./full-server.ts";

const addresses = ["127.0.0.1", "127.0.0.2", "127.0.0.3"].map((address) => ({ address, family: 4 }));
const lookUp =
  (first: string): LookupFunction =>
  (_, { all }, answer) => {
    setImmediate(() => (all ? answer(null, addresses) : answer(null, first, 4)));
  };

/** macOS has no second address of its own until it is given one. */
const onSecond = it.skipIf(process.platform === "darwin");

/** Has every name resolve to several addresses, or to the one named; gives those that are tried, and calls `onTry` once one was. */
function resolveToSeveral({ agent }: MeasuringAgent, onTry: () => void, first = () => "127.0.0.1"): string[] {
  const tried: string[] = [];
  const createConnection: Agent["createConnection"] = agent.createConnection;
  const intercepted: Agent["createConnection"] = (options, callback) => {
    const socket = createConnection({ ...options, lookup: lookUp(first()) }, callback);
    socket?.on("connectionAttempt", (address: string) => {
      tried.push(address);
      setImmediate(onTry);
    });
    return socket;
  };
  agent.createConnection = intercepted;
  return tried;
}

// It takes a second: more than the 250 ms after which Node would try the next address.
it.each(["http", "https"])(
  "waits for the first of several addresses and tries no other, by %s",
  async (protocol) => {
    const server = await openFullServer();
    const measuring = openMeasuringAgent(`${protocol}://far.test:${server.port}`, "reused");
    const tried = resolveToSeveral(measuring, server.accept);
    await measuring.establish(30_000);
    expect(tried).toEqual(["127.0.0.1"]);
    expect(measuring.observed()).toHaveProperty("prepared.connectUs");
    measuring.agent.destroy();
    await server.stop();
  },
);

onSecond("takes an address that it gave up for a part of making the connection", async () => {
  const server = await openFullServer();
  const answering = createServer((_, response) => response.end());
  await new Promise<void>((resolve) => answering.listen(server.port, "127.0.0.2", resolve));
  const measuring = openMeasuringAgent(`http://far.test:${server.port}`, "reused");
  const tried = resolveToSeveral(
    measuring,
    () => undefined,
    () => `127.0.0.${tried.length + 1}`,
  );
  const fromUs = nowUs();
  await measuring.establish(400);
  expect(tried).toEqual(["127.0.0.1", "127.0.0.2"]);
  const { beganUs = 0, startUs = 0, connectUs = 0, endUs = 0 } = measuring.observed().prepared ?? {};
  expect(beganUs).toBeGreaterThanOrEqual(fromUs);
  // Half of what it has is for the first one.
  expect(startUs - beganUs).toBeGreaterThanOrEqual(199_000);
  expect([startUs, connectUs, endUs]).toEqual([startUs, connectUs, endUs].toSorted((a, b) => a - b));
  measuring.agent.destroy();
  answering.close();
  await server.stop();
});

onSecond(
  "goes on to the next address also where another lane has given the first one up meanwhile",
  async () => {
    const server = await openFullServer();
    const answering = createServer((_, response) => response.end());
    await new Promise<void>((resolve) => answering.listen(server.port, "127.0.0.2", resolve));
    const lanes = [1, 2, 3].map(() => {
      const measuring = openMeasuringAgent(`http://far.test:${server.port}`, "reused");
      const tried = resolveToSeveral(
        measuring,
        () => undefined,
        () => `127.0.0.${tried.length + 1}`,
      );
      return measuring;
    });
    await Promise.all(lanes.map((lane) => lane.establish(400)));
    for (const { observed } of lanes) expect(observed()).toHaveProperty("prepared.connectUs");
    for (const { agent } of lanes) agent.destroy();
    answering.close();
    await server.stop();
  },
);

it("names an endpoint of which no address answers, and sends nothing there", async () => {
  const server = await openFullServer();
  const measuring = openMeasuringAgent(`http://127.0.0.1:${server.port}`, "reused");
  const handler = openMeasuringHandler(measuring);
  const request = new HttpRequest({ protocol: "http:", hostname: "127.0.0.1", port: server.port });
  const send = await handler.prepare(() => handler.requestHandler.handle(request), 200);
  const failed = await send(new AbortController().signal).catch((error: unknown) => error);
  expect(failureOf(failed, false)).toEqual({
    outcome: "error",
    reason: "no address of 127.0.0.1 that was tried answers",
  });
  expect(handler.observed()).not.toHaveProperty("connection");
  measuring.agent.destroy();
  server.accept();
  await server.stop();
});
