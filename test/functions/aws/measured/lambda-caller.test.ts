import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Call } from "@crisscross/core/sample/call";
import { lambdaCallers } from "@crisscross/functions/aws/measured/lambda-caller";
import { prepareCall } from "@crisscross/functions/calls/call-function";
import { nowUs } from "@crisscross/functions/calls/clock";
import type { NextCall } from "@crisscross/functions/calls/next-call";
import { readClientConfig } from "@crisscross/functions/edges/client-config";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { levelOf } from "../../results/samples.ts";
import { openHangingUpServer } from "./hanging-up-server.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let answer: Answer;
/** What arrived, as "socket METHOD". Sockets are numbered as they connect. */
let arrivals: string[];

const ok: Answer = (_, response) => response.end(JSON.stringify(levelOf()));
const sockets = new Map<Socket, number>();

beforeAll(async () => {
  server = createServer((request, response) => {
    arrivals.push(`${sockets.get(request.socket)} ${request.method}`);
    request.resume();
    request.on("end", () => {
      if (request.method === "GET") response.writeHead(403).end();
      else answer(request, response);
    });
  });
  server.on("connection", (socket) => sockets.set(socket, sockets.size + 1));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  sockets.clear();
  arrivals = [];
  answer = ok;
  vi.stubEnv("AWS_REGION", "eu-west-2");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "key");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
  vi.stubEnv("AWS_ENDPOINT_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
  server.closeAllConnections();
});

/** A function that makes calls as outer does, from an environment of its own. */
async function openEnvironment(): Promise<(more?: Partial<NextCall>) => Promise<Call>> {
  const prepare = await openPrepared();
  return async (more) => (await prepare(more))();
}

/** The same, in two steps. */
async function openPrepared(): Promise<(more?: Partial<NextCall>) => Promise<() => Promise<Call>>> {
  const deps = { callerFor: lambdaCallers(readClientConfig()), nowUs, deadline: AbortSignal.timeout };
  const event = {
    v: 1,
    work: "bare",
    seed: 1,
    customer: 0,
    deadlineMs: 1,
    downBytes: 0,
    padding: "",
  } as const;
  const next: NextCall = {
    region: "us-west-1",
    functionName: "inner",
    event,
    waitMs: 10_000,
    connection: "reused",
    tail: true,
  };
  return (more) => prepareCall(deps, { ...next, ...more });
}

it("establishes a connection before the first measured call, and keeps it", async () => {
  const call = await openEnvironment();
  expect(await call()).toMatchObject({ outcome: "ok", connection: "reused" });
  expect(await call()).toMatchObject({ outcome: "ok", connection: "reused" });
  expect(arrivals).toEqual(["1 GET", "1 POST", "1 POST"]);
});

it("has a request signed before it is told to send it", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-21T10:00:00Z") });
  let signedAt: unknown;
  answer = (request, response) => {
    signedAt = request.headers["x-amz-date"];
    ok(request, response);
  };
  const prepare = await openPrepared();
  const send = await prepare();
  vi.setSystemTime(new Date("2026-11-21T10:00:02Z"));
  expect(await send()).toMatchObject({ outcome: "ok" });
  expect(signedAt).toBe("20261121T100000Z");
});

it("names the tenant that a call is for, and none otherwise", async () => {
  const tenants: unknown[] = [];
  answer = (request, response) => {
    if (request.method === "POST") tenants.push(request.headers["x-amz-tenant-id"]);
    ok(request, response);
  };
  const call = await openEnvironment();
  await call({ tenant: "job/eu-west-2/0" });
  await call();
  expect(tenants).toEqual(["job/eu-west-2/0", undefined]);
});

it("opens a connection for every fresh call", async () => {
  const call = await openEnvironment();
  expect(await call({ connection: "fresh" })).toMatchObject({ outcome: "ok", connection: "fresh" });
  expect(await call({ connection: "fresh" })).toMatchObject({ outcome: "ok", connection: "fresh" });
  expect(arrivals).toEqual(["1 POST", "2 POST"]);
});

it("keeps the connections of two regions apart", async () => {
  const call = await openEnvironment();
  await call();
  await call({ region: "sa-east-1" });
  expect(arrivals).toEqual(["1 GET", "1 POST", "2 GET", "2 POST"]);
});

it.each([
  [29_999, ["1 GET", "1 POST", "1 POST"]],
  [30_001, ["1 GET", "1 POST", "2 GET", "2 POST"]],
])("trusts a connection that was idle for 30 s and no longer: %i ms", async (idleMs, expected) => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const call = await openEnvironment();
  await call();
  vi.advanceTimersByTime(idleMs);
  expect(await call()).toMatchObject({ outcome: "ok", connection: "reused" });
  expect(arrivals).toEqual(expected);
});

