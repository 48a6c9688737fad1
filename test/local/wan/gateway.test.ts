import { request } from "node:http";
import { connect } from "node:net";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Clock } from "@crisscross/local/time/clock";
import { machineUs } from "@crisscross/local/time/machine-us";
import { readRttMs } from "@crisscross/local/wan/rtt";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildGraph, lambda, queue, queueArn, queueUrl } from "../fixtures/graph.ts";
import type { RelayEvent } from "../fixtures/relay.ts";
import { openSession, readEnvironment, relay, type Session } from "../fixtures/session.ts";
import { signRaw } from "../fixtures/sign.ts";

/** Notes how long it was asked to wait, and lets that time pass at once. */
const asked: number[] = [];
/** When callers said that their requests left, in µs of the machine's clock. */
const departures: number[] = [];
/** When answers were to arrive, by the clock below. */
const arrivals: number[] = [];
let nowMs = 0;
const clock: Clock = {
  monotonicMs: () => nowMs,
  atMs: (machineUs) => {
    departures.push(machineUs);
    return nowMs;
  },
  // Long ago for the environments, which go by the real clock and so hold nothing.
  machineUs: (monotonicMs) => {
    arrivals.push(monotonicMs);
    return machineUs(0);
  },
  async waitUntil(monotonicMs) {
    asked.push(monotonicMs - nowMs);
    nowMs = monotonicMs;
  },
};
const sumAsked = () => asked.reduce((sum, ms) => sum + ms, 0);

const away = "ap-south-1";
let session: Session;
const sendTo = (region: string): RelayEvent => ({
  service: "sqs",
  command: "SendMessage",
  region,
  input: { QueueUrl: queueUrl("far", region), MessageBody: "x" },
});

beforeAll(async () => {
  const grants = [{ actions: ["sqs:SendMessage"], resources: [queueArn("far", away)] }];
  session = await openSession({
    wan: true,
    clock,
    graph: buildGraph(queue("far", {}, away), lambda("caller", { handler: "relay.handler", grants })),
  });
});
afterAll(() => session.cloud.stop());
beforeEach(() => {
  asked.length = 0;
  departures.length = 0;
  arrivals.length = 0;
});

describe("the simulated network", () => {
  it("delays a function's call by the round trip, and the first on a connection by its set-up too", async () => {
    const rttMs = readRttMs("us-east-1", away);
    expect(session.cloud.rttMs("us-east-1", away)).toBe(rttMs);
    let departedMs = nowMs;
    expect(await relay(session.cloud, "caller", "us-east-1", sendTo(away))).toMatchObject({
      ok: true,
      wan: "simulated",
    });
    expect(asked).toEqual([2.5 * rttMs - 1]);
    expect(arrivals).toEqual([departedMs + 3 * rttMs]);
    departedMs = nowMs;
    await relay(session.cloud, "caller", "us-east-1", sendTo(away));
    expect(asked.slice(1)).toEqual([rttMs / 2 - 1]);
    expect(arrivals.slice(1)).toEqual([departedMs + rttMs]);
  });

  it("counts from when the function says that the request left", async () => {
    const beforeUs = Number(process.hrtime.bigint() / 1000n);
    await relay(session.cloud, "caller", "us-east-1", sendTo(away));
    expect(departures).toHaveLength(1);
    expect(departures[0]).toBeGreaterThan(beforeUs);
    expect(departures[0]).toBeLessThan(Number(process.hrtime.bigint() / 1000n));
  });

  it("delays a call that is denied as well: it went there all the same", async () => {
    expect(await relay(session.cloud, "caller", "us-east-1", sendTo("us-east-1"))).toMatchObject({
      ok: false,
    });
    expect(sumAsked()).toBeGreaterThan(0);
  });

  it("leaves the operator and unsigned requests alone", async () => {
    const { endpoint, credentials } = session.cloud;
    await new SQSClient({ region: away, endpoint, credentials }).send(new ListQueuesCommand({}));
    const status = await new Promise((resolve) => {
      request(endpoint, { method: "HEAD" }, (response) => resolve(response.statusCode)).end();
    });
    expect(status).toBe(403);
    expect(asked).toEqual([]);
  });

  it("is off when asked, and says so to functions", async () => {
    const still = await openSession({
      wan: false,
      clock,
      graph: buildGraph(
        queue("far", {}, away),
        lambda("caller", {
          handler: "relay.handler",
          grants: [{ actions: ["sqs:SendMessage"], resources: ["*"] }],
        }),
      ),
    });
    expect(await relay(still.cloud, "caller", "us-east-1", sendTo(away))).toMatchObject({
      ok: true,
      wan: "none",
    });
    expect(still.cloud.rttMs("us-east-1", away)).toBe(0);
    expect(asked).toEqual([]);
    await still.cloud.stop();
  });
});

describe("a connection warmed by an unsigned request", () => {
  it("costs the signed one that follows no set-up, and a caller that stamps nothing is answered when it is time", async () => {
    const { hostname, port } = new URL(session.cloud.endpoint);
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = await readEnvironment(
      session.cloud,
      "caller",
      "us-east-1",
    );
    const socket = connect(Number(port), hostname);
    const exchange = (head: string): Promise<string> =>
      new Promise((resolve) => {
        socket.once("data", (data) => resolve(data.toString()));
        socket.write(`${head}\r\n\r\n`);
      });
    expect(await exchange(`HEAD / HTTP/1.1\r\nhost: ${hostname}`)).toMatch(/^HTTP\/1\.1 403/);
    const listing = { method: "GET", path: "/2015-03-31/functions" };
    const signer = {
      accessKeyId: AWS_ACCESS_KEY_ID ?? "",
      secretAccessKey: AWS_SECRET_ACCESS_KEY ?? "",
      sessionToken: AWS_SESSION_TOKEN ?? "",
    };
    const headers = signRaw(session.cloud.endpoint, listing, { service: "lambda", region: away }, signer);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    await exchange(`GET ${listing.path} HTTP/1.1\r\n${lines.join("\r\n")}`);
    socket.destroy();
    expect(sumAsked()).toBe(readRttMs("us-east-1", away));
    expect(arrivals).toEqual([]);
  });
});
