import * as sns from "@aws-sdk/client-sns";
import * as sqs from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, beforeEach } from "vitest";
import {
  buildGraph,
  queue,
  queuePolicy,
  queueUrl,
  subscription,
  topic,
  topicArn,
} from "../fixtures/graph.ts";
import { openSession, type Session } from "../fixtures/session.ts";

export const QueueUrl = queueUrl("q");
export const TopicArn = topicArn("t");

export interface Desk {
  session: Session;
  queues: sqs.SQSClient;
  topics: sns.SNSClient;
  /** How many messages the queue holds. */
  depth(): Promise<string | undefined>;
}

/** A queue that takes a topic's messages, empty at the beginning of each test, and the operator's clients. */
export function openDesk(): Desk {
  const desk = {
    async depth() {
      const AttributeNames: sqs.QueueAttributeName[] = ["ApproximateNumberOfMessages"];
      const asked = new sqs.GetQueueAttributesCommand({ QueueUrl, AttributeNames });
      return (await desk.queues.send(asked)).Attributes?.ApproximateNumberOfMessages;
    },
  } as Desk;
  beforeAll(async () => {
    const small = [queue("small", { maxMessageSize: 1024 }), queuePolicy("small", "t")];
    const filtered = subscription("t", "small", { $or: [{ "looked-at": ["a"] }, { l: ["a"] }] });
    desk.session = await openSession({
      graph: buildGraph(
        queue("q"),
        queue("another"),
        small,
        queuePolicy("q", "t"),
        topic("t"),
        subscription("t", "q", {}),
        filtered,
      ),
    });
    const { endpoint, credentials } = desk.session.cloud;
    const config = { region: "us-east-1", endpoint, credentials, maxAttempts: 1 };
    desk.queues = new sqs.SQSClient({ ...config, useQueueUrlAsEndpoint: false });
    desk.topics = new sns.SNSClient(config);
  });
  beforeEach(() => desk.queues.send(new sqs.PurgeQueueCommand({ QueueUrl })));
  afterAll(async () => {
    desk.queues.destroy();
    desk.topics.destroy();
    await desk.session.cloud.stop();
  });
  return desk;
}

const text = { DataType: "String", StringValue: "x" };
export const named = (name: string, value: { [key: string]: unknown } = text) => ({
  MessageAttributes: { [name]: value },
});
export const many = (count: number) => ({
  MessageAttributes: Object.fromEntries(Array.from({ length: count }, (_, n) => [`a${n}`, text])),
});
/** What is wrong, of what it is made, and the code and the words of the refusal. */
export type Row = [what: string, more: object, code: string, message: RegExp];
