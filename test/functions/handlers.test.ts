import { createHash } from "node:crypto";
import type { Context } from "aws-lambda";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

const hash = createHash("sha256").update("token").digest("hex");

const environment = {
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "key",
  AWS_SECRET_ACCESS_KEY: "secret",
  RESULTS_TABLE: "results",
  JOBS_QUEUE_URL: "https://sqs.us-east-1.amazonaws.com/000000000000/jobs",
  RECONCILE_FUNCTION: "reconcile",
  EVENTS_TOPIC_ARN: "arn:aws:sns:us-east-1:000000000000:events",
  ISOLATED_OUTER_FUNCTION: "outer-isolated",
  ISOLATED_INNER_FUNCTION: "inner-isolated",
  ISOLATED_INNER_DB_FUNCTION: "inner-db-isolated",
  DEAD_LETTER_QUEUES: '[["Unroutable","arn:aws:sqs:us-east-1:000000000000:Unroutable"]]',
  PROBE_REGIONS: "ap-south-1,eu-west-2",
  BLOCK_BUDGET_MS: "131000",
  POWERTOOLS_METRICS_NAMESPACE: "Crisscross/test",
  ALARM_PREFIX: "Crisscross/test/",
  DASHBOARD: "crisscross-test",
  MEMORY_MB:
    '{"api":512,"authorize":256,"plan":512,"reconcile":1769,"consume":512,"outer":512,"inner":256,"innerDb":256}',
  SST_RESOURCE_App: '{"name":"crisscross","stage":"test"}',
  SST_RESOURCE_TokenHashes: JSON.stringify({ type: "sst.sst.Secret", value: hash }),
};

beforeEach(() => {
  vi.resetModules();
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterEach(() => vi.unstubAllEnvs());

/** An event of an HTTP API in payload format 2.0. */
const eventOf = (method: string, path: string, body: string | null = null) => ({
  version: "2.0",
  routeKey: "$default",
  rawPath: path,
  rawQueryString: "",
  headers: { host: "api.example.com", authorization: "Bearer token" } as Record<string, string>,
  body,
  isBase64Encoded: false,
  requestContext: {
    ...{ domainName: "api.example.com", http: { method, path } },
    authorizer: { lambda: { principal: "abc123", scopes: "run" } },
  },
});
type ApiEvent = Parameters<Awaited<typeof import("@crisscross/functions/api")>["handler"]>[0];
type ApiContext = Parameters<Awaited<typeof import("@crisscross/functions/api")>["handler"]>[1];
type AuthorizerEvent = Parameters<Awaited<typeof import("@crisscross/functions/authorize")>["handler"]>[0];

/** The parts of an event that are read stand for the whole. */
const asApiEvent = (event: ReturnType<typeof eventOf>) => event as unknown as ApiEvent;

it.each([
  ["GET", "/health", 200],
  ["GET", "/nowhere", 404],
  ["DELETE", "/v1/jobs", 405],
  ["POST", "/v1/jobs", 415],
])("answers %s %s through API Gateway with %i, also when it has a body", async (method, path, status) => {
  const { handler } = await import("@crisscross/functions/api");
  const answer = await handler(asApiEvent(eventOf(method, path, "{}")), {} as ApiContext);
  expect(answer).toMatchObject({ statusCode: status, isBase64Encoded: false });
  expect(JSON.parse(answer.body)).toBeTypeOf("object");
});

it("fails when the canary's launch is refused, which a schedule would take for a success", async () => {
  const { handler } = await import("@crisscross/functions/api");
  const event = eventOf("POST", "/v1/jobs", "{}");
  const requestContext = {
    ...event.requestContext,
    authorizer: { lambda: { principal: "canary", scopes: "run" } },
  };
  const launch = handler(asApiEvent({ ...event, requestContext }), {} as ApiContext);
  await expect(launch).rejects.toThrow("the canary was not launched: the answer was 415");
});

it("reconciles nothing for an event that is none", async () => {
  const { handler } = await import("@crisscross/functions/reconcile");
  const context = { getRemainingTimeInMillis: () => 55_000 } as Context;
  await expect(handler({ job: "no id" }, context)).rejects.toMatchObject({ code: "invalid" });
});

it("names what its environment lacks", async () => {
  vi.stubEnv("RESULTS_TABLE", undefined);
  await expect(import("@crisscross/functions/api")).rejects.toThrow(/RESULTS_TABLE/);
});

it.each([
  ["Bearer token", { isAuthorized: true, context: { principal: hash.slice(0, 12), scopes: "admin" } }],
  ["Bearer other", { isAuthorized: false, context: {} }],
])("authorises %j as %j", async (authorization, verdict) => {
  const { handler } = await import("@crisscross/functions/authorize");
  const event = { ...eventOf("GET", "/v1/jobs"), headers: { authorization } };
  expect(await handler(event as unknown as AuthorizerEvent)).toEqual(verdict);
});
