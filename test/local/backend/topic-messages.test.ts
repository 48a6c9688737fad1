import * as sns from "@aws-sdk/client-sns";
import { describe, expect, it } from "vitest";
import { named, openDesk, type Row, TopicArn } from "./desk.ts";
import cases from "./filter-policies.json" with { type: "json" };

const desk = openDesk();

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
];

describe("an attribute that a filter looks at", () => {
  const list = cases.H55.message.attributes.k;
  it.each([
    ["a list (H55)", list],
    ["a number", { DataType: "Number", StringValue: "1" }],
    ["bytes", { DataType: "Binary", BinaryValue: Buffer.from("a") }],
  ])("is refused by name as %s, and taken where no filter looks", async (_what, value) => {
    const publish = (name: string) =>
      desk.topics.send(
        new sns.PublishCommand({ TopicArn, Message: "m", MessageAttributes: { [name]: value } }),
      );
    await expect(publish("looked-at")).rejects.toThrow(
      `'looked-at' is of type ${value.DataType}, and a filter policy of the topic looks at it, which the local cloud supports for String only`,
    );
    expect(await desk.depth()).toBe("0");
    await publish("other");
    expect(await desk.depth()).toBe("1");
  });
});

describe("SNS refuses a message with", () => {
  it.each(refusedByTopics)("%s", async (_what, more, code, message) => {
    const publish = desk.topics.send(new sns.PublishCommand({ TopicArn, Message: "m", ...more }));
    await expect(publish).rejects.toMatchObject({
      Code: expect.stringMatching(code),
      $metadata: { httpStatusCode: 400 },
    });
    await expect(publish).rejects.toThrow(message);
    expect(await desk.depth()).toBe("0");
  });

  it.each(refusedByTopics)("%s in a batch, all of it", async (_what, more, code, message) => {
    const PublishBatchRequestEntries = [
      { Id: "good", Message: "m" },
      { Id: "bad", Message: "m", ...more },
    ];
    const publish = desk.topics.send(new sns.PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
    await expect(publish).rejects.toMatchObject({
      Code: expect.stringMatching(code),
      $metadata: { httpStatusCode: 400 },
    });
    await expect(publish).rejects.toThrow(message);
    expect(await desk.depth()).toBe("0");
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
    const publish = desk.topics.send(new sns.PublishBatchCommand(given));
    await expect(publish).rejects.toMatchObject({ Code: expect.stringContaining(code) });
    expect(await desk.depth()).toBe("0");
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
    await expect(desk.topics.send(new sns.PublishCommand({ Message: "m", ...where }))).rejects.toThrow(
      message,
    );
  });
});
