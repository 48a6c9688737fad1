import type { Caller } from "@crisscross/local/http-api/answer";
import { parseRoute } from "@crisscross/local/http-api/route";
import { serveApi } from "@crisscross/local/http-api/server";
import { systemClock } from "@crisscross/local/time/clock";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RawRequest, sendRaw } from "../fixtures/sign.ts";
import cases from "./http.json" with { type: "json" };

/** Answers with the event it is called with. */
const echo: Caller = async (payload) => ({ kind: "answer", requestId: "id", payload });

let url: string;
let stop: () => Promise<void>;
beforeAll(async () => {
  const routes = [cases.H67.route, "POST /open/{id}"].map((key) => ({
    ...parseRoute(key),
    timeoutMs: 60_000,
  }));
  const names = {
    name: "web",
    accountId: "000000000000",
    apiId: "web",
    region: "us-east-1",
    domainName: "web",
  };
  const calls = { callRoute: () => echo, callAuthorizer: () => echo };
  ({ url, stop } = await serveApi({ ...names, routes, authorizers: [], ...calls }, 0, systemClock, () => {}));
});
afterAll(() => stop());

/** A case's request, "GET /path". */
const read = (request: string): RawRequest => {
  const [method = "", path = ""] = request.split(" ");
  return { method, path };
};
const eventOf = async (request: RawRequest): Promise<APIGatewayProxyEventV2> =>
  JSON.parse((await sendRaw(url, request)).text);

describe("the event of an HTTP API", () => {
  it("H67: has the path decoded and the query as it was sent", async () => {
    const { path = "" } = read(cases.H67.request);
    const event = await eventOf({ path: `${path}?q=%20x` });
    expect(event).toMatchObject({
      rawPath: "/open/a b",
      requestContext: { http: { path: "/open/a b" } },
      pathParameters: { id: "a b" },
      rawQueryString: "q=%20x",
      queryStringParameters: { q: " x" },
    });
  });

  it.each([
    ["/open/a%3Fb", "/open/a"],
    ["/open/a%252Fb", "/open/a%2Fb"],
    ["/open/a%zz", "/open/a%zz"],
  ])("%s has the rawPath %s", async (path, rawPath) => {
    expect((await eventOf({ path })).rawPath).toBe(rawPath);
  });

  it.each([
    ["H68", cases.H68, /^(::ffff:)?127\.0\.0\.1$/],
    ["H69", cases.H69, /^https$/],
    ["H70", cases.H70, /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/],
  ])("%s: has the header that API Gateway adds", async (_number, { request, header }, value) => {
    expect((await eventOf(read(request))).headers[header]).toMatch(value);
  });

  it("has the other headers of a recorded event", async () => {
    const event = await eventOf({ path: "/open/x" });
    expect(event.headers).toMatchObject({ "x-forwarded-port": "443", "content-length": "0" });
  });

  it("says what the client's proxies said, and its own trace", async () => {
    const headers = {
      "x-forwarded-for": "192.0.2.1",
      "x-forwarded-proto": "http",
      "x-amzn-trace-id": "Root=1-a-b",
    };
    const event = await eventOf({ path: "/open/x", headers });
    expect(event.headers["x-forwarded-for"]).toMatch(/^192\.0\.2\.1, .*127\.0\.0\.1$/);
    expect(event.headers).toMatchObject({ "x-forwarded-proto": "https", "x-amzn-trace-id": "Root=1-a-b" });
  });

  it("joins the values of a header and of a query parameter by commas, and lists cookies", async () => {
    const headers = { "X-A": ["1", "2"], "user-agent": ["u", "v"], cookie: ["c=1; d=2", "e=3"] };
    const event = await eventOf({ path: "/open/x?q=1&q=2", headers });
    expect(event.headers).toMatchObject({ "x-a": "1,2", "user-agent": "u,v" });
    expect(event.headers).not.toHaveProperty("cookie");
    expect(event.cookies).toEqual(["c=1", "d=2", "e=3"]);
    expect(event.queryStringParameters).toEqual({ q: "1,2" });
  });

  it.each([
    ["application/json", "{}", false],
    ["application/octet-stream", "e30=", true],
  ])("has a body of type %s as %s", async (type, body, isBase64Encoded) => {
    const event = await eventOf({
      method: "POST",
      path: "/open/x",
      headers: { "content-type": type },
      body: "{}",
    });
    expect(event).toMatchObject({ body, isBase64Encoded, headers: { "content-length": "2" } });
  });
});

describe("a request's line and header values", () => {
  it("H71: of more than 10,240 bytes are refused", async () => {
    const [times = "", letter = ""] = cases.H71.headers["x-a"].split(" × ");
    const headers = { "x-a": letter.repeat(Number(times.replace(",", ""))) };
    const { status, text } = await sendRaw(url, { ...read(cases.H71.request), headers });
    expect([status, text]).toEqual([431, '{"message":"Request Header Fields Too Large"}']);
  });

  it.each([
    [10_240, 200],
    [10_241, 431],
  ])("of %i bytes are answered %i", async (bytes, expected) => {
    const fixed = { host: "localhost", connection: "close" };
    const others = ["GET /open/x HTTP/1.1", ...Object.values(fixed)].join("").length;
    const { status } = await sendRaw(url, {
      path: "/open/x",
      headers: { ...fixed, "x-a": "a".repeat(bytes - others) },
    });
    expect(status).toBe(expected);
  });
});
