import { describe, expect, it } from "vitest";
import { functionOf, home, ofType, types } from "./stack.ts";

const only = (type: string) => {
  const [resource, ...more] = ofType(type);
  if (resource === undefined || more.length > 0)
    throw new Error(`expected one ${type}, got ${more.length + 1}`);
  return resource;
};
const closed = [
  "POST /v1/jobs",
  "GET /v1/jobs",
  "GET /v1/jobs/{id}",
  "DELETE /v1/jobs/{id}",
  "GET /v1/jobs/{id}/matrix",
  "GET /v1/jobs/{id}/attribution",
  "GET /v1/jobs/{id}/cost",
  "GET /v1/jobs/{id}/samples",
  "GET /v1/jobs/{id}/samples/{probe}",
  "GET /v1/alarms",
  "GET /v1/alarms/{name}",
  "GET /v1/metrics/{name}",
  "GET /v1/dashboard",
  "GET /v1/deadletters",
  "POST /v1/deadletters/redrive",
  "DELETE /v1/deadletters",
  "GET /v1/tokens",
  "POST /v1/tokens",
  "DELETE /v1/tokens/{id}",
  "$default",
];
const api = only(types.api);
const authorizer = only(types.authorizer);

describe("the HTTP API", () => {
  it("is at home and answers no other site's scripts", () => {
    expect(api).toMatchObject({ region: home, inputs: { protocolType: "HTTP", corsConfiguration: {} } });
  });

  it("leaves /health, what says what the API is, and the page open, and puts every other route, unknown ones included, behind the authorizer", () => {
    const routes = Object.fromEntries(
      ofType(types.route).map(({ inputs }) => [
        inputs.routeKey,
        [inputs.authorizationType, inputs.authorizerId],
      ]),
    );
    expect(routes).toEqual({
      "GET /health": ["NONE", undefined],
      "GET /openapi.json": ["NONE", undefined],
      "GET /docs": ["NONE", undefined],
      "GET /": ["NONE", undefined],
      "GET /assets/{file}": ["NONE", undefined],
      ...Object.fromEntries(closed.map((key) => [key, ["CUSTOM", authorizer.id]])),
    });
  });

  it("hands the page's routes to page, every other one to api, and may invoke both", () => {
    const pages: ReadonlySet<unknown> = new Set(["GET /", "GET /assets/{file}"]);
    const integrations = new Map(
      ofType(types.integration).map(({ id, inputs }) => [`integrations/${id}`, inputs]),
    );
    for (const { inputs } of ofType(types.route)) {
      expect(inputs.apiId).toBe(api.id);
      const { arn } = functionOf(pages.has(inputs.routeKey) ? "page" : "api");
      expect(integrations.get(String(inputs.target))).toMatchObject({
        apiId: api.id,
        integrationType: "AWS_PROXY",
        payloadFormatVersion: "2.0",
        integrationUri: arn,
      });
    }
    for (const name of ["api", "page"])
      expect(grants()).toContainEqual([
        functionOf(name).arn,
        `arn:aws:execute-api:us-east-1:000000000000:${api.id}/*`,
      ]);
  });

  it("asks authorize about the Authorization header, and asks again after 55 s, and up to 5 s more", () => {
    const { arn } = functionOf("authorize");
    expect(authorizer.inputs).toMatchObject({
      apiId: api.id,
      authorizerType: "REQUEST",
      identitySources: ["$request.header.Authorization"],
      authorizerPayloadFormatVersion: "2.0",
      enableSimpleResponses: true,
      authorizerResultTtlInSeconds: 55,
      authorizerUri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`,
    });
    const source = `arn:aws:execute-api:us-east-1:000000000000:${api.id}/authorizers/${authorizer.id}`;
    expect(grants()).toContainEqual([arn, source]);
  });

  it("lets only API Gateway, for this API, invoke", () => {
    for (const [, source] of grants()) expect(source).toContain(`:${api.id}/`);
    for (const { inputs } of ofType(types.permission))
      expect(inputs).toMatchObject({
        action: "lambda:InvokeFunction",
        principal: "apigateway.amazonaws.com",
      });
  });

  it("throttles its stage and keeps an access log for a month", () => {
    const { inputs } = only(types.stage);
    expect(inputs).toMatchObject({
      apiId: api.id,
      name: "$default",
      autoDeploy: true,
      defaultRouteSettings: { throttlingRateLimit: 20, throttlingBurstLimit: 50 },
    });
    const { destinationArn } = inputs.accessLogSettings as { destinationArn: string };
    const [log] = ofType(types.logGroup).filter(({ arn }) => arn === destinationArn);
    expect(log?.inputs.retentionInDays).toBe(30);
  });
});

const grants = () => ofType(types.permission).map(({ inputs }) => [inputs.function, inputs.sourceArn]);
