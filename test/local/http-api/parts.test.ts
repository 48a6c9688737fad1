import { printAccess } from "@crisscross/local/http-api/access-log";
import { encodeBody, printLogTime, readQuery } from "@crisscross/local/http-api/request";
import { decodeResponse } from "@crisscross/local/http-api/response";
import { findRoute, parseRoute } from "@crisscross/local/http-api/route";
import { createThrottle } from "@crisscross/local/http-api/throttle";
import { checkResource } from "@crisscross/local/provision/kinds";
import { machineUs, monotonicMs, toEpochMs } from "@crisscross/local/time/times";
import { describe, expect, it } from "vitest";

const request = {
  requestId: "id",
  epochMs: toEpochMs(Date.UTC(2026, 10, 1, 9, 5, 3)),
  method: "GET",
  encodedPath: "/a",
  rawQuery: "",
  headers: {},
  sourceIp: "127.0.0.1",
  body: Buffer.of(),
};

describe("routing", () => {
  const keys = [
    "$default",
    "GET /jobs/{id}",
    "GET /jobs/all",
    "PUT /jobs/{id}",
    "GET /{what}/all",
    "GET /jobs/{id}/matrix",
  ];
  const routes = keys.map(parseRoute);
  it.each([
    ["GET", "/jobs/all", "GET /jobs/all", {}],
    ["GET", "/jobs/7", "GET /jobs/{id}", { id: "7" }],
    ["GET", "/jobs/a%20b", "GET /jobs/{id}", { id: "a b" }],
    ["PUT", "/jobs/7", "PUT /jobs/{id}", { id: "7" }],
    ["GET", "/jobs/7/matrix", "GET /jobs/{id}/matrix", { id: "7" }],
    ["GET", "/x/all", "GET /{what}/all", { what: "x" }],
    ["GET", "/x/y/z", "$default", {}],
    ["POST", "/x", "$default", {}],
    ["GET", "/jobs/", "$default", {}],
  ])("takes %s %s to %s", (method, path, key, parameters) => {
    const match = findRoute(routes, method, path);
    expect(match?.route.key).toBe(key);
    expect(match?.parameters).toEqual(parameters);
  });

  it("finds nothing without $default", () => {
    expect(findRoute([parseRoute("GET /a")], "GET", "/b")).toBeUndefined();
  });

  it.each(["jobs", "GET jobs", "GET /a b", "ANY /jobs", "GET /files/{path+}", "TRACE /jobs"])(
    "refuses the route key %s by name",
    (key) => {
      expect(() => parseRoute(key)).toThrow(`The route key ${key} is not supported by the local cloud`);
    },
  );
});

describe("throttling", () => {
  it("lets a burst through, then the rate, for each route by itself", () => {
    let nowMs = monotonicMs(0);
    const clock = {
      monotonicMs: () => nowMs,
      atMs: () => nowMs,
      machineUs: () => machineUs(0),
      waitUntil: () => Promise.resolve(),
    };
    const throttle = createThrottle({ ratePerS: 2, burst: 3 }, clock);
    const take = (key: string, times: number) => Array.from({ length: times }, () => throttle.take(key));
    expect(take("a", 4)).toEqual([true, true, true, false]);
    expect(take("b", 1)).toEqual([true]);
    nowMs = monotonicMs(500);
    expect(take("a", 2)).toEqual([true, false]);
    nowMs = monotonicMs(60_000);
    expect(take("a", 4)).toEqual([true, true, true, false]);
  });
});

describe("requests", () => {
  it.each([
    ["application/json", "text"],
    ["application/problem+json; charset=utf-8", "text"],
    ["text/csv", "text"],
    ["application/octet-stream", "base64"],
    ["application/x-www-form-urlencoded", "base64"],
    ["", "base64"],
  ])("pass a body of type %s as %s", (type, form) => {
    const encoded = encodeBody({ "content-type": type }, Buffer.from("{}"));
    expect(encoded).toEqual(
      form === "text" ? { body: "{}", isBase64Encoded: false } : { body: "e30=", isBase64Encoded: true },
    );
  });

  it("join repeated query parameters with commas", () => {
    expect(readQuery("a=1&b=x%20y&a=2")).toEqual({ a: "1,2", b: "x y" });
  });

  it("have their time in the common log format", () => {
    expect(printLogTime(toEpochMs(request.epochMs))).toBe("01/Nov/2026:09:05:03 +0000");
  });
});

describe("results of functions", () => {
  const decode = (result: unknown) => {
    const response = decodeResponse(Buffer.from(JSON.stringify(result)));
    return response && { ...response, body: Buffer.from(response.body).toString() };
  };

  it("without a status are JSON bodies", () => {
    expect(decode({ a: 1 })).toEqual({
      status: 200,
      headers: { "content-type": "application/json" },
      body: '{"a":1}',
    });
    expect(decode("words")?.body).toBe("words");
  });

  it("with a status are responses", () => {
    expect(
      decode({
        statusCode: 404,
        headers: { "X-A": 1 },
        cookies: ["a=1"],
        body: "aGk=",
        isBase64Encoded: true,
      }),
    ).toEqual({
      status: 404,
      headers: { "content-type": "text/plain;charset=UTF-8", "x-a": "1", "set-cookie": ["a=1"] },
      body: "hi",
    });
  });

  it("are malformed when the status is no number or the body no text", () => {
    expect(decode({ statusCode: "what" })).toBeUndefined();
    expect(decode({ statusCode: 200, body: { a: 1 } })).toBeUndefined();
  });
});

describe("CORS", () => {
  it("is refused by name", () => {
    const inputs = { protocolType: "HTTP", corsConfiguration: { allowOrigins: ["*"] } };
    const api = { type: "aws:apigatewayv2/api:Api", name: "web", region: "us-east-1", id: "web", inputs };
    expect(() => checkResource(api)).toThrow(
      /sets corsConfiguration to .*; the local cloud supports only {}/,
    );
    expect(() => checkResource({ ...api, inputs: { ...inputs, corsConfiguration: {} } })).not.toThrow();
  });
});

describe("access logs", () => {
  it("fill the format, with a dash for what is not known", () => {
    const format = '{"path":"$context.path","status":$context.status,"who":"$context.authorizer.who"}';
    expect(printAccess(format, request, undefined, 404, 1.6)).toBe('{"path":"/a","status":404,"who":"-"}');
  });
});
