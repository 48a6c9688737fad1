/** What AWS accepts as one input; `source` says where that is written. */
export type Limit = { source: string } & (
  | { kind: "whole"; min: number; max: number }
  | { kind: "oneOf"; values: readonly number[] }
  /** `accepted` is the pattern in words. */
  | { kind: "text"; pattern: RegExp; accepted: string }
  /** Characters, of a document as JSON; white space between its parts does not count. */
  | { kind: "length"; max: number }
  | { kind: "list"; max: number }
);

const lambda = "Lambda API Reference";
const lambdaQuotas = "Lambda Developer Guide, Lambda quotas";
const sqs = "SQS API Reference, SetQueueAttributes";
const cloudWatch = "CloudWatch API Reference";
const logs = "CloudWatch Logs API Reference";
const iam = "IAM API Reference";

const whole = (source: string, min: number, max: number): Limit => ({ kind: "whole", min, max, source });
const list = (source: string, max: number): Limit => ({ kind: "list", max, source });
const text = (source: string, pattern: RegExp, accepted: string): Limit => ({
  kind: "text",
  pattern,
  accepted,
  source,
});
const upTo = (source: string, max: number): Limit => ({ kind: "length", max, source });

const actions = {
  alarmActions: list(cloudWatch, 5),
  okActions: list(cloudWatch, 5),
  insufficientDataActions: list(cloudWatch, 5),
  alarmDescription: upTo(cloudWatch, 1024),
};
const alarmName = text(cloudWatch, /^[\s\S]{1,255}$/, "1 to 255 characters");
const groupName = text(logs, /^[.\-_/#A-Za-z0-9]{1,512}$/, "1 to 512 letters, digits and . - _ / #");
const metricName = text(cloudWatch, /^[\s\S]{1,255}$/, "1 to 255 characters");

/** Limits of inputs by resource type, which a deployment meets and this machine would not. Paths lead into JSON text too. */
export const limits: Readonly<Record<string, Readonly<Record<string, Limit>>>> = {
  "aws:lambda/function:Function": {
    name: text(lambda, /^[\w-]{1,64}$/, "1 to 64 letters, digits, - and _"),
    timeout: whole(lambdaQuotas, 1, 900),
    memorySize: whole(lambdaQuotas, 128, 10_240),
    // Pulumi writes "unreserved" as -1.
    reservedConcurrentExecutions: whole(lambda, -1, 1_000_000),
    "ephemeralStorage.size": whole(lambdaQuotas, 512, 10_240),
  },
  "aws:lambda/eventSourceMapping:EventSourceMapping": {
    batchSize: whole(lambda, 1, 10_000),
    maximumBatchingWindowInSeconds: whole(lambda, 0, 300),
    "scalingConfig.maximumConcurrency": whole(lambda, 2, 1000),
  },
  "aws:sqs/queue:Queue": {
    name: text("SQS API Reference, CreateQueue", /^[\w-]{1,80}$/, "1 to 80 letters, digits, - and _"),
    delaySeconds: whole(sqs, 0, 900),
    maxMessageSize: whole(sqs, 1024, 1_048_576),
    messageRetentionSeconds: whole(sqs, 60, 1_209_600),
    receiveWaitTimeSeconds: whole(sqs, 0, 20),
    visibilityTimeoutSeconds: whole(sqs, 0, 43_200),
    kmsDataKeyReusePeriodSeconds: whole(sqs, 60, 86_400),
    "redrivePolicy.maxReceiveCount": whole(sqs, 1, 1000),
  },
  "aws:sns/topic:Topic": {
    name: text("SNS API Reference, CreateTopic", /^[\w-]{1,256}$/, "1 to 256 letters, digits, - and _"),
    displayName: upTo("SNS API Reference, CreateTopic", 100),
  },
  "aws:dynamodb/table:Table": {
    name: text("DynamoDB API Reference", /^[\w.-]{3,255}$/, "3 to 255 letters, digits, . - and _"),
    globalSecondaryIndexes: list("DynamoDB quotas", 20),
  },
  "aws:iam/role:Role": {
    name: text(iam, /^[\w+=,.@-]{1,64}$/, "1 to 64 letters, digits and + = , . @ - _"),
    assumeRolePolicy: upTo("IAM quotas (default)", 2048),
    maxSessionDuration: whole(iam, 3600, 43_200),
  },
  "aws:apigatewayv2/authorizer:Authorizer": {
    authorizerResultTtlInSeconds: whole("API Gateway V2 API Reference", 0, 3600),
  },
  "aws:apigatewayv2/integration:Integration": {
    timeoutMilliseconds: whole("API Gateway V2 API Reference", 50, 30_000),
  },
  "aws:apigatewayv2/route:Route": {
    routeKey: text(
      "API Gateway developer guide, HTTP API routes",
      /^(\$default|[A-Z]+ (\/|.*[^/]))$/,
      "a method and a path that does not end in a slash, or $default",
    ),
  },
  "aws:scheduler/schedule:Schedule": {
    name: text("EventBridge Scheduler API Reference", /^[\w.-]{1,64}$/, "1 to 64 letters, digits, . - and _"),
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    name: alarmName,
    metricName,
    evaluationPeriods: whole(cloudWatch, 1, 10_080),
    datapointsToAlarm: whole(cloudWatch, 1, 10_080),
    metricQueries: list("CloudWatch quotas: metrics and expressions of an alarm", 10),
    ...actions,
  },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": {
    alarmName,
    alarmRule: upTo(cloudWatch, 10_240),
    ...actions,
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    name: groupName,
    retentionInDays: {
      kind: "oneOf",
      // 0 is Pulumi's "forever".
      values: [
        0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
        3653,
      ],
      source: `${logs}, PutRetentionPolicy`,
    },
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    name: text(logs, /^[^:*]{1,512}$/, "1 to 512 characters without : and *"),
    logGroupName: groupName,
    pattern: upTo(logs, 1024),
  },
};
