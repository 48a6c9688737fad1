import { once } from "node:events";
import { connect } from "node:net";
import type { CloudEvent } from "@crisscross/local/events/event";
import type { Resource } from "@crisscross/local/graph/graph";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountId, buildGraph, functionArn, homeRegion, lambda } from "../fixtures/graph.ts";
import { readLogged } from "../fixtures/logged.ts";
import { openSession, type Session } from "../fixtures/session.ts";
import { sendRaw } from "../fixtures/sign.ts";

const part = (type: string, name: string, inputs: Record<string, unknown>): Resource => ({
  type: `aws:apigatewayv2/${type}`,
  name,
  region: homeRegion,
  id: name,
  inputs: { apiId: "web", ...inputs },
});
const route = (routeKey: string, integration = "toWeb", extra: Record<string, unknown> = {}) =>
  part("route:Route", routeKey, { routeKey, target: `integrations/${integration}`, ...extra });
const integration = (name: string, to: string, extra: Record<string, unknown> = {}) =>
  part("integration:Integration", name, {
    integrationType: "AWS_PROXY",
    integrationUri: functionArn(to),
    payloadFormatVersion: "2.0",
    ...extra,
  });
const permission = (to: string, source: string): Resource => ({
  type: "aws:lambda/permission:Permission",
  name: `${to}-${source}`,
  region: homeRegion,
  id: `${to}-${source}`,
  inputs: {
    action: "lambda:InvokeFunction",
    function: functionArn(to),
    principal: "apigateway.amazonaws.com",
    sourceArn: `arn:aws:execute-api:${homeRegion}:${accountId}:web/${source}`,
  },
});
const guarded = { authorizationType: "CUSTOM", authorizerId: "tokens" };

const graph = buildGraph(
  {
    type: "aws:apigatewayv2/api:Api",
    name: "web",
    region: homeRegion,
    id: "web",
    inputs: { name: "web", protocolType: "HTTP", corsConfiguration: {} },
  },
  part("stage:Stage", "stage", {
    name: "$default",
    autoDeploy: true,
    defaultRouteSettings: { throttlingRateLimit: 1, throttlingBurstLimit: 12 },
    accessLogSettings: {
      destinationArn: `arn:aws:logs:${homeRegion}:${accountId}:log-group:/apis/web`,
      format: "$context.httpMethod $context.path $context.routeKey $context.status",
    },
  }),
  part("authorizer:Authorizer", "tokens", {
    authorizerType: "REQUEST",
    authorizerPayloadFormatVersion: "2.0",
    enableSimpleResponses: true,
    authorizerResultTtlInSeconds: 300,
    identitySources: ["$request.header.Authorization"],
    authorizerUri: `arn:aws:apigateway:${homeRegion}:lambda:path/2015-03-31/functions/${functionArn("gatekeeper")}/invocations`,
  }),
  integration("toWeb", "web"),
  integration("toWebSoon", "web", { timeoutMilliseconds: 300 }),
  integration("toPrivate", "private"),
  [
    "GET /open/{id}",
    "POST /open/{id}",
    "GET /throws",
    "GET /text",
    "GET /malformed",
    "GET /bad-header",
    "GET /bad-status",
    "GET /binary",
    "GET /flood",
  ].map((key) => route(key)),
  route("GET /slow", "toWebSoon"),
  route("GET /private", "toPrivate"),
  route("GET /guarded", "toWeb", guarded),
  route("$default", "toWeb", guarded),
  permission("web", "*"),
  permission("gatekeeper", "authorizers/tokens"),
  lambda("web", { handler: "web.handler" }),
  lambda("private", { handler: "web.handler" }),
  lambda("gatekeeper", {
    handler: "gatekeeper.handler",
    links: { Key: { type: "sst.sst.Secret", value: "secret:Key" } },
  }),
);

let session: Session;
beforeAll(async () => {
  session = await openSession({ graph, secrets: { Key: "opens" } });
});
afterAll(() => session.cloud.stop());

const call = (path: string, init?: RequestInit) => fetch(`${session.cloud.apiUrl}${path}`, init);
const answerOf = async (response: Response) => [response.status, await response.json()];

