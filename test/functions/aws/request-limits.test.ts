import { globSync, readFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Logger } from "@aws-lambda-powertools/logger";
import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { customer } from "@crisscross/core/job/customers";
import { monitors } from "@crisscross/functions/aws/cloudwatch-monitor";
import { openJobsQueue } from "@crisscross/functions/aws/jobs-queue";
import { openMetrics } from "@crisscross/functions/aws/metrics";
import { openProbeTopic } from "@crisscross/functions/aws/probe-topic";
import { openReconcile } from "@crisscross/functions/aws/reconcile-function";
import { openResultClient } from "@crisscross/functions/aws/results/result-client";
import { openSeedTables } from "@crisscross/functions/aws/seed-tables";
import { readClientConfig } from "@crisscross/functions/edges/client-config";
import { limitedRequests } from "@crisscross/functions/edges/request-limits";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

const region = "us-east-1";
const limits = { connectMs: 50, requestMs: 50 };

let sockets: Set<unknown>;
let answer: RequestListener;
const silent: RequestListener = () => {};
const server = createServer((request, response) => {
  sockets.add(request.socket);
  answer(request, response);
});

beforeEach(async () => {
  sockets = new Set();
  answer = silent;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const environment = {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: "key",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const rejected = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

/** Each makes a call and gives the error it ended with. */
const calls: Readonly<Record<string, () => Promise<unknown>>> = {
  "the jobs queue": () => rejected(openJobsQueue("http://queue", limits).send("job-1")),
  "the probe topic": () =>
    rejected(
      openProbeTopic("arn:aws:sns:us-east-1:000000000000:probes", limits).publishBatch([
        { origin: region, group: "job-1", body: "{}" },
      ]),
    ),
  "a records table to be filled": () =>
    rejected(openSeedTables(readClientConfig(), "records", limits).write(region, [customer(1, 1)])),
  "alarms to be read": () => rejected(monitors(limits)(region).alarms({ prefix: "crisscross" })),
  "metrics of the home region": async () => {
    let failure: unknown;
    const logger = new Logger();
    vi.spyOn(logger, "error").mockImplementation((...line) => {
      failure = Object(line[1]).error;
    });
    const metrics = openMetrics({ namespace: "n", region: "eu-west-2", homeRegion: region, logger, limits });
    await metrics.publish([{ name: "CellFailed", dimensions: { origin: "eu-west-2" }, values: [1] }]);
    return failure;
  },
  reconcile: async () => {
    let failure: unknown;
    const client = new LambdaClient({ requestHandler: limitedRequests(limits) });
    await openReconcile(client, "reconcile", (_, error) => {
      failure = error;
    })("job-1");
    return failure;
  },
};

it.each(Object.entries(calls))(
  "gives up on %s when the other end accepts and stays silent",
  async (_, call) => {
    expect(await call()).toMatchObject({ name: "TimeoutError" });
    expect(sockets.size).toBeGreaterThan(1);
  },
);

const get = () =>
  openResultClient(region, limits).send(
    new GetItemCommand({ TableName: "results", Key: { pk: { S: "p" } } }),
  );

it.each<[string, RequestListener]>([
  ["stays silent", silent],
  [
    "stops in the middle of its answer",
    (_, response) => {
      response.writeHead(200, { "content-length": 1_000 });
      response.write("{");
    },
  ],
])("asks the results table again, over another connection, when the first one %s", async (_, hang) => {
  const answering = new Set<unknown>();
  answer = (request, response) => {
    if (sockets.size === 1) return hang(request, response);
    answering.add(request.socket);
    response.end('{"Item":{"pk":{"S":"p"}}}');
  };
  expect(await get()).toMatchObject({ Item: { pk: { S: "p" } } });
  // On a busy machine the second answer may come too late as well, so that a third connection gives it.
  const [first] = sockets;
  expect(answering.size).toBeGreaterThan(0);
  expect(answering).not.toContain(first);
});

it("gives a connection 1 s and a request 3 s, and throws", () => {
  expect(limitedRequests()).toMatchObject({
    connectionTimeout: 1_000,
    requestTimeout: 3_000,
    throwOnRequestTimeout: true,
    socketTimeout: 3_000,
  });
});

it("holds for every client but those that measure, which have a handler of their own", () => {
  const root = join(import.meta.dirname, "../../../packages/functions/src");
  const unlimited = globSync("**/*.ts", { cwd: root })
    .flatMap((path) => readFileSync(join(root, path), "utf8").match(/new \w+Client\(\{[^;]*?\}\)/g) ?? [])
    .filter((made) => !made.includes("requestHandler"));
  expect(unlimited).toEqual([]);
});
