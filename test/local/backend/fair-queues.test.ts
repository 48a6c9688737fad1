import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PublishBatchCommand, PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { ReceiveMessageCommand, SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  buildGraph,
  queue,
  queuePolicy,
  queueUrl,
  subscription,
  topic,
  topicArn,
} from "../fixtures/graph.ts";
import { openSession } from "../fixtures/session.ts";

const graph = buildGraph(
  queue("shared"),
  queuePolicy("shared", "news"),
  topic("news"),
  subscription("news", "shared", {}),
);

async function open(dataDir?: string) {
  const session = await openSession({ graph, ...(dataDir && { dataDir }) });
  const { endpoint, credentials } = session.cloud;
  const config = { region: "us-east-1", endpoint, credentials };
  const [sns, sqs] = [new SNSClient(config), new SQSClient({ ...config, useQueueUrlAsEndpoint: false })];
  const stop = async () => {
    sns.destroy();
    sqs.destroy();
    await session.cloud.stop();
  };
  return {
    session,
    stop,
    publish: (MessageGroupId: string | undefined, ...texts: string[]) =>
      sns.send(
        new PublishBatchCommand({
          TopicArn: topicArn("news"),
          PublishBatchRequestEntries: texts.map((Message, place) => ({
            Id: String(place),
            Message,
            ...(MessageGroupId && { MessageGroupId }),
          })),
        }),
      ),
    publishOne: (MessageGroupId: string, Message: string) =>
      sns.send(new PublishCommand({ TopicArn: topicArn("news"), Message, MessageGroupId })),
    async receive(MaxNumberOfMessages: number) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl("shared"),
          MaxNumberOfMessages,
          MessageSystemAttributeNames: ["MessageGroupId"],
        }),
      );
      return Messages.map(({ Body, Attributes }) => [Body, Attributes?.MessageGroupId]);
    },
  };
}

const texts = (group: string, count: number) => Array.from({ length: count }, (_, n) => `${group}${n}`);

describe("a standard queue", () => {
  it("keeps the group of each entry of a batch, also of those with the same body", async () => {
    const { session, receive, stop } = await open();
    onTestFinished(stop);
    const { endpoint, credentials } = session.cloud;
    const config = { region: "us-east-1", endpoint, credentials };
    const [sns, sqs] = [new SNSClient(config), new SQSClient({ ...config, useQueueUrlAsEndpoint: false })];
    onTestFinished(() => [sns, sqs].forEach((client) => void client.destroy()));
    const groups = ["one", undefined, "two"].map((MessageGroupId, place) => ({
      Id: String(place),
      ...(MessageGroupId && { MessageGroupId }),
    }));
    await sns.send(
      new PublishBatchCommand({
        TopicArn: topicArn("news"),
        PublishBatchRequestEntries: groups.map((entry) => ({ ...entry, Message: "same" })),
      }),
    );
    const grouped = [
      ["same", undefined],
      ["same", "one"],
      ["same", "two"],
    ];
    expect((await receive(10)).sort()).toEqual([...grouped].sort());
    await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrl("shared"),
        Entries: groups.map((entry) => ({ ...entry, MessageBody: "same" })),
      }),
    );
    expect((await receive(10)).sort()).toEqual([...grouped].sort());
  });

  it("gives every message group its turn, and keeps each one's order", async () => {
    const { publish, publishOne, receive, stop } = await open();
    onTestFinished(stop);
    await publish("large", ...texts("large ", 10));
    await publish("small", "small 0");
    await publishOne("small", "small 1");
    await publish("third", "third 0");
    expect(await receive(1)).toEqual([["large 0", "large"]]);
    expect(await receive(2)).toEqual([
      ["small 0", "small"],
      ["third 0", "third"],
    ]);
    expect(await receive(5)).toEqual([
      ["large 1", "large"],
      ["small 1", "small"],
      ["large 2", "large"],
      ["large 3", "large"],
      ["large 4", "large"],
    ]);
  });

  it("hands messages without a group out in order, as one more", async () => {
    const { publish, receive, stop } = await open();
    onTestFinished(stop);
    await publish(undefined, "a", "b", "c");
    await publish("small", "small 0");
    expect((await receive(4)).map(([body]) => body)).toEqual(["a", "small 0", "b", "c"]);
  });

  it("knows its messages' groups after a restart", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "crisscross-fair-"));
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
    const before = await open(dataDir);
    await before.publish("large", ...texts("large ", 4));
    await before.publish("small", "small 0");
    await before.stop();
    const { receive, stop } = await open(dataDir);
    onTestFinished(stop);
    expect((await receive(2)).map(([body]) => body)).toEqual(["large 0", "small 0"]);
  });
});
