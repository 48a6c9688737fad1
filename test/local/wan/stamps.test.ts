import { Agent, createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { systemClock } from "@crisscross/local/time/clock";
import { type EpochMs, toEpochMs } from "@crisscross/local/time/times";
import { readDepartureMs, readSender, stampDuration, stampRequests } from "@crisscross/local/wan/stamps";
import { afterAll, beforeAll, expect, it } from "vitest";

/** What an execution environment does with its requests, done to this process's: it stamps them and holds their answers. */

const wayMs = 40;
const received: IncomingHttpHeaders[] = [];
const arrivals: number[] = [];
const server = createServer((incoming, response) => {
  received.push(incoming.headers);
  if (incoming.url === "/held") {
    const departedMs = readDepartureMs(incoming.headers, systemClock) ?? Number.NaN;
    arrivals.push(departedMs + wayMs);
    for (const [name, value] of Object.entries(stampDuration(wayMs))) response.setHeader(name, String(value));
  }
  response.end("answer");
});
let endpoint = "";
/** Connections that were begun, for the requests to come. */
const opened: { number: number; epochMs: EpochMs }[] = [];
const headers = { host: "lambda.us-west-1.amazonaws.com" };

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stampRequests({ region: "eu-west-2", environment: "env-1" }, () => opened.shift());
});
afterAll(() => server.close());

interface Exchange {
  /** The request's events, in order, that say something of its answer. */
  events: string[];
  body: string;
  answeredMs: number;
}

function exchange(path: string, agent: Agent | undefined, signal?: AbortSignal): Promise<Exchange> {
  const events: string[] = [];
  let body = "";
  let answeredMs = Number.NaN;
  return new Promise((resolve) => {
    const sent = request(`${endpoint}${path}`, { agent, headers, ...(signal && { signal }) });
    sent.on("response", (answer) => {
      events.push("response");
      answeredMs = systemClock.monotonicMs();
      answer.on("data", (data) => {
        body += data;
      });
    });
    sent.on("error", ({ name }) => events.push(name));
    sent.on("close", () => {
      events.push("close");
      resolve({ events, body, answeredMs });
    });
    sent.end();
  });
}

it("says when a request left, before it is there", async () => {
  const beforeMs = systemClock.monotonicMs();
  await exchange("/", undefined);
  const departedMs = readDepartureMs(received.at(-1) ?? {}, systemClock) ?? Number.NaN;
  // Stamps are whole microseconds.
  expect(departedMs).toBeGreaterThan(beforeMs - 0.002);
  expect(departedMs).toBeLessThan(systemClock.monotonicMs());
});

it("says where it comes from, and which connection it opened", async () => {
  opened.push({ number: 7, epochMs: toEpochMs(1_795_000_000_000) });
  await exchange("/", undefined);
  const sender = { region: "eu-west-2", environment: "env-1" };
  expect(readSender(received.at(-1) ?? {})).toEqual({
    ...sender,
    opened: { number: 7, epochMs: 1_795_000_000_000 },
  });
  await exchange("/", undefined);
  expect(readSender(received.at(-1) ?? {})).toEqual(sender);
});

it.each([
  ["kept", new Agent({ keepAlive: true })],
  ["closed behind the answer", new Agent({ keepAlive: false })],
])("lets nobody see an answer before it arrives, on a connection that is %s", async (_, agent) => {
  const { events, body, answeredMs } = await exchange("/held", agent);
  expect(answeredMs).toBeGreaterThanOrEqual(arrivals.at(-1) ?? Number.NaN);
  expect(events).toEqual(["response", "close"]);
  expect(body).toBe("answer");
  agent.destroy();
});

it("keeps a connection for the next request as ever", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  await exchange("/held", agent);
  await new Promise(setImmediate);
  expect(Object.values(agent.freeSockets).flat()).toHaveLength(1);
  await exchange("/held", agent);
  agent.destroy();
});

it("lets a request be given up while its answer is on the way", async () => {
  const giveUp = new AbortController();
  const pending = exchange("/held", undefined, giveUp.signal);
  const before = arrivals.length;
  while (arrivals.length === before) await new Promise(setImmediate);
  giveUp.abort();
  const { events } = await pending;
  expect(events[0]).toBe("AbortError");
});

it("passes an answer without a stamp on at once", async () => {
  expect(await exchange("/", undefined)).toMatchObject({ events: ["response", "close"], body: "answer" });
});

it("leaves requests to others alone", async () => {
  const stranger = createServer((incoming, response) => {
    received.push(incoming.headers);
    response.end();
  });
  await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
  const { port } = stranger.address() as AddressInfo;
  await new Promise((resolve) =>
    request(`http://127.0.0.1:${port}`, (answer) => answer.resume().on("end", resolve)).end(),
  );
  expect(received.at(-1)).not.toHaveProperty("x-local-departed-us");
  stranger.close();
});
