import { routes } from "@crisscross/core/documents/routes";
import { secretNames } from "./config.ts";
import { accountId, defineFunction, partition } from "./functions.ts";
import { blockBudgetMs, functionLimits } from "./limits.ts";
import { alarmPrefix, dashboardName, metricsVariables } from "./metric.ts";
import { blockQueue, deadQueues, jobs } from "./queues.ts";
import { reconcile } from "./reconcile.ts";
import { home, probePlacements, settings } from "./regions.ts";
import { byCreatedArn, results } from "./storage.ts";

/** Dashboards are one for all regions, so their ARNs name none. */
const dashboardArn = $interpolate`arn:${partition}:cloudwatch::${accountId}:dashboard/${dashboardName}`;

/** What each is called, its ARN, and the name of the queue whose messages it takes. */
const deadLetterQueues = $jsonStringify(
  deadQueues.map(({ name, queue, source }) => [
    name,
    queue.arn,
    ...(source ? [source.nodes.queue.name] : []),
  ]),
);
const movable = deadQueues.filter(({ source }) => source !== undefined);
/** Only items with one of these partition keys; `*` stands for any text. */
function inPartitions(...values: string[]) {
  return [{ test: "ForAllValues:StringLike", variable: "dynamodb:LeadingKeys", values }];
}

const answering = defineFunction("api", home, {
  environment: {
    RESULTS_TABLE: results.name,
    JOBS_QUEUE_URL: jobs.url,
    RECONCILE_FUNCTION: reconcile.fn.name,
    PROBE_REGIONS: probePlacements.map(({ region }) => region).join(","),
    BLOCK_BUDGET_MS: String(blockBudgetMs),
    ...(settings.dailyBudget && { DAILY_BUDGET: JSON.stringify(settings.dailyBudget) }),
    MEMORY_MB: JSON.stringify({
      api: functionLimits.api.memoryMb,
      authorize: functionLimits.authorize.memoryMb,
      plan: functionLimits.plan.memoryMb,
      reconcile: functionLimits.reconcile.memoryMb,
      consume: functionLimits.consume.memoryMb,
      outer: functionLimits.outer.memoryMb,
      inner: functionLimits.inner.memoryMb,
      innerDb: functionLimits["inner-db"].memoryMb,
    }),
    ...metricsVariables,
    ALARM_PREFIX: alarmPrefix,
    DASHBOARD: dashboardName,
    DEAD_LETTER_QUEUES: deadLetterQueues,
  },
  permissions: [
    { actions: ["sqs:SendMessage"], resources: [jobs.arn] },
    // To send dead letters back: SQS moves them with the rights of who asked it to.
    {
      actions: ["sqs:SendMessage"],
      resources: probePlacements.map((placement) => blockQueue(placement).arn),
    },
    {
      actions: ["sqs:GetQueueAttributes", "sqs:ReceiveMessage", "sqs:DeleteMessage"],
      resources: deadQueues.map(({ queue }) => queue.arn),
    },
    {
      actions: ["sqs:StartMessageMoveTask", "sqs:ListMessageMoveTasks"],
      resources: movable.map(({ queue }) => queue.arn),
    },
    { actions: ["lambda:InvokeFunction"], resources: [reconcile.fn.arn] },
    { actions: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"], resources: [results.arn] },
    { actions: ["dynamodb:Query"], resources: [byCreatedArn] },
    // Tokens, what was spent of budgets, and idempotency keys: nothing else of the table is changed or removed.
    {
      actions: ["dynamodb:UpdateItem"],
      resources: [results.arn],
      conditions: inPartitions("tokens", "spent"),
    },
    {
      actions: ["dynamodb:DeleteItem"],
      resources: [results.arn],
      conditions: inPartitions("idempotency#*"),
    },
    // GetMetricData knows no resources; DescribeAlarms and DescribeAlarmHistory show composite alarms to `*` only.
    {
      actions: ["cloudwatch:DescribeAlarms", "cloudwatch:DescribeAlarmHistory", "cloudwatch:GetMetricData"],
      resources: ["*"],
    },
    { actions: ["cloudwatch:GetDashboard"], resources: [dashboardArn] },
  ],
});

/** Hashes of the stage's own tokens: the first admins. All others are in the results table. */
const tokenHashes = new sst.Secret(secretNames.tokenHashes);
const authorizing = defineFunction("authorize", home, {
  link: [tokenHashes],
  environment: { RESULTS_TABLE: results.name },
  permissions: [
    { actions: ["dynamodb:GetItem"], resources: [results.arn], conditions: inPartitions("tokens") },
  ],
});

/** It may write its log, and nothing else. */
const showing = defineFunction("page", home, {});

/** The functions behind the HTTP API: what answers, what lets in, and what shows the page. */
export const apiFunctions = { answering, authorizing, showing };

/**
 * No path and no user agent: AWS does not promise to escape what a client wrote, and a quote in it would end a JSON string.
 * What a request was about, the log of api tells.
 */
const logged = {
  requestTime: "$context.requestTime",
  requestId: "$context.requestId",
  httpMethod: "$context.httpMethod",
  routeKey: "$context.routeKey",
  status: "$context.status",
  responseLatency: "$context.responseLatency",
  integrationRequestId: "$context.integration.requestId",
  integrationStatus: "$context.integration.status",
  integrationLatency: "$context.integration.latency",
  integrationServiceStatus: "$context.integration.integrationStatus",
  ip: "$context.identity.sourceIp",
};

export const api = new sst.aws.ApiGatewayV2("HttpApi", {
  cors: false,
  accessLog: { retention: "1 month" },
  transform: {
    stage(stage) {
      stage.defaultRouteSettings = { throttlingRateLimit: 20, throttlingBurstLimit: 50 };
      stage.accessLogSettings = $resolve({ settings: stage.accessLogSettings }).apply(({ settings }) => ({
        destinationArn: settings?.destinationArn ?? "",
        format: JSON.stringify(logged),
      }));
    },
  },
});

// A revoked token works for a minute more at most: that long an answer is kept, and up to 5 s its making took.
const authorizer = api.addAuthorizer({
  name: "Tokens",
  lambda: {
    function: authorizing.fn.arn,
    response: "simple",
    payload: "2.0",
    identitySources: ["$request.header.Authorization"],
    ttl: "55 seconds",
  },
});
const auth = { lambda: authorizer.id };

for (const [name, { method, path, scope }] of Object.entries(routes))
  api.route(`${method} ${path}`, answering.fn.arn, scope === "open" ? { name } : { name, auth });
// The page is no part of the API: the same for everybody, and without a token, which it asks for.
api.route("GET /", showing.fn.arn, { name: "Page" });
api.route("GET /assets/{file}", showing.fn.arn, { name: "PageAssets" });
// What no route names reaches the function too, which answers 404 in the API's own words.
api.route("$default", answering.fn.arn, { name: "NotFound", auth });
