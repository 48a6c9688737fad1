import { text, whole } from "../graph/limits.ts";
import type { Kinds } from "../service/service.ts";
import { type ApiSite, provisionApi } from "./provision.ts";

const api = "API Gateway V2 API Reference";

/** The resources that make up an HTTP API, which is served from all of them together. */
export const apiKinds: Kinds<ApiSite> = {
  "aws:apigatewayv2/api:Api": {
    rules: {
      used: [],
      fixed: { corsConfiguration: [{}], protocolType: ["HTTP"], disableExecuteApiEndpoint: [false] },
    },
    prepare: (site, resource) => () => provisionApi(site, resource),
  },
  "aws:apigatewayv2/stage:Stage": {
    rules: {
      used: ["apiId", "accessLogSettings", "defaultRouteSettings"],
      fixed: { name: ["$default"], autoDeploy: [true] },
    },
  },
  "aws:apigatewayv2/route:Route": {
    rules: {
      used: ["apiId", "routeKey", "target", "authorizerId"],
      fixed: { authorizationType: ["NONE", "CUSTOM"], apiKeyRequired: [false] },
      limits: {
        routeKey: text(
          "API Gateway developer guide, HTTP API routes",
          /^(\$default|[A-Z]+ (\/|.*[^/]))$/,
          "a method and a path that does not end in a slash, or $default",
        ),
      },
    },
  },
  "aws:apigatewayv2/integration:Integration": {
    rules: {
      used: ["apiId", "integrationUri", "timeoutMilliseconds"],
      inert: { integrationMethod: "Lambda is always called with POST" },
      fixed: {
        integrationType: ["AWS_PROXY"],
        payloadFormatVersion: ["2.0"],
        connectionType: ["INTERNET"],
        passthroughBehavior: ["WHEN_NO_MATCH"],
      },
      limits: { timeoutMilliseconds: whole(api, 50, 30_000) },
    },
  },
  "aws:apigatewayv2/authorizer:Authorizer": {
    rules: {
      used: ["apiId", "authorizerUri", "authorizerResultTtlInSeconds", "identitySources"],
      fixed: {
        authorizerType: ["REQUEST"],
        authorizerPayloadFormatVersion: ["2.0"],
        enableSimpleResponses: [true],
      },
      limits: { authorizerResultTtlInSeconds: whole(api, 0, 3600) },
    },
  },
  "aws:lambda/permission:Permission": {
    rules: {
      used: ["function", "sourceArn"],
      inert: { statementId: "a label" },
      fixed: { action: ["lambda:InvokeFunction"], principal: ["apigateway.amazonaws.com"] },
    },
  },
};
