import { request } from "node:http";
import { connect } from "node:net";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Clock } from "@crisscross/local/time/clock";
import { monotonicMs as ms, machineUs as us } from "@crisscross/local/time/times";
import { readRttMs } from "@crisscross/local/wan/rtt";
import { calm } from "@crisscross/local/wan/weather-document";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildGraph, lambda, queue, queueArn, queueUrl } from "../fixtures/graph.ts";
import type { RelayEvent } from "../fixtures/relay.ts";
import { openSession, readEnvironment, relay, type Session } from "../fixtures/session.ts";
import { type Signer, signRaw } from "../fixtures/sign.ts";

/** Notes how long it was asked to wait, and lets that time pass at once. */
const asked: number[] = [];
/** When callers said that their requests left, in µs of the machine's clock. */
const departures: number[] = [];
let nowMs = ms(0);
const clock: Clock = {
  monotonicMs: () => nowMs,
  atMs: (machineUs) => {
    departures.push(machineUs);
    return nowMs;
  },
  machineUs: (monotonicMs) => us(monotonicMs * 1000),
  async waitUntil(monotonicMs) {
    asked.push(monotonicMs - nowMs);
    nowMs = monotonicMs;
  },
};
const sumAsked = () => asked.reduce((sum, waitMs) => sum + waitMs, 0);

/** The last thing that the network had told of before the test. */
let toldUpTo = 0;
const injected = () => session.cloud.injected(toldUpTo).map(({ what, roundTripMs }) => [what, roundTripMs]);

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
    network: { weather: calm },
    clock,
    graph: buildGraph(queue("far", {}, away), lambda("caller", { handler: "relay.handler", grants })),
  });
});
afterAll(() => session.cloud.stop());
beforeEach(() => {
  asked.length = 0;
  departures.length = 0;
  toldUpTo = session.cloud.injected().at(-1)?.n ?? 0;
});

describe("the simulated network", () => {
  it("delays a function's call by the round trip, and tells what the first on a connection had to wait for before", async () => {
    const rttMs = readRttMs("us-east-1", away);
    expect(session.cloud.rttMs("us-east-1", away)).toBe(rttMs);
    expect(await relay(session.cloud, "caller", "us-east-1", sendTo(away))).toMatchObject({
      ok: true,
      wan: "simulated",
    });
    expect(asked).toEqual([rttMs / 2 - 1]);
    const handshake = [
      ["lookup", readRttMs("us-east-1", "us-east-1")],
      ["connect", rttMs],
      ["secureConnect", rttMs],
    ];
    expect(injected()).toEqual([...handshake, ["request", rttMs]]);
    await relay(session.cloud, "caller", "us-east-1", sendTo(away));
    expect(asked.slice(1)).toEqual([rttMs / 2 - 1]);
    expect(injected().slice(4)).toEqual([["request", rttMs]]);
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

describe("a connection to the port that does without names", () => {
  it("costs no set-up, and a caller that stamps nothing is answered when it is time", async () => {
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
  });
});

describe("what was put in", () => {
  const ask = async (path: string, signer: Signer) => {
    const { endpoint } = session.cloud;
    const headers = signRaw(endpoint, { method: "GET", path }, { service: "network", region: away }, signer);
    const response = await fetch(`${endpoint}${path}`, {
      headers: headers as Record<string, string>,
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it("is told to the operator, from a number on", async () => {
    await relay(session.cloud, "caller", "us-east-1", sendTo(away));
    const { status, body } = await ask(`/injected?after=${toldUpTo}`, session.cloud.credentials);
    expect(status).toBe(200);
    expect(body).toEqual({ injected: session.cloud.injected(toldUpTo), next: toldUpTo + 1 });
    expect(await ask(`/injected?after=${toldUpTo + 1}`, session.cloud.credentials)).toMatchObject({
      body: { injected: [], next: toldUpTo + 1 },
    });
  });

  it.each([
    "/injected?after=-1",
    "/injected?after=x",
    "/injected?foo=1",
    "/injected?after=1&after=2",
    "/else",
  ])("is not at %s", async (path) => {
    expect(await ask(path, session.cloud.credentials)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("GET /injected?after=N") },
    });
  });

  it("is told to who asks beyond the end where that is", async () => {
    const last = session.cloud.injected().at(-1)?.n;
    expect(await ask("/injected?after=99999999999", session.cloud.credentials)).toMatchObject({
      body: { injected: [], next: last },
    });
  });

  it("is told to no function", async () => {
    const variables = await readEnvironment(session.cloud, "caller", "us-east-1");
    const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "", AWS_SESSION_TOKEN = "" } = variables;
    const { status } = await ask("/injected", {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      sessionToken: AWS_SESSION_TOKEN,
    });
    expect(status).toBeGreaterThanOrEqual(400);
  });
});
