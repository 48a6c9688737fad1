import type { services } from "@crisscross/local/provision/services";
import {
  accountId,
  bareApi,
  buildGraph,
  functionArn,
  idleSchedule,
  lambda,
  queue,
  queueUrl,
  table,
  tableArn,
  topic,
  topicArn,
} from "../fixtures/graph.ts";
import type { RawRequest } from "../fixtures/sign.ts";

export type ServiceName = (typeof services)[number]["name"];

/** What the suite asks of one service; all of it is in region us-east-1. */
export interface ServiceCase {
  /** Leaves something behind; absent where the resources, or the calls of the suite, do. */
  write?: RawRequest;
  /** Reads it without changing it. */
  read: RawRequest;
  /** What the answer to `read` says of it. */
  kept: string | RegExp;
  /** Nobody is denied it, in any region. */
  isForAll?: true;
  unknownOperation: Refused;
  /** A member that it knows, with a value that it does not take. */
  wrongValue: Refused;
  /** A member that it does not know, beside those of a call that is well. */
  unknownMember: Answered;
  /** Asked in another region: what names something of this one by its ARN or URL, or what is kept here by its name. */
  elsewhere?: Refused;
  /** Of services that list: what is said of another region's list. */
  nothing?: string;
}

/** A request, and the service's own code for what is wrong with it. */
export type Refused = readonly [request: RawRequest, code: string];

/**
 * A request, and "taken" or the service's own code. What AWS answers to a member that its models do not have was
 * not found in its documents; this pins what is done here: whatever reads a request by a table of its members refuses others by name, and the rest skips them.
 */
export type Answered = readonly [request: RawRequest, answer: "taken" | (string & {})];

const inJson =
  (target: string, version = "1.0") =>
  (operation: string, input: object): RawRequest => ({
    headers: {
      "content-type": `application/x-amz-json-${version}`,
      "x-amz-target": `${target}.${operation}`,
    },
    body: JSON.stringify(input),
  });

const sqs = inJson("AmazonSQS");
const dynamodb = inJson("DynamoDB_20120810");
const monitoring = inJson("GraniteServiceVersion20100801");
const logs = inJson("Logs_20140328", "1.1");
const sns = (...fields: [string, string][]): RawRequest => ({
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: new URLSearchParams(fields).toString(),
});
const invoke = (name: string, type: string, body = "{}"): RawRequest => ({
  path: `/2015-03-31/functions/${name}/invocations`,
  headers: { "x-amz-invocation-type": type },
  body,
});

/** Functions whose credentials the suite calls with: one may do everything, the other nothing. */
export const graph = buildGraph(
  // So that there is another region.
  queue("abroad", {}, "eu-west-2"),
  queue("kept"),
  topic("kept"),
  table("kept"),
  idleSchedule("kept", "mighty"),
  bareApi("kept"),
  lambda("mighty", { handler: "relay.handler", grants: [{ actions: ["*"], resources: ["*"] }] }),
  lambda("powerless", {
    handler: "relay.handler",
    grants: [{ effect: "Deny", actions: ["*"], resources: ["*"] }],
  }),
);

