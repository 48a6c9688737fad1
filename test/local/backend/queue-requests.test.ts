import { openMessaging } from "@crisscross/local/backend/messaging";
import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { answerFrom } from "../fixtures/derive.ts";
import { queueArn, queueUrl } from "../fixtures/graph.ts";
import { anyRequest } from "./odd-requests.ts";

const QueueUrl = queueUrl("q");
const text = { DataType: "String", StringValue: "x" };
const bytes = { DataType: "Binary", BinaryValue: "eA==" };
const ReceiptHandle = "12345678-1234-1234-1234-123456789012";
const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: queueArn("q"), maxReceiveCount: 1 });

const inputs: Readonly<Record<string, object>> = {
  SendMessage: {
    QueueUrl,
    MessageBody: "m",
    DelaySeconds: 0,
    MessageAttributes: { a: text },
    MessageGroupId: "g",
  },
  SendMessageBatch: { QueueUrl, Entries: [{ Id: "a", MessageBody: "m", MessageAttributes: { a: bytes } }] },
  ReceiveMessage: {
    QueueUrl,
    AttributeNames: ["All"],
    MessageSystemAttributeNames: ["All"],
    MessageAttributeNames: ["All"],
    MaxNumberOfMessages: 10,
    VisibilityTimeout: 0,
  },
  DeleteMessage: { QueueUrl, ReceiptHandle },
  DeleteMessageBatch: { QueueUrl, Entries: [{ Id: "a", ReceiptHandle }] },
  ChangeMessageVisibility: { QueueUrl, ReceiptHandle, VisibilityTimeout: 1 },
  ChangeMessageVisibilityBatch: { QueueUrl, Entries: [{ Id: "a", ReceiptHandle, VisibilityTimeout: 1 }] },
  GetQueueAttributes: { QueueUrl, AttributeNames: ["All"] },
  SetQueueAttributes: { QueueUrl, Attributes: { VisibilityTimeout: "30" } },
  CreateQueue: { QueueName: "other", Attributes: { DelaySeconds: "0", RedrivePolicy }, tags: { a: "b" } },
  GetQueueUrl: { QueueName: "q", QueueOwnerAWSAccountId: "000000000000" },
  ListQueues: { QueueNamePrefix: "q", MaxResults: 5, NextToken: "x" },
  ListDeadLetterSourceQueues: { QueueUrl, MaxResults: 5, NextToken: "x" },
  TagQueue: { QueueUrl, Tags: { a: "b" } },
  UntagQueue: { QueueUrl, TagKeys: ["a"] },
  ListQueueTags: { QueueUrl },
  PurgeQueue: { QueueUrl },
};

async function open() {
  const messaging = await openMessaging({
    dataDir: undefined,
    observe() {},
    onDeadLetter() {},
    onFailedWrite() {},
  });
  onTestFinished(() => messaging.stop());
  return (operation: string, input: unknown) => {
    const headers = {
      host: "localhost",
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `AmazonSQS.${operation}`,
    };
    return answerFrom(messaging, "sqs", { headers, body: JSON.stringify(input) }, "us-east-1");
  };
}

it.each<[operation: string, input: object, status: number]>([
  ["GetQueueAttributes", { QueueUrl, AttributeNames: null }, 200],
  ["ReceiveMessage", { QueueUrl, AttributeNames: null, MessageSystemAttributeNames: null }, 200],
  ["CreateQueue", { QueueName: "new", Attributes: null, tags: null }, 200],
  [
    "SendMessageBatch",
    {
      QueueUrl,
      Entries: [{ Id: "a", MessageBody: "m", MessageAttributes: { a: { ...text, BinaryValue: null } } }],
    },
    200,
  ],
  ["SendMessage", { QueueUrl, MessageBody: "m", MessageAttributes: { a: null } }, 400],
  ["ListQueues", { MaxResults: -1 }, 400],
  ["ListQueues", { MaxResults: 1001 }, 400],
  ["ListDeadLetterSourceQueues", { QueueUrl, MaxResults: 0 }, 400],
])("%s %j is %i", async (operation, input, status) => {
  const ask = await open();
  await ask("CreateQueue", { QueueName: "q" });
  expect(await ask(operation, input)).toMatchObject({ status });
});

it("answers whatever is put where its model has something else", async () => {
  const ask = await open();
  await ask("CreateQueue", { QueueName: "q" });
  const asked = fc.asyncProperty(anyRequest(inputs), async ({ operation, input }) => {
    expect((await ask(operation, input)).status).toBeLessThan(500);
  });
  await fc.assert(asked, { seed: 20261130, numRuns: 1500 });
});
