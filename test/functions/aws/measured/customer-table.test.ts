import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { customer } from "@crisscross/core/job/customers";
import { openCustomerTable } from "@crisscross/functions/aws/measured/customer-table";
import { readClientConfig } from "@crisscross/functions/edges/client-config";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";

let server: Server;
/** Of every request: its operation and when it was signed. */
let arrivals: string[];

beforeAll(async () => {
  server = createServer((request, response) => {
    const [, operation] = String(request.headers["x-amz-target"]).split(".");
    arrivals.push(`${operation} ${request.headers["x-amz-date"]}`);
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  arrivals = [];
  vi.stubEnv("AWS_REGION", "eu-west-2");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "key");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
  vi.stubEnv("AWS_ENDPOINT_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-21T10:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

it.each([
  { call: "get", operation: "GetItem", found: false },
  { call: "put", operation: "PutItem", found: true },
] as const)("has a $call signed before it is told to send it", async ({ call, operation, found }) => {
  const table = await openCustomerTable(readClientConfig(), "records");
  const send = await table[call](customer(1, 1));
  expect(arrivals).toEqual([]);
  vi.setSystemTime(new Date("2026-11-21T10:00:02Z"));
  expect(await send(new AbortController().signal)).toBe(found);
  expect(arrivals).toEqual([`${operation} 20261121T100000Z`]);
});
