import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { customer } from "@crisscross/core/job/customers";
import { openCustomerTable } from "@crisscross/functions/aws/measured/customer-table";
import { nowUs } from "@crisscross/functions/calls/clock";
import type { InnerEvent } from "@crisscross/functions/calls/inner-event";
import { touchRecord } from "@crisscross/functions/calls/touch-record";
import { readClientConfig } from "@crisscross/functions/edges/client-config";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { openHangingUpServer } from "./hanging-up-server.ts";

let server: Server;
/** What arrived, as "socket operation", or "socket GET" of an unsigned greeting. Sockets are numbered as they connect. */
let arrivals: string[];
let signedAt: unknown;
type Answer = (request: IncomingMessage, response: ServerResponse) => void;
let answer: Answer;
let greet: Answer;
const sockets = new Map<Socket, number>();

beforeAll(async () => {
  server = createServer((request, response) => {
    const { "x-amz-target": target, "x-amz-date": date } = request.headers;
    arrivals.push(
      `${sockets.get(request.socket)} ${String(target ?? request.method)
        .split(".")
        .at(-1)}`,
    );
    if (target === undefined) return greet(request, response);
    signedAt = date;
    return answer(request, response);
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
  greet = (_, response) => response.writeHead(400).end();
  answer = (_, response) => response.end('{"Item":{}}');
  vi.stubEnv("AWS_REGION", "eu-west-2");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "key");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
  endpointAt((server.address() as AddressInfo).port);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  server.closeAllConnections();
});

const endpointAt = (port: number) => vi.stubEnv("AWS_ENDPOINT_URL", `http://127.0.0.1:${port}`);

/** An environment of inner-db: makes its measured call. */
async function openEnvironment() {
  const records = await openCustomerTable(readClientConfig(), "records");
  const deps = { records, nowUs, deadline: AbortSignal.timeout };
  const event: InnerEvent = {
    v: 1,
    work: "db-put",
    seed: 1,
    customer: 1,
    deadlineMs: 20_000,
    downBytes: 0,
    padding: "",
  };
  return () => touchRecord(deps, event);
}

it.each([
  { call: "get", operation: "GetItem" },
  { call: "put", operation: "PutItem" },
] as const)(
  "has a $call signed, and its connection established, before it is told to send it",
  async ({ call, operation }) => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-21T10:00:00Z") });
    const table = await openCustomerTable(readClientConfig(), "records");
    const send = await table[call](customer(1, 1), 1_000);
    expect(arrivals).toEqual(["1 GET"]);
    vi.setSystemTime(new Date("2026-11-21T10:00:02Z"));
    expect(await send(new AbortController().signal)).toBe(true);
    expect(arrivals).toEqual(["1 GET", `1 ${operation}`]);
    expect(signedAt).toBe("20261121T100000Z");
  },
);

it("calls an item that is not there not found", async () => {
  answer = (_, response) => response.end("{}");
  const table = await openCustomerTable(readClientConfig(), "records");
  expect(await (await table.get(customer(1, 1), 1_000))(new AbortController().signal)).toBe(false);
});

it("keeps the connection that it established, and says that calls went out on it", async () => {
  const call = await openEnvironment();
  expect(await call()).toMatchObject({ outcome: "ok", connection: "reused" });
  expect(await call()).toMatchObject({ outcome: "ok", connection: "reused" });
  expect(arrivals).toEqual(["1 GET", "1 PutItem", "1 PutItem"]);
});

it("says so when no connection could be established before the call", async () => {
  greet = (request) => request.socket.destroy();
  const call = await openEnvironment();
  expect(await call()).toMatchObject({ outcome: "ok", connection: "fresh" });
});

it("is not told of an error when the other end hung up while its environment was frozen", async () => {
  const unheard = await openHangingUpServer();
  endpointAt(unheard.port);
  const call = await openEnvironment();
  expect(await call()).toMatchObject({ outcome: "ok", connection: "reused" });
  unheard.freeze();
  const wait = await call();
  expect(wait).toMatchObject({ outcome: "ok", connection: "reused" });
  expect(wait).not.toHaveProperty("resent");
  await unheard.stop();
});

it("sends again over a new connection what went out on a kept one that was dead, and says so", async () => {
  const call = await openEnvironment();
  await call();
  answer = (request, response) => {
    if (sockets.get(request.socket) === 1) request.socket.destroy();
    else response.end("{}");
  };
  expect(await call()).toMatchObject({ outcome: "ok", connection: "reused", resent: true });
  expect(await call()).not.toHaveProperty("resent");
  expect(arrivals).toEqual(["1 GET", "1 PutItem", "1 PutItem", "2 GET", "2 PutItem", "2 PutItem"]);
});

it.each<[string, number, Answer]>([
  ["a connection that it has just established", 0, (request) => request.socket.destroy()],
  [
    "an answer that had begun",
    1,
    (request, response) => {
      response.writeHead(200, { "content-length": 1_000 });
      response.write("{", () => request.socket.destroy());
    },
  ],
])("calls the end of %s an error of the database's", async (_, callsBefore, hangUp) => {
  const call = await openEnvironment();
  for (let place = 0; place < callsBefore; place++) await call();
  answer = hangUp;
  const wait = await call();
  expect(wait).toMatchObject({ outcome: "error", reason: "network ECONNRESET" });
  expect(wait).not.toHaveProperty("resent");
});