describe("an HTTP API", () => {
  it("hands the request over in payload format 2.0 and the response back", async () => {
    const response = await call("/open/a%20b?x=1&x=2&y=%20z", {
      method: "POST",
      headers: { "content-type": "application/json", cookie: "c=1; d=2", "X-Upper": "V" },
      body: '{"a":1}',
    });
    expect(response.headers.get("x-own")).toBe("1");
    expect(response.headers.get("apigw-requestid")).toMatch(/.+/);
    expect(await response.json()).toEqual({
      version: "2.0",
      routeKey: "POST /open/{id}",
      rawPath: "/open/a b",
      rawQueryString: "x=1&x=2&y=%20z",
      cookies: ["c=1", "d=2"],
      headers: expect.objectContaining({ "content-type": "application/json", "x-upper": "V" }),
      queryStringParameters: { x: "1,2", y: " z" },
      pathParameters: { id: "a b" },
      body: '{"a":1}',
      isBase64Encoded: false,
      requestContext: {
        accountId,
        apiId: "web",
        domainName: "web.execute-api.us-east-1.amazonaws.com",
        domainPrefix: "web",
        http: {
          method: "POST",
          path: "/open/a b",
          protocol: "HTTP/1.1",
          sourceIp: "127.0.0.1",
          userAgent: expect.any(String),
        },
        requestId: expect.any(String),
        routeKey: "POST /open/{id}",
        stage: "$default",
        time: expect.any(String),
        timeEpoch: expect.any(Number),
      },
    });
  });

  it("passes a result without a status as the body, and base64 as bytes with its cookies", async () => {
    expect(await (await call("/text")).text()).toBe("plain words");
    const binary = await call("/binary");
    expect(binary.status).toBe(201);
    expect(Buffer.from(await binary.arrayBuffer())).toEqual(Buffer.from([0, 255]));
    expect(binary.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });

  it.each([
    ["/throws", 500, "Internal Server Error"],
    ["/malformed", 500, "Internal Server Error"],
    ["/bad-header", 500, "Internal Server Error"],
    ["/bad-status", 500, "Internal Server Error"],
    ["/slow", 503, "Service Unavailable"],
  ])("answers for a function that fails at %s: %i", async (path, status, message) => {
    expect(await answerOf(await call(path))).toEqual([status, { message }]);
  });

  it("answers 500 for a function that does not let it call, and says why in an event", async () => {
    expect(await answerOf(await call("/private"))).toEqual([500, { message: "Internal Server Error" }]);
    expect(session.events).toContainEqual(
      expect.objectContaining({
        kind: "denied",
        principal: "apigateway.amazonaws.com",
        resource: functionArn("private"),
      }),
    );
  });

  it("refuses whom it does not know before a body is there, and ends the connection", async () => {
    const socket = connect(Number(new URL(session.cloud.apiUrl).port), "127.0.0.1");
    socket.write("GET /guarded HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10000000\r\n\r\n{");
    expect(String(await once(socket, "data"))).toMatch(/^HTTP\/1\.1 401 .*connection: close/is);
    await once(socket, "close");
  });

  it("refuses a body of more than 10 MB", async () => {
    const response = await call("/open/1", { method: "POST", body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect(await answerOf(response)).toEqual([413, { message: "Request Entity Too Large" }]);
  });

  it("invokes nothing for a request that broke off", async () => {
    const { hostname, port } = new URL(session.cloud.apiUrl);
    const socket = connect(Number(port), hostname);
    socket.write("POST /open/broken-off HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\nhalf");
    await once(socket, "connect");
    socket.destroy();
    await call("/open/after");
    const lines = session.events.flatMap((event) => (event.kind === "access" ? [event.line] : []));
    expect(lines.filter((line) => line.includes("after"))).toHaveLength(1);
    expect(lines.filter((line) => line.includes("broken-off"))).toEqual([]);
    expect(session.events.filter(({ kind }) => kind === "trouble")).toEqual([]);
  });

  it("throttles each route beyond its burst", async () => {
    const statuses = await Promise.all(Array.from({ length: 30 }, async () => (await call("/flood")).status));
    const passed = statuses.filter((status) => status === 200).length;
    expect(passed).toBeGreaterThanOrEqual(12);
    expect(passed).toBeLessThan(30);
    const refused = statuses.filter((status) => status !== 200);
    expect(new Set(refused)).toEqual(new Set([429]));
  });

  it("knows a route for HEAD only by that name, and none for TRACE", async () => {
    const answer = await call("/open/1", { method: "HEAD" });
    expect(answer.status).toBe(401);
    const traced = await sendRaw(session.cloud.apiUrl, { method: "TRACE", path: "/open/1" });
    expect(traced).toMatchObject({ status: 404, text: '{"message":"Not Found"}' });
    expect(traced.headers).toMatchObject({ "content-type": "application/json" });
  });

  it.each([
    { host: "evil.example" },
    { origin: "http://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
  ])("turns a web page's request away: %j", async (headers) => {
    const before = session.events.length;
    for (const method of ["GET", "POST", "OPTIONS"]) {
      const answer = await sendRaw(session.cloud.apiUrl, { method, path: "/open/1", headers });
      expect(answer.status).toBe(403);
      expect(JSON.parse(answer.text)).toEqual({
        message: expect.stringMatching(/is not this machine|another origin/),
      });
      expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
    }
    const told = session.events.slice(before).filter(({ kind }) => kind === "request" || kind === "access");
    expect(told).toEqual([]);
  });

  it("keeps what a client wrote inside its field of the access log", async () => {
    const path = '/open/a","status":"500","b\\';
    await sendRaw(session.cloud.apiUrl, { path: path.replaceAll(" ", "") });
    const lines = session.events.flatMap((event) => (event.kind === "access" ? [event.line] : []));
    expect(lines.at(-1)).toContain(JSON.stringify(path).slice(1, -1));
  });

  it("writes the access log in the stage's format", async () => {
    await call("/open/7");
    const lines = session.events.filter(
      (event): event is CloudEvent & { kind: "access" } => event.kind === "access",
    );
    expect(lines).toContainEqual({
      kind: "access",
      region: "us-east-1",
      api: "web",
      logGroup: "/apis/web",
      line: "GET /open/7 GET /open/{id} 200",
    });
  });
});

describe("a port that is taken", () => {
  it("is an error naming it, and nothing stays open", async () => {
    const apiPort = Number(new URL(session.cloud.apiUrl).port);
    await expect(openSession({ graph, secrets: { Key: "opens" }, apiPort })).rejects.toThrow(
      `The API cannot listen on 127.0.0.1:${apiPort}; choose another port.`,
    );
  });
});

describe("a Lambda authorizer", () => {
  const withToken = (token: string, path = "/guarded") => call(path, { headers: { authorization: token } });
  const timesAsked = (token: string) =>
    readLogged<{ asked: string }>(session.events, "asked").filter(({ asked }) => asked === token).length;

  it("is not asked without its identity source", async () => {
    expect(await answerOf(await call("/guarded"))).toEqual([401, { message: "Unauthorized" }]);
  });

  it("lets a request in, once for all routes within its cache's life, and passes its context on", async () => {
    expect(await answerOf(await withToken("good"))).toMatchObject([
      200,
      { requestContext: { authorizer: { lambda: { who: "tester" } } } },
    ]);
    expect((await withToken("good", "/anything/else")).status).toBe(200);
    expect(timesAsked("good")).toBe(1);
  });

  it("keeps a request out, and remembers that too", async () => {
    for (const _ of [1, 2])
      expect(await answerOf(await withToken("bad"))).toEqual([403, { message: "Forbidden" }]);
    expect(timesAsked("bad")).toBe(1);
  });

  it.each(["broken", "odd"])("answers 500 when its function is %s, and asks again", async (token) => {
    for (const _ of [1, 2]) {
      expect(await answerOf(await withToken(token))).toEqual([500, { message: "Internal Server Error" }]);
    }
    expect(timesAsked(token)).toBe(2);
  });

  it("has its linked secret revealed", () => {
    const [{ key } = { key: "" }] = readLogged<{ key: string }>(session.events, "asked");
    expect(JSON.parse(key)).toEqual({ type: "sst.sst.Secret", value: "opens" });
  });
});
