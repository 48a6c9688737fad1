import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { toEpochMs } from "@crisscross/local/time/times";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Resource } from "../../../packages/local/src/graph/graph.ts";
import { until } from "../../support/until.ts";
import {
  buildGraph,
  homeRegion,
  lambda,
  mapping,
  pollGrant,
  queue,
  queueArn,
  queuePolicy,
  queueUrl,
  subscription,
  table,
  topic,
  topicArn,
} from "../fixtures/graph.ts";
import { openSession, type Session } from "../fixtures/session.ts";
import { MINUTE_MS, metricAlarm, resource } from "./virtual-cloudwatch.ts";

const here = (one: Resource): Resource => ({ ...one, region: homeRegion });

/** Rings if any of the last five minutes had what it watches. */
function alarm(
  name: string,
  namespace: string,
  metricName: string,
  dimensions: object,
  more: object = {},
): Resource {
  const inputs = { namespace, metricName, dimensions, evaluationPeriods: 5, datapointsToAlarm: 1 };
  return here(
    metricAlarm(name, {
      ...inputs,
      treatMissingData: "notBreaching",
      alarmActions: [topicArn("alerts")],
      ...more,
    }),
  );
}

function redriving(one: Resource, to: string): Resource {
  return {
    ...one,
    inputs: { ...one.inputs, redrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn(to) }) },
  };
}

/** Lets nobody publish. */
const silence = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Action: "sns:Publish", Resource: topicArn("silent"), Principal: "*" }],
});
const silentPolicy: Resource = {
  type: "aws:sns/topicPolicy:TopicPolicy",
  name: "silentPolicy",
  region: homeRegion,
  id: "silentPolicy",
  inputs: { arn: topicArn("silent"), policy: silence },
};

const logGroup = "/aws/lambda/worker";
const allPass = [{ "anything-but": ["x"] }];
const graph = buildGraph(
  topic("alerts"),
  queue("inbox"),
  queuePolicy("inbox", "alerts"),
  {
    ...subscription("alerts", "inbox", {}),
    inputs: { ...subscription("alerts", "inbox", {}).inputs, filterPolicy: undefined },
  },
  topic("silent"),
  silentPolicy,
  topic("probes"),
  queue("open"),
  queuePolicy("open", "probes"),
  subscription("probes", "open", { origin: ["eu-west-2"] }),
  queue("closed"),
  queue("lost"),
  queuePolicy("lost", "probes"),
  redriving(subscription("probes", "closed", { origin: allPass }), "lost"),
  queue("dead"),
  queue("work", {
    visibilityTimeoutSeconds: 1,
    redrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn("dead"), maxReceiveCount: 1 }),
  }),
  table("results"),
  lambda("worker", {
    handler: "worker.handler",
    grants: [pollGrant("work")],
    inputs: { timeout: 1, loggingConfig: { logFormat: "JSON", logGroup } },
  }),
  mapping("work", "worker", { batchSize: 1 }),
  here(resource("logGroup:LogGroup", { name: logGroup, retentionInDays: 7 })),
  here(
    resource("logMetricFilter:LogMetricFilter", {
      name: "timeouts",
      logGroupName: logGroup,
      pattern: '{ $.type = "platform.report" && $.record.status = "timeout" }',
      metricTransformation: { namespace: "Fixture", name: "Timeouts", value: "1", unit: "Count" },
    }),
  ),
  alarm("timeouts", "Fixture", "Timeouts", {}),
  alarm("errors", "AWS/Lambda", "Errors", { FunctionName: "worker" }),
  alarm("throttles", "AWS/Lambda", "Throttles", { FunctionName: "worker" }),
  alarm(
    "dead letters",
    "AWS/SQS",
    "ApproximateNumberOfMessagesVisible",
    { QueueName: "dead" },
    { statistic: "Maximum" },
  ),
  alarm("undelivered", "AWS/SNS", "NumberOfNotificationsFailed", { TopicName: "probes" }),
  alarm(
    "conditions",
    "AWS/DynamoDB",
    "ConditionalCheckFailedRequests",
    { TableName: "results" },
    { alarmActions: [topicArn("silent")] },
  ),
  here(
    resource("compositeAlarm:CompositeAlarm", {
      alarmName: "worker",
      alarmRule: "ALARM(timeouts) OR ALARM(throttles)",
    }),
  ),
);

let session: Session;
let config: { region: string; endpoint: string; credentials: Session["cloud"]["credentials"] };
let sns: SNSClient;
let sqs: SQSClient;
let dynamodb: DynamoDBClient;
let cloudWatch: CloudWatchClient;

beforeAll(async () => {
  session = await openSession({ graph, alarmTickMs: 0 });
  const { endpoint, credentials } = session.cloud;
  config = { region: homeRegion, endpoint, credentials };
  sns = new SNSClient(config);
  sqs = new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
  dynamodb = new DynamoDBClient(config);
  cloudWatch = new CloudWatchClient(config);
});
afterAll(async () => {
  for (const client of [sns, sqs, dynamodb, cloudWatch]) client?.destroy();
  await session?.cloud.stop();
});

let minutesAhead = 0;

/** Evaluates as at the end of the present minute, and at each further call a minute later. */
async function evaluate(): Promise<void> {
  await session.cloud.cloudWatch.evaluate(
    toEpochMs((Math.floor(Date.now() / MINUTE_MS) + ++minutesAhead) * MINUTE_MS),
  );
}