it("establishes a new connection when the other end hung up in between", async () => {
  const call = await openEnvironment();
  await call();
  const closed = [...sockets.keys()].map((socket) => once(socket, "close"));
  server.closeAllConnections();
  await Promise.all(closed);
  expect(await call()).toMatchObject({ outcome: "ok", connection: "reused" });
  expect(arrivals).toEqual(["1 GET", "1 POST", "2 GET", "2 POST"]);
});

it("is not told of an error when the other end hung up while its environment was frozen", async () => {
  const unheard = await openHangingUpServer();
  vi.stubEnv("AWS_ENDPOINT_URL", `http://127.0.0.1:${unheard.port}`);
  const call = await openEnvironment();
  const before = await call();
  unheard.freeze();
  const after = await call();
  // Its answers are none of a function's; what counts is that there were answers.
  expect([before.reason, after.reason]).toEqual(["garbage answer", "garbage answer"]);
  expect(after.socket).not.toBe(before.socket);
  expect(after).not.toHaveProperty("resent");
  await unheard.stop();
});

it("sends again over a new connection what went out on a kept one that was dead, and says so", async () => {
  const call = await openEnvironment();
  const { socket = Number.NaN } = await call();
  answer = (request, response) => {
    if (sockets.get(request.socket) === 1) request.socket.destroy();
    else ok(request, response);
  };
  expect(await call()).toMatchObject({
    outcome: "ok",
    connection: "reused",
    socket: socket + 1,
    resent: true,
    preparing: { connecting: {} },
  });
  expect(await call()).not.toHaveProperty("resent");
  expect(arrivals).toEqual(["1 GET", "1 POST", "1 POST", "2 GET", "2 POST", "2 POST"]);
});

it.each<[string, number, Answer]>([
  ["a connection that it has just established", 0, (request) => request.socket.destroy()],
  [
    "a kept connection, later than a dead one shows",
    1,
    (request) => {
      vi.advanceTimersByTime(1_100);
      request.socket.destroy();
    },
  ],
])("calls the end of %s an error, and sends nothing again", async (_, callsBefore, hangUp) => {
  const call = await openEnvironment();
  for (let place = 0; place < callsBefore; place++) await call();
  vi.useFakeTimers({ toFake: ["performance"] });
  answer = hangUp;
  const failed = await call();
  expect(failed).toMatchObject({ outcome: "error", reason: "network ECONNRESET" });
  expect(failed).not.toHaveProperty("resent");
  expect(arrivals.filter((what) => what.endsWith("POST"))).toHaveLength(callsBefore + 1);
});

it("calls once: a failure is not tried again", async () => {
  const call = await openEnvironment();
  answer = (_, response) => response.writeHead(500).end("{}");
  expect(await call()).toMatchObject({ outcome: "error" });
  expect(arrivals).toEqual(["1 GET", "1 POST"]);
});

it("asks for the tail of the callee's log where it is to", async () => {
  const asked: unknown[] = [];
  answer = (request, response) => {
    asked.push(request.headers["x-amz-log-type"]);
    ok(request, response);
  };
  const call = await openEnvironment();
  await call();
  await call({ tail: false });
  expect(asked).toEqual(["Tail", undefined]);
});

it("reads a throttle's Reason from the wire", async () => {
  const call = await openEnvironment();
  answer = (_, response) =>
    response
      .writeHead(429, { "x-amzn-errortype": "TooManyRequestsException", "content-type": "application/json" })
      .end('{"Reason":"ConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}');
  expect(await call()).toMatchObject({ outcome: "throttled", reason: "ConcurrentInvocationLimitExceeded" });
});

it("calls a connection reset a network error", async () => {
  const call = await openEnvironment();
  answer = (request) => request.socket.destroy();
  expect(await call()).toMatchObject({ outcome: "error", reason: "network ECONNRESET" });
});

it("calls a connection that ends in mid-answer a network error", async () => {
  const call = await openEnvironment();
  answer = (request, response) => {
    response.writeHead(200, { "content-length": 1_000 });
    response.write("{", () => request.socket.destroy());
  };
  expect(await call()).toMatchObject({ outcome: "error", reason: "network ECONNRESET" });
});

it.each<[string, Answer]>([
  ["never answers", () => {}],
  [
    "stops in mid-answer",
    (_, response) => {
      response.writeHead(200, { "content-length": 1_000 });
      response.write("{");
    },
  ],
])("gives up on a callee that %s", async (_, hang) => {
  const call = await openEnvironment();
  answer = hang;
  expect(await call({ waitMs: 50 })).toMatchObject({ outcome: "timeout", reason: "deadline" });
});

it("says nothing of a socket when there was none", async () => {
  vi.stubEnv("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
  const call = await (await openEnvironment())();
  expect(call).toMatchObject({ outcome: "error", reason: "network ECONNREFUSED" });
  expect(call).not.toHaveProperty("connection");
});