export const cases: Record<ServiceName, ServiceCase> = {
  sqs: {
    write: sqs("SendMessage", { QueueUrl: queueUrl("kept"), MessageBody: "kept" }),
    read: sqs("ReceiveMessage", { QueueUrl: queueUrl("kept"), VisibilityTimeout: 0 }),
    kept: '"Body":"kept"',
    unknownOperation: [sqs("Frobnicate", { QueueUrl: queueUrl("kept") }), "InvalidAction"],
    wrongValue: [
      sqs("SendMessage", { QueueUrl: queueUrl("kept"), MessageBody: 1 }),
      "SerializationException",
    ],
    elsewhere: [sqs("ReceiveMessage", { QueueUrl: queueUrl("kept") }), "InvalidAddress"],
    unknownMember: [
      sqs("SendMessage", { QueueUrl: queueUrl("kept"), MessageBody: "kept", Frob: 1 }),
      "taken",
    ],
  },
  sns: {
    read: sns(["Action", "GetTopicAttributes"], ["TopicArn", topicArn("kept")]),
    kept: /GetTopicAttributesResult.*:kept</s,
    unknownOperation: [sns(["Action", "Frobnicate"], ["TopicArn", topicArn("kept")]), "InvalidAction"],
    wrongValue: [
      sns(["Action", "Publish"], ["TopicArn", topicArn("kept")], ["Message", ""]),
      "InvalidParameter",
    ],
    elsewhere: [sns(["Action", "GetTopicAttributes"], ["TopicArn", topicArn("kept")]), "InvalidParameter"],
    unknownMember: [
      sns(["Action", "GetTopicAttributes"], ["TopicArn", topicArn("kept")], ["Frob", "1"]),
      "taken",
    ],
  },
  dynamodb: {
    write: dynamodb("PutItem", { TableName: "kept", Item: { pk: { S: "kept" } } }),
    read: dynamodb("GetItem", { TableName: "kept", Key: { pk: { S: "kept" } } }),
    kept: '"pk":{"S":"kept"}',
    unknownOperation: [dynamodb("Frobnicate", { TableName: "kept" }), "UnknownOperationException"],
    wrongValue: [dynamodb("GetItem", { TableName: "kept", Key: "kept" }), "SerializationException"],
    elsewhere: [dynamodb("DescribeTable", { TableName: tableArn("kept") }), "ValidationException"],
    unknownMember: [dynamodb("GetItem", { TableName: "kept", Key: { pk: { S: "kept" } }, Frob: 1 }), "taken"],
  },
  lambda: {
    read: invoke(functionArn("mighty"), "RequestResponse", '{"command":"ReadEnvironment"}'),
    kept: '"AWS_LAMBDA_FUNCTION_NAME":"mighty"',
    unknownOperation: [{ method: "GET", path: "/2015-03-31/layers" }, "UnknownOperationException"],
    wrongValue: [invoke("mighty", "RequestResponse", "no JSON"), "InvalidRequestContentException"],
    elsewhere: [invoke(functionArn("mighty"), "RequestResponse"), "ResourceNotFoundException"],
    unknownMember: [{ method: "GET", path: "/2015-03-31/functions?Frob=1" }, "SerializationException"],
  },
  monitoring: {
    write: monitoring("PutMetricData", { Namespace: "kept", MetricData: [{ MetricName: "kept", Value: 1 }] }),
    read: monitoring("ListMetrics", { Namespace: "kept" }),
    kept: '"MetricName":"kept"',
    unknownOperation: [monitoring("Frobnicate", {}), "UnknownOperationException"],
    wrongValue: [monitoring("ListMetrics", { RecentlyActive: "PT1H" }), "InvalidParameterValueException"],
    elsewhere: [
      monitoring("DescribeAlarms", { AlarmNames: [`arn:aws:cloudwatch:us-east-1:${accountId}:alarm:kept`] }),
      "InvalidParameterValue",
    ],
    nothing: '{"Metrics":[]}',
    unknownMember: [
      monitoring("ListMetrics", { Namespace: "kept", Frob: 1 }),
      "InvalidParameterValueException",
    ],
  },
  logs: {
    read: logs("FilterLogEvents", { logGroupName: "/aws/lambda/mighty" }),
    kept: "platform.report",
    unknownOperation: [logs("Frobnicate", {}), "UnknownOperationException"],
    wrongValue: [
      logs("FilterLogEvents", { logGroupName: "/aws/lambda/mighty", limit: 0 }),
      "InvalidParameterException",
    ],
    elsewhere: [logs("FilterLogEvents", { logGroupName: "/aws/lambda/mighty" }), "ResourceNotFoundException"],
    unknownMember: [
      logs("FilterLogEvents", { logGroupName: "/aws/lambda/mighty", frob: 1 }),
      "InvalidParameterException",
    ],
  },
  sts: {
    read: sns(["Action", "GetCallerIdentity"]),
    kept: /<Arn>arn:aws:(iam::000000000000:root|sts::000000000000:assumed-role.mighty-us-east-1.mighty)</,
    isForAll: true,
    unknownOperation: [sns(["Action", "AssumeRole"]), "InvalidAction"],
    wrongValue: [sns(["Action", ""]), "MalformedInput"],
    unknownMember: [sns(["Action", "GetCallerIdentity"], ["Frob", "1"]), "taken"],
  },
  scheduler: {
    read: { method: "GET", path: "/schedules/kept" },
    kept: '"ScheduleExpression":"rate(1 hour)"',
    unknownOperation: [{ method: "GET", path: "/schedule-groups" }, "UnknownOperationException"],
    wrongValue: [{ method: "GET", path: "/schedules?MaxResults=none" }, "ValidationException"],
    elsewhere: [{ method: "GET", path: "/schedules/kept" }, "ResourceNotFoundException"],
    unknownMember: [{ method: "GET", path: "/schedules?Frob=1" }, "SerializationException"],
  },
  apigateway: {
    read: { method: "GET", path: "/v2/apis" },
    kept: '"apiId":"kept"',
    unknownOperation: [{ method: "GET", path: "/v2/vpclinks" }, "UnknownOperationException"],
    wrongValue: [{ method: "GET", path: "/v2/apis?maxResults=none" }, "ValidationException"],
    nothing: '{"items":[]}',
    unknownMember: [{ method: "GET", path: "/v2/apis?colour=blue" }, "SerializationException"],
  },
};
