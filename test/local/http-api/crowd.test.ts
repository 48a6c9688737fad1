import { setImmediate } from "node:timers/promises";
import { type ApiSpec, type Caller, createAnswerer } from "@crisscross/local/http-api/answer";
import { parseRoute } from "@crisscross/local/http-api/route";
import { systemClock } from "@crisscross/local/time/clock";
import { toEpochMs } from "@crisscross/local/time/times";
import { expect, it } from "vitest";

const request = {
  requestId: "id",
  epochMs: toEpochMs(0),
  method: "GET",
  encodedPath: "/jobs",
  rawQuery: "",
  headers: { authorization: "Bearer token" },
  sourceIp: "127.0.0.1",
};

function open(callRoute: Caller, callAuthorizer?: Caller) {
  const spec: ApiSpec = {
    name: "web",
    accountId: "000000000000",
    apiId: "web",
    region: "us-east-1",
    domainName: "web",
    routes: [
      { ...parseRoute("GET /jobs"), timeoutMs: 60_000, ...(callAuthorizer && { authorizerId: "tokens" }) },
    ],
    authorizers: [{ id: "tokens", identitySources: ["$request.header.Authorization"], ttlMs: 60_000 }],
    callRoute: () => callRoute,
    callAuthorizer: () => callAuthorizer ?? callRoute,
  };
  const gone = new AbortController();
  const answer = createAnswerer(spec, systemClock);
  return { gone, get: () => answer({ request, readBody: async () => Buffer.of(), gone: gone.signal }) };
}

const busy: Caller = async () => ({ kind: "busy", message: "Rate Exceeded." });
const answerWith =
  (value: unknown): Caller =>
  async () => ({ kind: "answer", requestId: "id", payload: Buffer.from(JSON.stringify(value)) });

it("a request that found no room for its function is one too many, and says no more than API Gateway does", async () => {
  const { response } = await open(busy).get();
  expect(response.status).toBe(429);
  expect(Buffer.from(response.body).toString()).toBe('{"message":"Too Many Requests"}');
  expect(Object.keys(response.headers)).toEqual(["content-type"]);
});

it("a request whose authorizer found no room is one too many, which is not remembered of its token", async () => {
  let room = false;
  const authorizer: Caller = (...call) => (room ? answerWith({ isAuthorized: true }) : busy)(...call);
  const { get } = open(answerWith("ok"), authorizer);
  expect((await get()).response.status).toBe(429);
  room = true;
  expect((await get()).response.status).toBe(200);
});

it("a request whose client has gone is told to whoever would still begin with it", async () => {
  const signals: AbortSignal[] = [];
  const { gone, get } = open(async (_, signal) => {
    signals.push(signal);
    return new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve({ kind: "abandoned", message: "gone" }));
    });
  });
  const answer = get();
  await setImmediate();
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  gone.abort();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  expect((await answer).response.status).toBe(429);
});
