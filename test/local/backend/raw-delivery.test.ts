import { CloudWatchClient, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import {
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SNSClient,
} from "@aws-sdk/client-sns";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  buildGraph,
  queue,
  queueArn,
  queuePolicy,
  queueUrl,
  subscription,
  topic,
  topicArn,
} from "../fixtures/graph.ts";
import { openSession, type Session } from "../fixtures/session.ts";
import cases from "./filter-policies.json" with { type: "json" };

const { policy, message } = cases.H58;
const redrivePolicy = JSON.stringify({ deadLetterTargetArn: queueArn("dead") });
let session: Session;
let sns: SNSClient;
let sqs: SQSClient;
let cloudWatch: CloudWatchClient;

beforeAll(async () => {
  const raw = subscription("t", "raw", policy);
  const wrapped = subscription("t", "wrapped", policy);
  session = await openSession({
    alarmTickMs: 0,
    graph: buildGraph(
      ["raw", "wrapped", "dead"].flatMap((name) => [queue(name), queuePolicy(name, "t")]),
      topic("t"),
      { ...raw, inputs: { ...raw.inputs, redrivePolicy } },
      { ...wrapped, inputs: { ...wrapped.inputs, rawMessageDelivery: false } },
    ),
  });
  const { endpoint, credentials } = session.cloud;
  const config = { region: "us-east-1", endpoint, credentials };
  sns = new SNSClient(config);
  sqs = new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
  cloudWatch = new CloudWatchClient(config);
});
afterAll(async () => {
  for (const client of [sns, sqs, cloudWatch]) client.destroy();
  await session.cloud.stop();
});

const publish = (Message: string, MessageAttributes: object) =>
  sns.send(
    new PublishCommand({ TopicArn: topicArn("t"), Message, MessageAttributes: { ...MessageAttributes } }),
  );

async function receive(name: string): Promise<(string | undefined)[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl(name), MaxNumberOfMessages: 10 }),
  );
  return Messages.map(({ Body }) => (Body?.startsWith("{") ? JSON.parse(Body).Message : Body));
}

async function count(MetricName: string): Promise<number> {
  const Metric = { Namespace: "AWS/SNS", MetricName, Dimensions: [{ Name: "TopicName", Value: "t" }] };
  const { MetricDataResults: [{ Values = [] } = {}] = [] } = await cloudWatch.send(
    new GetMetricDataCommand({
      ...{ StartTime: new Date(Date.now() - 600_000), EndTime: new Date(Date.now() + 60_000) },
      MetricDataQueries: [{ Id: "m", MetricStat: { Metric, Period: 60, Stat: "Sum" } }],
    }),
  );
  return Values.reduce((sum, value) => sum + value, 0);
}

it("of more than ten attributes fails (H58), as a client's error that goes to the dead-letter queue", async () => {
  const { k10: _eleventh, ...ten } = message.attributes;
  await publish("ten", ten);
  await publish("eleven", message.attributes);
  await publish("eleven others", { ...message.attributes, k0: { DataType: "String", StringValue: "y" } });
  expect(await receive("raw")).toEqual(["ten"]);
  expect(await receive("dead")).toEqual(["eleven"]);
  expect(await receive("wrapped")).toEqual(["ten", "eleven"]);
  expect(await count("NumberOfNotificationsDelivered")).toBe(3);
  expect(await count("NumberOfNotificationsFailed")).toBe(1);
  expect(await count("NumberOfNotificationsRedrivenToDlq")).toBe(1);
  expect(await count("NumberOfNotificationsFilteredOut")).toBe(2);
});

it("has its redrive policy shown", async () => {
  const { Subscriptions = [] } = await sns.send(
    new ListSubscriptionsByTopicCommand({ TopicArn: topicArn("t") }),
  );
  const { SubscriptionArn } = Subscriptions.find(({ Endpoint }) => Endpoint === queueArn("raw")) ?? {};
  const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  expect(Attributes?.RedrivePolicy).toBe(redrivePolicy);
});

it("of more than ten attributes fails too where the filter has been taken off", async () => {
  const { Subscriptions = [] } = await sns.send(
    new ListSubscriptionsByTopicCommand({ TopicArn: topicArn("t") }),
  );
  const { SubscriptionArn } = Subscriptions.find(({ Endpoint }) => Endpoint === queueArn("raw")) ?? {};
  await sns.send(
    new SetSubscriptionAttributesCommand({
      SubscriptionArn,
      AttributeName: "FilterPolicy",
      AttributeValue: "",
    }),
  );
  const before = await count("NumberOfNotificationsFailed");
  await publish("eleven, unfiltered", message.attributes);
  expect(await receive("raw")).toEqual([]);
  expect(await count("NumberOfNotificationsFailed")).toBe(before + 1);
});
