import { describe, expect, it } from "vitest";
import { sendRaw, signRaw } from "../fixtures/sign.ts";
import { openDesk, QueueUrl } from "./desk.ts";

const desk = openDesk();

describe("a malformed body for SQS is 400", () => {
  const target = "AmazonSQS.SendMessage";
  const json = JSON.stringify;
  it.each([
    ["no JSON", target, "{"],
    ["nothing at all", target, ""],
    ["a list", target, "[]"],
    ["a text", target, '"x"'],
    ["without a target", undefined, json({ QueueUrl, MessageBody: "m" })],
    ["with an unknown target", "AmazonSQS.Send", json({ QueueUrl })],
    ["with another service's target", "DynamoDB_20120810.PutItem", json({ QueueUrl })],
    ["without a queue", target, json({ MessageBody: "m" })],
    ["without a body", target, json({ QueueUrl })],
    ["null for a body", target, json({ QueueUrl, MessageBody: null })],
    ["a number for a queue", target, json({ QueueUrl: 1, MessageBody: "m" })],
    ["a number for a body", target, json({ QueueUrl, MessageBody: 1 })],
    ["an object for a body", target, json({ QueueUrl, MessageBody: {} })],
    ["a text for a delay", target, json({ QueueUrl, MessageBody: "m", DelaySeconds: "5" })],
    ["half a second", target, json({ QueueUrl, MessageBody: "m", DelaySeconds: 0.5 })],
    ["a list of attributes", target, json({ QueueUrl, MessageBody: "m", MessageAttributes: [] })],
    ["a text for an attribute", target, json({ QueueUrl, MessageBody: "m", MessageAttributes: { a: "x" } })],
    [
      "no type of an attribute",
      target,
      json({ QueueUrl, MessageBody: "m", MessageAttributes: { a: { StringValue: "x" } } }),
    ],
    [
      "a number of an attribute",
      target,
      json({ QueueUrl, MessageBody: "m", MessageAttributes: { a: { DataType: "Number", StringValue: 1 } } }),
    ],
    ["an object for entries", "AmazonSQS.SendMessageBatch", json({ QueueUrl, Entries: {} })],
    ["no entries", "AmazonSQS.SendMessageBatch", json({ QueueUrl })],
    ["null for an entry", "AmazonSQS.SendMessageBatch", json({ QueueUrl, Entries: [null] })],
    ["no id of an entry", "AmazonSQS.SendMessageBatch", json({ QueueUrl, Entries: [{ MessageBody: "m" }] })],
    ["no body of an entry", "AmazonSQS.SendMessageBatch", json({ QueueUrl, Entries: [{ Id: "1" }] })],
    ["no handle of an entry", "AmazonSQS.DeleteMessageBatch", json({ QueueUrl, Entries: [{ Id: "1" }] })],
    ["a text for a count", "AmazonSQS.ReceiveMessage", json({ QueueUrl, MaxNumberOfMessages: "1" })],
    ["a text for names", "AmazonSQS.ReceiveMessage", json({ QueueUrl, AttributeNames: "All" })],
    ["a number for a name", "AmazonSQS.CreateQueue", json({ QueueName: 1 })],
    [
      "a number for an attribute",
      "AmazonSQS.CreateQueue",
      json({ QueueName: "n", Attributes: { DelaySeconds: 1 } }),
    ],
    ["a list of tags", "AmazonSQS.TagQueue", json({ QueueUrl, Tags: [] })],
    ["no handle", "AmazonSQS.DeleteMessage", json({ QueueUrl })],
    ["a number for a source", "AmazonSQS.StartMessageMoveTask", json({ SourceArn: 1 })],
  ])("%s", async (_what, named, body) => {
    const headers = { "content-type": "application/x-amz-json-1.0", ...(named && { "x-amz-target": named }) };
    const { endpoint, credentials } = desk.session.cloud;
    const signed = signRaw(endpoint, { headers, body }, { service: "sqs", region: "us-east-1" }, credentials);
    const answer = await sendRaw(endpoint, { method: "POST", headers: signed, body });
    expect(answer).toMatchObject({ status: 400 });
    const { __type, message } = JSON.parse(answer.text) as Record<string, string>;
    expect(__type).toMatch(/#(MissingParameter|SerializationException|MalformedInput|InvalidAction)$/);
    expect(message).toMatch(/./);
    expect(await desk.depth()).toBe("0");
  });
});

describe("clients of SQS's older protocol are told the code they know", () => {
  it.each([
    ["ReceiveMessage", { QueueUrl, WaitTimeSeconds: 21 }, "InvalidParameterValue"],
    ["SendMessage", { QueueUrl, MessageBody: "m", DelaySeconds: 901 }, "InvalidParameterValue"],
    ["PurgeQueue", { QueueUrl: `${QueueUrl}-none` }, "AWS.SimpleQueueService.NonExistentQueue"],
    ["SendMessageBatch", { QueueUrl, Entries: [] }, "AWS.SimpleQueueService.EmptyBatchRequest"],
    ["SendMessage", { QueueUrl: "q", MessageBody: "m" }, "AWS.SimpleQueueService.NonExistentQueue"],
  ])("%s %j: %s", async (operation, input, code) => {
    const headers = {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `AmazonSQS.${operation}`,
    };
    const body = JSON.stringify(input);
    const { endpoint, credentials } = desk.session.cloud;
    const signed = signRaw(endpoint, { headers, body }, { service: "sqs", region: "us-east-1" }, credentials);
    const answer = await sendRaw(endpoint, { method: "POST", headers: signed, body });
    expect(answer.headers["x-amzn-query-error"]).toBe(`${code};Sender`);
  });
});
