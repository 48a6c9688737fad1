import * as sns from "@aws-sdk/client-sns";
import * as sqs from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
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
import { sendRaw, signRaw } from "../fixtures/sign.ts";

const QueueUrl = queueUrl("q");
const TopicArn = topicArn("t");
let session: Session;
let queues: sqs.SQSClient;
let topics: sns.SNSClient;

beforeAll(async () => {
  session = await openSession({
    graph: buildGraph(
      queue("q"),
      queue("small", { maxMessageSize: 1024 }),
      queuePolicy("q", "t"),
      topic("t"),
      {
        ...subscription("t", "q", {}),
      },
    ),
  });
  const { endpoint, credentials } = session.cloud;
  const config = { region: "us-east-1", endpoint, credentials, maxAttempts: 1 };
  queues = new sqs.SQSClient({ ...config, useQueueUrlAsEndpoint: false });
  topics = new sns.SNSClient(config);
});
afterAll(async () => {
  queues.destroy();
  topics.destroy();
  await session.cloud.stop();
});
beforeEach(() => queues.send(new sqs.PurgeQueueCommand({ QueueUrl })));

async function depth(): Promise<string | undefined> {
  const AttributeNames: sqs.QueueAttributeName[] = ["ApproximateNumberOfMessages"];
  const { Attributes } = await queues.send(new sqs.GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
  return Attributes?.ApproximateNumberOfMessages;
}

const text = { DataType: "String", StringValue: "x" };
const named = (name: string, value: object = text) => ({ MessageAttributes: { [name]: value } });
const many = (count: number) => ({
  MessageAttributes: Object.fromEntries(Array.from({ length: count }, (_, n) => [`a${n}`, text])),
});
type Row = [what: string, more: object, code: string, message: RegExp];

/** Beside a body and a queue; the same of an entry of a batch. */
const refusedByQueues: Row[] = [
  ["an empty body", { MessageBody: "" }, "MissingParameter", /must contain the parameter MessageBody/],
  ["a forbidden character", { MessageBody: "\u0000" }, "InvalidMessageContents", /Invalid characters found/],
  ["half an emoji", { MessageBody: "\uD83D" }, "InvalidMessageContents", /Invalid characters found/],
  [
    "a delay of 901 s",
    { DelaySeconds: 901 },
    "InvalidParameterValue",
    /Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900/,
  ],
  ["a delay of -1 s", { DelaySeconds: -1 }, "InvalidParameterValue", /Value -1 for parameter DelaySeconds/],
  [
    "eleven attributes",
    many(11),
    "InvalidParameterValue",
    /Number of message attributes \[11\] exceeds the allowed maximum \[10\]/,
  ],
  ["an attribute's name of 257", named("a".repeat(257)), "InvalidParameterValue", /names must be shorter/],
  ["an attribute's name with a blank", named("a b"), "InvalidParameterValue", /can only contain/],
  [
    "a reserved attribute's name",
    named("AWS.a"),
    "InvalidParameterValue",
    /beginning with 'AWS\.' or 'Amazon\.'/,
  ],
  [
    "a reserved attribute's name in small letters",
    named("amazon.a"),
    "InvalidParameterValue",
    /beginning with/,
  ],
  [
    "an attribute's name that starts with a period",
    named(".a"),
    "InvalidParameterValue",
    /start or end with '\.'/,
  ],
  [
    "an attribute's name that ends with a period",
    named("a."),
    "InvalidParameterValue",
    /start or end with '\.'/,
  ],
  ["an attribute's name with two periods", named("a..b"), "InvalidParameterValue", /successive periods/],
  [
    "an attribute of an unknown type",
    named("a", { DataType: "Text", StringValue: "x" }),
    "InvalidParameterValue",
    /must be prefixed with 'String', 'Binary', or 'Number', but was: Text/,
  ],
  [
    "an attribute whose type only begins so",
    named("a", { DataType: "Strings", StringValue: "x" }),
    "InvalidParameterValue",
    /must be prefixed with/,
  ],
  [
    "an attribute without a value",
    named("a", { DataType: "String" }),
    "InvalidParameterValue",
    /must contain a non-empty value of type 'String'/,
  ],
  [
    "an empty attribute",
    named("a", { DataType: "String", StringValue: "" }),
    "InvalidParameterValue",
    /non-empty value/,
  ],
  [
    "bytes without a value",
    named("a", { DataType: "Binary", StringValue: "x" }),
    "InvalidParameterValue",
    /non-empty value of type 'Binary'/,
  ],
  [
    "a number that is none",
    named("a", { DataType: "Number", StringValue: "x" }),
    "InvalidParameterValue",
    /Can't cast the value of message \(user\) attribute 'a' to a number/,
  ],
  [
    "a deduplication id",
    { MessageDeduplicationId: "d" },
    "InvalidParameterValue",
    /not valid for this queue type/,
  ],
  [
    "a group of 129",
    { MessageGroupId: "g".repeat(129) },
    "InvalidParameterValue",
    /MessageGroupId is invalid/,
  ],
];

describe("SQS refuses a message with", () => {
  it.each(refusedByQueues)("%s", async (_what, more, code, message) => {
    const send = queues.send(new sqs.SendMessageCommand({ QueueUrl, MessageBody: "m", ...more }));
    await expect(send).rejects.toMatchObject({ name: code, $metadata: { httpStatusCode: 400 } });
    await expect(send).rejects.toThrow(message);
    expect(await depth()).toBe("0");
  });

  it.each(refusedByQueues)("%s in a batch, and takes the others", async (_what, more, Code, message) => {
    const Entries = [
      { Id: "bad", MessageBody: "m", ...more },
      { Id: "good", MessageBody: "m" },
    ];
    const { Successful, Failed } = await queues.send(new sqs.SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(Successful?.map(({ Id }) => Id)).toEqual(["good"]);
    expect(Failed).toEqual([{ Id: "bad", SenderFault: true, Code, Message: expect.stringMatching(message) }]);
    expect(await depth()).toBe("1");
  });

  it("too many bytes for the queue, attributes included", async () => {
    const large = { MessageBody: "m".repeat(1020), ...named("abc") };
    const send = queues.send(new sqs.SendMessageCommand({ QueueUrl: queueUrl("small"), ...large }));
    await expect(send).rejects.toThrow("Message must be shorter than 1024 bytes");
  });
});

it("SQS takes what is at the edge of what it takes", async () => {
  const edges = [
    { MessageBody: "emoji 😀, tab\t, line\n, 中文" },
    { DelaySeconds: 0 },
    many(10),
    named("a".repeat(256)),
    named("a.b-c_d", { DataType: "Number.float", StringValue: "-1.5e3" }),
    named("a", { DataType: "String.Array", StringValue: '["x"]' }),
    named("a", { DataType: "Binary.png", BinaryValue: Buffer.from([1]) }),
    { MessageGroupId: "g!" },
  ];
  for (const more of edges)
    await queues.send(new sqs.SendMessageCommand({ QueueUrl, MessageBody: "m", ...more }));
  expect(await depth()).toBe(String(edges.length));
});

describe("SQS refuses", () => {
  const entry = { Id: "1", MessageBody: "m" };
  const gone = { Id: "1", ReceiptHandle: "12345678-1234-1234-1234-123456789012" };
  const batch = (Entries: object[]) => ({ QueueUrl, Entries });
  const rows: [string, string, object, string, RegExp, number?][] = [
    ["no entries", "SendMessageBatch", batch([]), "EmptyBatchRequest", /doesn't contain any entries/],
    [
      "eleven entries",
      "SendMessageBatch",
      batch(Array.from({ length: 11 }, (_, n) => ({ ...entry, Id: `${n}` }))),
      "TooManyEntriesInBatchRequest",
      /10/,
    ],
    [
      "eleven entries of which one is bad",
      "SendMessageBatch",
      batch(
        Array.from({ length: 11 }, (_, n) => ({
          ...entry,
          Id: `${n}`,
          ...(n === 0 && { DelaySeconds: 901 }),
        })),
      ),
      "TooManyEntriesInBatchRequest",
      /10/,
    ],
    ["two entries of one id", "SendMessageBatch", batch([entry, entry]), "BatchEntryIdsNotDistinct", /1/],
    [
      "an entry's id with a blank",
      "SendMessageBatch",
      batch([{ ...entry, Id: "a b" }]),
      "InvalidBatchEntryId",
      /at most 80/,
    ],
    [
      "an entry's id of 81",
      "SendMessageBatch",
      batch([{ ...entry, Id: "a".repeat(81) }]),
      "InvalidBatchEntryId",
      /at most 80/,
    ],
    [
      "an entry's id of 81 that is to be deleted",
      "DeleteMessageBatch",
      batch([{ ...gone, Id: "a".repeat(81) }]),
      "InvalidBatchEntryId",
      /at most 80/,
    ],
    [
      "entries of more than 1 MiB together",
      "SendMessageBatch",
      batch([1, 2].map((n) => ({ Id: `${n}`, MessageBody: "m".repeat(600_000) }))),
      "BatchRequestTooLong",
      /1048576/,
    ],
    [
      "a made-up receipt handle",
      "DeleteMessage",
      { QueueUrl, ReceiptHandle: "made-up" },
      "ReceiptHandleIsInvalid",
      /The input receipt handle "made-up" is not a valid receipt handle/,
      404,
    ],
    [
      "a made-up receipt handle whose visibility is to change",
      "ChangeMessageVisibility",
      { QueueUrl, ReceiptHandle: "made-up", VisibilityTimeout: 1 },
      "ReceiptHandleIsInvalid",
      /made-up/,
      404,
    ],
    [
      "a receipt handle of nothing in flight",
      "ChangeMessageVisibility",
      { QueueUrl, ReceiptHandle: gone.ReceiptHandle, VisibilityTimeout: 1 },
      "MessageNotInflight",
      /./,
    ],
    [
      "an unknown attribute",
      "GetQueueAttributes",
      { QueueUrl, AttributeNames: ["Depth"] },
      "InvalidAttributeName",
      /Unknown Attribute Depth/,
    ],
    [
      "an unknown attribute of messages",
      "ReceiveMessage",
      { QueueUrl, MessageSystemAttributeNames: ["Depth"] },
      "InvalidAttributeName",
      /Unknown Attribute Depth/,
    ],
    [
      "eleven messages at once",
      "ReceiveMessage",
      { QueueUrl, MaxNumberOfMessages: 11 },
      "InvalidParameterValue",
      /MaxNumberOfMessages/,
    ],
    [
      "a wait of 21 s",
      "ReceiveMessage",
      { QueueUrl, WaitTimeSeconds: 21 },
      "InvalidParameterValue",
      /WaitTimeSeconds/,
    ],
    [
      "a queue's name with a blank",
      "CreateQueue",
      { QueueName: "a b" },
      "InvalidParameterValue",
      /1 to 80 in length/,
    ],
    [
      "a queue's name of 81",
      "CreateQueue",
      { QueueName: "a".repeat(81) },
      "InvalidParameterValue",
      /1 to 80 in length/,
    ],
    [
      "a redrive policy that is no JSON",
      "SetQueueAttributes",
      { QueueUrl, Attributes: { RedrivePolicy: "{" } },
      "InvalidParameterValue",
      /RedrivePolicy is not a valid JSON map/,
    ],
    [
      "a redrive policy that is a list",
      "SetQueueAttributes",
      { QueueUrl, Attributes: { RedrivePolicy: "[]" } },
      "InvalidParameterValue",
      /RedrivePolicy/,
    ],
  ];
  it.each(rows)("%s", async (_what, operation, input, code, message, status = 400) => {
    const Command = (sqs as unknown as Record<string, new (given: object) => sqs.SendMessageCommand>)[
      `${operation}Command`
    ];
    if (Command === undefined) throw new Error(`There is no ${operation}.`);
    const send = queues.send(new Command(input));
    await expect(send).rejects.toMatchObject({ name: code, $metadata: { httpStatusCode: status } });
    await expect(send).rejects.toThrow(message);
    expect(await depth()).toBe("0");
  });

  it("made-up receipt handles in batches, one by one", async () => {
    await queues.send(new sqs.SendMessageCommand({ QueueUrl, MessageBody: "m" }));
    const { Messages: [{ ReceiptHandle } = {}] = [] } = await queues.send(
      new sqs.ReceiveMessageCommand({ QueueUrl }),
    );
    const Failed = [expect.objectContaining({ Id: "2", Code: "ReceiptHandleIsInvalid", SenderFault: true })];
    const Entries = [
      { Id: "1", ReceiptHandle, VisibilityTimeout: 5 },
      { Id: "2", ReceiptHandle: "made-up", VisibilityTimeout: 5 },
    ];
    const changed = await queues.send(new sqs.ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
    expect(changed).toMatchObject({ Successful: [{ Id: "1" }], Failed });
    const deleted = await queues.send(new sqs.DeleteMessageBatchCommand({ QueueUrl, Entries }));
    expect(deleted).toMatchObject({ Successful: [{ Id: "1" }], Failed });
    await queues.send(new sqs.DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  });
});

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
    const { endpoint, credentials } = session.cloud;
    const signed = signRaw(endpoint, { headers, body }, { service: "sqs", region: "us-east-1" }, credentials);
    const answer = await sendRaw(endpoint, { method: "POST", headers: signed, body });
    expect(answer).toMatchObject({ status: 400 });
    const { __type, message } = JSON.parse(answer.text) as Record<string, string>;
    expect(__type).toMatch(/#(MissingParameter|SerializationException|MalformedInput|InvalidAction)$/);
    expect(message).toMatch(/./);
    expect(await depth()).toBe("0");
  });
});

/** Beside a message and a topic; the same of an entry of a batch. */
const refusedByTopics: Row[] = [
  ["an empty message", { Message: "" }, "InvalidParameter", /Invalid parameter: Empty message/],
  [
    "more than 256 KiB",
    { Message: "m".repeat(262_145) },
    "InvalidParameter|BatchRequestTooLong",
    /too long|more than the limit/,
  ],
  ["a subject of 101", { Subject: "s".repeat(101) }, "InvalidParameter", /Invalid parameter: Subject/],
  ["a subject of two lines", { Subject: "a\nb" }, "InvalidParameter", /Invalid parameter: Subject/],
  [
    "a structure",
    { Message: "{}", MessageStructure: "json" },
    "InvalidParameter",
    /the local cloud does not support json/,
  ],
  [
    "a deduplication id",
    { MessageDeduplicationId: "d" },
    "InvalidParameter",
    /not valid for this topic type/,
  ],
  ["an attribute's name with a blank", named("a b"), "ParameterValueInvalid", /name 'a b'/],
  ["an attribute's name that ends with a period", named("a."), "ParameterValueInvalid", /name 'a\.'/],
  ["an attribute's name with two periods", named("a..b"), "ParameterValueInvalid", /successive '\.'/],
  [
    "an attribute's name of 257",
    named("a".repeat(257)),
    "ParameterValueInvalid",
    /Length of message attribute name/,
  ],
  [
    "an attribute of an unknown type",
    named("a", { DataType: "Text", StringValue: "x" }),
    "ParameterValueInvalid",
    /The message attribute 'a' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String/,
  ],
  [
    "an attribute without a type",
    named("a", { StringValue: "x" }),
    "ValidationError",
    /Value null at .*dataType/,
  ],
  [
    "an attribute without a value",
    named("a", { DataType: "String" }),
    "ParameterValueInvalid",
    /must contain non-empty message attribute value/,
  ],
  [
    "an empty attribute",
    named("a", { DataType: "String", StringValue: "" }),
    "ParameterValueInvalid",
    /non-empty/,
  ],
  [
    "a number that is none",
    named("a", { DataType: "Number", StringValue: "x" }),
    "ParameterValueInvalid",
    /Could not cast message attribute 'a' value to number/,
  ],
  [
    "a list as an attribute (H55)",
    named("a", { DataType: "String.Array", StringValue: '["b","a"]' }),
    "ParameterValueInvalid",
    /String\.Array, which the local cloud does not support/,
  ],
];

describe("SNS refuses a message with", () => {
  it.each(refusedByTopics)("%s", async (_what, more, code, message) => {
    const publish = topics.send(new sns.PublishCommand({ TopicArn, Message: "m", ...more }));
    await expect(publish).rejects.toMatchObject({
      Code: expect.stringMatching(code),
      $metadata: { httpStatusCode: 400 },
    });
    await expect(publish).rejects.toThrow(message);
    expect(await depth()).toBe("0");
  });

  it.each(refusedByTopics)("%s in a batch, all of it", async (_what, more, code, message) => {
    const PublishBatchRequestEntries = [
      { Id: "good", Message: "m" },
      { Id: "bad", Message: "m", ...more },
    ];
    const publish = topics.send(new sns.PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
    await expect(publish).rejects.toMatchObject({
      Code: expect.stringMatching(code),
      $metadata: { httpStatusCode: 400 },
    });
    await expect(publish).rejects.toThrow(message);
    expect(await depth()).toBe("0");
  });

  it.each([
    ["no id", [{ Message: "m" }], "ValidationError"],
    ["no message", [{ Id: "1" }], "ValidationError"],
    [
      "two entries of one id",
      [
        { Id: "1", Message: "m" },
        { Id: "1", Message: "m" },
      ],
      "BatchEntryIdsNotDistinct",
    ],
    ["an id with a blank", [{ Id: "a b", Message: "m" }], "InvalidBatchEntryId"],
    [
      "eleven entries",
      Array.from({ length: 11 }, (_, n) => ({ Id: `${n}`, Message: "m" })),
      "TooManyEntries",
    ],
    ["no entries", [], "EmptyBatchRequest"],
    [
      "more than 256 KiB together",
      [1, 2].map((n) => ({ Id: `${n}`, Message: "m".repeat(140_000) })),
      "BatchRequestTooLong",
    ],
  ])("a batch with %s", async (_what, PublishBatchRequestEntries, code) => {
    const given = { TopicArn, PublishBatchRequestEntries } as sns.PublishBatchCommandInput;
    const publish = topics.send(new sns.PublishBatchCommand(given));
    await expect(publish).rejects.toMatchObject({ Code: expect.stringContaining(code) });
    expect(await depth()).toBe("0");
  });

  it.each([
    [
      "a phone number",
      { PhoneNumber: "+10000000000" },
      /PhoneNumber: the local cloud publishes to a TopicArn only/,
    ],
    ["another target", { TargetArn: TopicArn }, /TargetArn: the local cloud publishes to a TopicArn only/],
    [
      "a topic's name",
      { TopicArn: "t" },
      /Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1/,
    ],
  ])("%s instead of a topic", async (_what, where, message) => {
    await expect(topics.send(new sns.PublishCommand({ Message: "m", ...where }))).rejects.toThrow(message);
  });
});

describe("a live subscription", () => {
  const subscribe = (Attributes: Record<string, string>, more: object = {}) =>
    topics.send(
      new sns.SubscribeCommand({
        TopicArn,
        Protocol: "sqs",
        Endpoint: queueArn("small"),
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
    const { Subscriptions: [{ SubscriptionArn } = {}] = [] } = await topics.send(
      new sns.ListSubscriptionsByTopicCommand({ TopicArn }),
    );
    const [[AttributeName, AttributeValue] = ["", ""]] = Object.entries(attributes);
    const setting = topics.send(
      new sns.SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }),
    );
    await expect(setting).rejects.toMatchObject({ Code: "InvalidParameter" });
    await expect(setting).rejects.toThrow(message);
    await topics.send(new sns.PublishCommand({ TopicArn, Message: "still passes" }));
    expect(await depth()).toBe("1");
  });

  it("goes to queues only, by their ARN", async () => {
    await expect(subscribe({}, { Endpoint: QueueUrl })).rejects.toThrow(
      "Invalid parameter: SQS endpoint ARN",
    );
    await expect(subscribe({}, { Protocol: "https", Endpoint: "https://a.example" })).rejects.toThrow(
      "the local cloud delivers to sqs only (and takes email), not to https",
    );
    const Attributes = { FilterPolicy: '{"k":["a"]}', RawMessageDelivery: "true" };
    expect((await subscribe(Attributes)).SubscriptionArn).toContain(TopicArn);
  });
});
