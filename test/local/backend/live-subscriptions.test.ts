import * as sns from "@aws-sdk/client-sns";
import { describe, expect, it } from "vitest";
import { queueArn } from "../fixtures/graph.ts";
import { openDesk, QueueUrl, TopicArn } from "./desk.ts";

const desk = openDesk();

describe("a live subscription", () => {
  const subscribe = (Attributes: Record<string, string>, more: object = {}) =>
    desk.topics.send(
      new sns.SubscribeCommand({
        TopicArn,
        Protocol: "sqs",
        Endpoint: queueArn("another"),
        Attributes,
        ...more,
      }),
    );
  const refusedAttributes: [Record<string, string>, RegExp][] = [
    [
      { FilterPolicy: '{"k":[{"prefixx":"a"}]}' },
      /^Invalid parameter: FilterPolicy: k: unrecognized match type prefixx/,
    ],
    [{ FilterPolicy: "{" }, /^Invalid parameter: FilterPolicy: it is no JSON object/],
    [{ FilterPolicy: '{"k":"a"}' }, /^Invalid parameter: FilterPolicy: k is no list/],
    [{ FilterPolicy: '{"k":[{"numeric":["=",1]}]}' }, /the local cloud does not support k: numeric/],
    [{ FilterPolicyScope: "MessageBody" }, /does not support FilterPolicyScope MessageBody/],
    [{ RawMessageDelivery: "yes" }, /RawMessageDelivery: Invalid value \[yes\]/],
  ];

  it.each(refusedAttributes)("is not made with %j", async (attributes, message) => {
    const subscribing = subscribe(attributes);
    await expect(subscribing).rejects.toMatchObject({
      Code: "InvalidParameter",
      $metadata: { httpStatusCode: 400 },
    });
    await expect(subscribing).rejects.toThrow(message);
  });

  it.each(refusedAttributes)("is not given %j", async (attributes, message) => {
    const { Subscriptions: [{ SubscriptionArn } = {}] = [] } = await desk.topics.send(
      new sns.ListSubscriptionsByTopicCommand({ TopicArn }),
    );
    const [[AttributeName, AttributeValue] = ["", ""]] = Object.entries(attributes);
    const setting = desk.topics.send(
      new sns.SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }),
    );
    await expect(setting).rejects.toMatchObject({ Code: "InvalidParameter" });
    await expect(setting).rejects.toThrow(message);
    await desk.topics.send(new sns.PublishCommand({ TopicArn, Message: "still passes" }));
    expect(await desk.depth()).toBe("1");
  });

  it("goes to queues only, by their ARN", async () => {
    await expect(subscribe({}, { Endpoint: QueueUrl })).rejects.toThrow(
      "Invalid parameter: SQS endpoint ARN",
    );
    await expect(subscribe({}, { Protocol: "https", Endpoint: "https://a.example" })).rejects.toThrow(
      "the local cloud delivers to sqs only (and takes email), not to https",
    );
    await expect(subscribe({}, { Endpoint: queueArn("absent") })).rejects.toThrow(
      `Invalid parameter: Endpoint: the local cloud has no queue ${queueArn("absent")}`,
    );
    const Attributes = { FilterPolicy: '{"k":["a"]}', RawMessageDelivery: "true" };
    expect((await subscribe(Attributes)).SubscriptionArn).toContain(TopicArn);
  });
});
