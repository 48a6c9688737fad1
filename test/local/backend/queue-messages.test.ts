import * as sqs from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { until } from "../../support/until.ts";
import { queueUrl } from "../fixtures/graph.ts";
import { many, named, openDesk, QueueUrl, type Row } from "./desk.ts";

const desk = openDesk();

type Given = sqs.SendMessageCommandInput;

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
    const send = desk.queues.send(new sqs.SendMessageCommand({ QueueUrl, MessageBody: "m", ...more }));
    await expect(send).rejects.toMatchObject({ name: code, $metadata: { httpStatusCode: 400 } });
    await expect(send).rejects.toThrow(message);
    expect(await desk.depth()).toBe("0");
  });

  it.each(refusedByQueues)("%s in a batch, and takes the others", async (_what, more, Code, message) => {
    const Entries = [
      { Id: "bad", MessageBody: "m", ...more },
      { Id: "good", MessageBody: "m" },
    ];
    const { Successful, Failed } = await desk.queues.send(
      new sqs.SendMessageBatchCommand({ QueueUrl, Entries }),
    );
    expect(Successful?.map(({ Id }) => Id)).toEqual(["good"]);
    expect(Failed).toEqual([{ Id: "bad", SenderFault: true, Code, Message: expect.stringMatching(message) }]);
    expect(await desk.depth()).toBe("1");
  });

  it("too many bytes for the queue, attributes included", async () => {
    const large = { MessageBody: "m".repeat(1020), ...named("abc") } as object;
    const send = desk.queues.send(
      new sqs.SendMessageCommand({ QueueUrl: queueUrl("small"), MessageBody: "", ...large }),
    );
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
    await desk.queues.send(new sqs.SendMessageCommand({ QueueUrl, MessageBody: "m", ...more } as Given));
  expect(await desk.depth()).toBe(String(edges.length));
});

it("SQS counts a message as visible again once its time is over, also when nobody looks for one", async () => {
  await desk.queues.send(new sqs.SendMessageCommand({ QueueUrl, MessageBody: "m" }));
  await desk.queues.send(new sqs.ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 1 }));
  expect(await desk.depth()).toBe("0");
  await until(async () => (await desk.depth()) === "1");
});