async function ringing(): Promise<string[]> {
  const command = new DescribeAlarmsCommand({
    AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
    StateValue: "ALARM",
  });
  const { MetricAlarms = [], CompositeAlarms = [] } = await cloudWatch.send(command);
  return [...MetricAlarms, ...CompositeAlarms].map(({ AlarmName }) => AlarmName ?? "").sort();
}

/** The sum of a metric over the last few minutes. */
async function sum(
  Namespace: string,
  MetricName: string,
  dimensions: Record<string, string>,
): Promise<number> {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const query = {
    Id: "m",
    MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period: 60, Stat: "Sum" },
  };
  const now = Date.now();
  const range = { StartTime: new Date(now - 10 * MINUTE_MS), EndTime: new Date(now + MINUTE_MS) };
  const { MetricDataResults } = await cloudWatch.send(
    new GetMetricDataCommand({ ...range, MetricDataQueries: [query] }),
  );
  return (MetricDataResults?.[0]?.Values ?? []).reduce((total, value) => total + value, 0);
}

const send = (task: object) =>
  sqs.send(new SendMessageCommand({ QueueUrl: queueUrl("work"), MessageBody: JSON.stringify(task) }));
const publish = (origin?: string) => {
  const attributes = origin === undefined ? {} : { origin: { DataType: "String", StringValue: origin } };
  return sns.send(
    new PublishCommand({ TopicArn: topicArn("probes"), Message: "m", MessageAttributes: attributes }),
  );
};

describe("a healthy cloud", () => {
  it("rings no alarm", async () => {
    await send({ id: "fine" });
    await until(() => session.events.find((event) => event.kind === "invocation"));
    await evaluate();
    expect(await ringing()).toEqual([]);
  });
});

describe("topics and queues", () => {
  it("count what is published, delivered, filtered out and refused", async () => {
    await publish("eu-west-2");
    await publish("us-east-1");
    await publish();
    const count = (name: string) => sum("AWS/SNS", name, { TopicName: "probes" });
    expect(await count("NumberOfMessagesPublished")).toBe(3);
    expect(await count("NumberOfNotificationsDelivered")).toBe(1);
    expect(await count("NumberOfNotificationsFailed")).toBe(2);
    // One message by the open queue's filter for its value; one without attributes by both.
    expect(await count("NumberOfNotificationsFilteredOut")).toBe(3);
    expect(await count("NumberOfNotificationsFilteredOut-NoMessageAttributes")).toBe(2);
    expect(await sum("AWS/SQS", "NumberOfMessagesSent", { QueueName: "open" })).toBe(1);
  });

  it("keep what could not be delivered where the subscription says", async () => {
    expect(await sum("AWS/SNS", "NumberOfNotificationsRedrivenToDlq", { TopicName: "probes" })).toBe(2);
    const received = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl("lost"),
        MessageAttributeNames: ["All"],
        MaxNumberOfMessages: 10,
      }),
    );
    const origins = received.Messages?.map(({ MessageAttributes }) => MessageAttributes?.origin?.StringValue);
    expect(origins?.sort()).toEqual(["eu-west-2", "us-east-1"]);
  });
});

describe("a function that hangs and is dead-lettered", () => {
  it("rings the alarms on it, its composite and the dead letters, and tells the topic", async () => {
    await send({ id: "stuck", does: "hang" });
    await until(() => session.events.find((event) => event.kind === "deadLettered"));
    await until(() =>
      session.events.find((event) => event.kind === "invocation" && event.invocation.outcome === "timeout"),
    );
    await evaluate();
    expect(await ringing()).toEqual(["dead letters", "errors", "timeouts", "undelivered", "worker"]);
    expect(await sum("AWS/Lambda", "Invocations", { FunctionName: "worker" })).toBe(2);
    expect(await sum("AWS/SQS", "NumberOfMessagesDeleted", { QueueName: "work" })).toBe(1);
    expect(await sum("AWS/SQS", "NumberOfMessagesSent", { QueueName: "dead" })).toBe(0);
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl("inbox"), MaxNumberOfMessages: 10 }),
    );
    const told = Messages.map(({ Body }) => (JSON.parse(Body ?? "") as { AlarmName: string }).AlarmName);
    expect(told.sort()).toEqual(["dead letters", "errors", "timeouts", "undelivered"]);
  });
});

describe("a table", () => {
  it("counts failed conditions apart from other mistakes", async () => {
    const put = (more: object) =>
      dynamodb.send(
        new PutItemCommand({ TableName: "results", Item: { pk: { S: "1" }, kind: { S: "k" } }, ...more }),
      );
    await put({});
    await put({ ConditionExpression: "attribute_not_exists(pk)" }).catch(() => {});
    await put({ Item: {} }).catch(() => {});
    await evaluate();
    expect(await ringing()).toContain("conditions");
    expect(await sum("AWS/DynamoDB", "UserErrors", {})).toBe(1);
    expect(await sum("AWS/DynamoDB", "ConsumedWriteCapacityUnits", { TableName: "results" })).toBe(1);
  });

  it("has an alarm whose topic does not let CloudWatch publish, and whose history says so", async () => {
    const history = new DescribeAlarmHistoryCommand({ AlarmName: "conditions", HistoryItemType: "Action" });
    const { AlarmHistoryItems } = await cloudWatch.send(history);
    expect(AlarmHistoryItems).toMatchObject([
      { HistorySummary: `Failed to execute action ${topicArn("silent")}` },
    ]);
    expect(session.events).toContainEqual(expect.objectContaining({ kind: "denied", action: "sns:Publish" }));
  });
});
