import type { InputRules } from "../graph/inputs.ts";

/** What is done with the inputs of the resources that make up an HTTP API. */
export const apiRules: Readonly<Record<string, InputRules>> = {
  "aws:apigatewayv2/api:Api": {
    used: [],
    fixed: { corsConfiguration: [{}], protocolType: ["HTTP"], disableExecuteApiEndpoint: [false] },
  },
  "aws:apigatewayv2/stage:Stage": {
    used: ["apiId", "accessLogSettings", "defaultRouteSettings"],
    fixed: { name: ["$default"], autoDeploy: [true] },
  },
  "aws:apigatewayv2/route:Route": {
    used: ["apiId", "routeKey", "target", "authorizerId"],
    fixed: { authorizationType: ["NONE", "CUSTOM"], apiKeyRequired: [false] },
  },
  "aws:apigatewayv2/integration:Integration": {
    used: ["apiId", "integrationUri", "timeoutMilliseconds"],
    inert: { integrationMethod: "Lambda is always called with POST" },
    fixed: {
      integrationType: ["AWS_PROXY"],
      payloadFormatVersion: ["2.0"],
      connectionType: ["INTERNET"],
      passthroughBehavior: ["WHEN_NO_MATCH"],
    },
  },
  "aws:apigatewayv2/authorizer:Authorizer": {
    used: ["apiId", "authorizerUri", "authorizerResultTtlInSeconds", "identitySources"],
    fixed: {
      authorizerType: ["REQUEST"],
      authorizerPayloadFormatVersion: ["2.0"],
      enableSimpleResponses: [true],
    },
  },
  "aws:lambda/permission:Permission": {
    used: ["function", "sourceArn"],
    inert: { statementId: "a label" },
    fixed: { action: ["lambda:InvokeFunction"], principal: ["apigateway.amazonaws.com"] },
  },
};
