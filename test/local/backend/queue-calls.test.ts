import * as sqs from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { queueArn, queueUrl } from "../fixtures/graph.ts";
import { openDesk, QueueUrl } from "./desk.ts";

const desk = openDesk();

type Refused = [what: string, operation: string, input: object, code: string, words: RegExp, status?: number];
const redrive = { deadLetterTargetArn: queueArn("small"), maxReceiveCount: 1 };
const redriving = (target: string, policy: object, words: RegExp): Refused[] => [
  [
    `a redrive policy to ${target}`,
    "SetQueueAttributes",
    { QueueUrl, Attributes: { RedrivePolicy: JSON.stringify(policy) } },
    "InvalidParameterValue",
    words,
  ],
];

describe("SQS refuses", () => {
  const entry = { Id: "1", MessageBody: "m" };
  const gone = { Id: "1", ReceiptHandle: "12345678-1234-1234-1234-123456789012" };
  const batch = (Entries: object[]) => ({ QueueUrl, Entries });
  const rows: Refused[] = [
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
      "a FIFO queue",
      "CreateQueue",
      { QueueName: "a.fifo", Attributes: { FifoQueue: "true" } },
      "InvalidParameterValue",
      /has no FIFO queues/,
    ],
    [
      "a redrive policy that is no JSON",
      "SetQueueAttributes",
      { QueueUrl, Attributes: { RedrivePolicy: "{" } },
      "InvalidParameterValue",
      /RedrivePolicy is not a valid JSON map/,
    ],
    [
      "a redrive policy to another region",
      "SetQueueAttributes",
      {
        QueueUrl,
        Attributes: {
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: queueArn("q", "eu-west-2"),
            maxReceiveCount: 1,
          }),
        },
      },
      "InvalidParameterValue",
      /is not of the queue's region, us-east-1/,
    ],
    ...redriving("itself", { ...redrive, deadLetterTargetArn: queueArn("q") }, /its own dead letter target/),
    ...redriving(
      "a queue that does not exist",
      { ...redrive, deadLetterTargetArn: queueArn("nowhere") },
      /does not exist/,
    ),
    ...redriving(
      "a queue of another account",
      { ...redrive, deadLetterTargetArn: "arn:aws:sqs:us-east-1:123456789012:small" },
      /does not exist/,
    ),
    ...redriving("what is no ARN", { ...redrive, deadLetterTargetArn: 1 }, /is not of the queue's region/),
    ...redriving("no queue", { maxReceiveCount: 1 }, /mandatory attribute: deadLetterTargetArn/),
    ...redriving(
      "a queue without a count",
      { deadLetterTargetArn: queueArn("small") },
      /mandatory attribute: maxReceiveCount/,
    ),
    ...["abc", "", 0, -1, 1.5, null, 5000, true, [1]].flatMap((maxReceiveCount) =>
      redriving(
        `a queue after ${JSON.stringify(maxReceiveCount)} receives`,
        { ...redrive, maxReceiveCount },
        /valid values are from 1 to 1000 both inclusive/,
      ),
    ),
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
    const send = desk.queues.send(new Command(input));
    await expect(send).rejects.toMatchObject({ name: code, $metadata: { httpStatusCode: status } });
    await expect(send).rejects.toThrow(message);
    expect(await desk.depth()).toBe("0");
  });

  it("made-up receipt handles in batches, one by one", async () => {
    await desk.queues.send(new sqs.SendMessageCommand({ QueueUrl, MessageBody: "m" }));
    const { Messages: [{ ReceiptHandle } = {}] = [] } = await desk.queues.send(
      new sqs.ReceiveMessageCommand({ QueueUrl }),
    );
    const Failed = [expect.objectContaining({ Id: "2", Code: "ReceiptHandleIsInvalid", SenderFault: true })];
    const Entries = [
      { Id: "1", ReceiptHandle, VisibilityTimeout: 5 },
      { Id: "2", ReceiptHandle: "made-up", VisibilityTimeout: 5 },
    ];
    const changed = await desk.queues.send(
      new sqs.ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }),
    );
    expect(changed).toMatchObject({ Successful: [{ Id: "1" }], Failed });
    const deleted = await desk.queues.send(new sqs.DeleteMessageBatchCommand({ QueueUrl, Entries }));
    expect(deleted).toMatchObject({ Successful: [{ Id: "1" }], Failed });
    await desk.queues.send(new sqs.DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  });
});

it("hands a message to and fro between queues that are each other's dead letter target, once per receive", async () => {
  const other = queueUrl("small");
  const target = (QueueUrl: string, name: string, maxReceiveCount: unknown) =>
    desk.queues.send(
      new sqs.SetQueueAttributesCommand({
        QueueUrl,
        Attributes: {
          RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn(name), maxReceiveCount }),
        },
      }),
    );
  const receive = async (QueueUrl: string) =>
    (await desk.queues.send(new sqs.ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0 }))).Messages
      ?.length;
  await target(QueueUrl, "small", 1);
  await target(other, "q", "1");
  await desk.queues.send(new sqs.SendMessageCommand({ QueueUrl, MessageBody: "m" }));
  expect(await receive(QueueUrl)).toBe(1);
  for (const url of [QueueUrl, other, QueueUrl, other]) expect(await receive(url)).toBeUndefined();
  for (const url of [QueueUrl, other])
    await desk.queues.send(
      new sqs.SetQueueAttributesCommand({ QueueUrl: url, Attributes: { RedrivePolicy: "" } }),
    );
});
