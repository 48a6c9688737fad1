import { type Rule, types } from "./rule-form.ts";

export const apiRules: readonly Rule[] = [
  {
    ids: ["AwsSolutions-APIG1", "Serverless-APIGWAccessLogging", "CKV_AWS_95", "APIGateway.9"],
    says: "Stages write an access log.",
    types: [types.stage],
    holds: ({ inputs }) =>
      (inputs.accessLogSettings as { destinationArn?: string } | undefined)?.destinationArn !== undefined,
  },
  {
    ids: ["Serverless-APIGWStructuredLogging"],
    says: "The access log is JSON.",
    types: [types.stage],
    holds: ({ inputs }) => {
      const { format } = inputs.accessLogSettings as { format: string };
      return typeof JSON.parse(format) === "object";
    },
  },
  {
    ids: ["Serverless-APIGWDefaultThrottling"],
    says: "Stages have throttling limits of their own.",
    types: [types.stage],
    holds: ({ inputs }) =>
      Number((inputs.defaultRouteSettings as { throttlingRateLimit?: number }).throttlingRateLimit) > 0,
  },
  {
    ids: ["AwsSolutions-APIG4", "CKV_AWS_309", "APIGateway.8"],
    says: "Routes need authorization.",
    types: [types.route],
    holds: ({ inputs }) => inputs.authorizationType === "CUSTOM" && inputs.authorizerId !== undefined,
    waivers: [
      {
        accepts: ({ inputs }) => inputs.routeKey === "GET /health",
        what: "GET /health",
        why: "Load balancers and monitors ask it; it answers that the function runs, nothing else.",
      },
      {
        accepts: ({ inputs }) => /^GET \/(openapi\.json|docs)$/.test(String(inputs.routeKey)),
        what: "GET /openapi.json, GET /docs",
        why: "They say what the API is, the same for every deployment, and nothing of what is stored.",
      },
      {
        accepts: ({ inputs }) => /^GET \/(assets\/\{file\})?$/.test(String(inputs.routeKey)),
        what: "GET /, GET /assets/{file}",
        why: "The page and its files, the same for everybody; it asks for a token, and reads with it through the other routes. A function of its own answers, which may write its log and nothing else.",
      },
    ],
  },
  {
    ids: ["own"],
    says: "An authorizer's answer is kept for a minute at most, so that a revoked token is refused soon.",
    types: [types.authorizer],
    holds: ({ inputs }) => Number(inputs.authorizerResultTtlInSeconds) <= 60,
  },
  {
    ids: ["own"],
    says: "No page of another origin may call the API: CORS is closed.",
    types: [types.api],
    holds: ({ inputs }) => {
      const { allowOrigins = [] } = (inputs.corsConfiguration ?? {}) as { allowOrigins?: string[] };
      return allowOrigins.length === 0;
    },
  },
  {
    ids: ["Serverless-APIGWXrayEnabled"],
    says: "The API is traced by X-Ray.",
    types: [types.api],
    holds: () => false,
    waivers: [{ what: "the HTTP API", why: "API Gateway offers tracing for REST APIs only." }],
  },
  {
    ids: ["AwsSolutions-APIG2"],
    says: "The API validates requests before the function sees them.",
    types: [types.api],
    holds: () => false,
    waivers: [
      {
        what: "the HTTP API",
        why: "HTTP APIs have no request validation. The function parses each request against a schema before anything else and answers 400 with the fields at fault.",
      },
    ],
  },
  {
    ids: ["AwsSolutions-APIG3"],
    says: "The API stands behind AWS WAF.",
    types: [types.api],
    holds: () => false,
    waivers: [
      {
        what: "the HTTP API",
        why: "WAF cannot be attached to an HTTP API. Throttling and bearer tokens bound what a caller can do.",
      },
    ],
  },
  {
    ids: ["APIGateway.10"],
    says: "Integrations go over an encrypted connection: to Lambda, inside AWS.",
    types: [types.integration],
    holds: ({ inputs }) =>
      inputs.integrationType === "AWS_PROXY" && /:lambda:|\/functions\//.test(String(inputs.integrationUri)),
  },
];
