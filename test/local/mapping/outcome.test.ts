import { encodeBatch, splitBatch } from "@crisscross/local/mapping/event";
import { readOutcome } from "@crisscross/local/mapping/outcome";
import { describe, expect, it } from "vitest";

const answer = (payload: unknown, functionError?: string) => ({
  kind: "answer" as const,
  payload: Buffer.from(JSON.stringify(payload)),
  requestId: "r",
  ...(functionError === undefined ? {} : { functionError }),
});
const ids = ["a", "b"];

describe("what an answer says about its batch", () => {
  it.each([
    ["null", null, ids],
    ["an empty object", {}, ids],
    ["an empty list of failures", { batchItemFailures: [] }, ids],
    ["a null list of failures", { batchItemFailures: null }, ids],
    ["one failure", { batchItemFailures: [{ itemIdentifier: "a" }] }, ["b"]],
    ["an empty identifier", { batchItemFailures: [{ itemIdentifier: "" }] }, []],
    ["a null identifier", { batchItemFailures: [{ itemIdentifier: null }] }, []],
    ["another key", { batchItemFailures: [{ id: "a" }] }, []],
    ["an identifier that was not in the batch", { batchItemFailures: [{ itemIdentifier: "c" }] }, []],
    ["something else", "done", []],
  ])("with partial responses, for %s", (_, payload, done) => {
    expect(readOutcome(answer(payload), ids, true).done).toEqual(done);
  });

  it("without partial responses is that all is done, whatever it reports", () => {
    const reported = answer({ batchItemFailures: [{ itemIdentifier: "a" }] });
    expect(readOutcome(reported, ids, false)).toEqual({ kind: "processed", done: ids });
  });

  it("is that nothing is done when the function failed, with its message", () => {
    const failed = answer({ errorMessage: "boom" }, "Unhandled");
    expect(readOutcome(failed, ids, true)).toEqual({ kind: "failed", done: [], reason: "boom" });
  });

  it("is that nothing is done when the function was throttled", () => {
    const reason = "ReservedFunctionConcurrentInvocationLimitExceeded" as const;
    const throttled = { kind: "throttled" as const, reason, message: "Rate Exceeded." };
    expect(readOutcome(throttled, ids, true)).toEqual({ kind: "throttled", done: [], reason });
  });
});

describe("the event of a batch", () => {
  it("has the shape Lambda gives it", () => {
    const queueArn = "arn:aws:sqs:eu-west-2:000000000000:q";
    const message = {
      MessageId: "m",
      ReceiptHandle: "h",
      Body: "b",
      MD5OfBody: "5",
      MD5OfMessageAttributes: "6",
      Attributes: { SentTimestamp: "1", ApproximateReceiveCount: "1" },
      MessageAttributes: {
        origin: { DataType: "String", StringValue: "eu-west-2" },
        raw: { DataType: "Binary", BinaryValue: Buffer.from([1, 2]) },
      },
    };
    expect(encodeBatch([message], queueArn)).toEqual({
      Records: [
        {
          messageId: "m",
          receiptHandle: "h",
          body: "b",
          attributes: { SentTimestamp: "1", ApproximateReceiveCount: "1" },
          messageAttributes: {
            origin: {
              stringValue: "eu-west-2",
              stringListValues: [],
              binaryListValues: [],
              dataType: "String",
            },
            raw: { binaryValue: "AQI=", stringListValues: [], binaryListValues: [], dataType: "Binary" },
          },
          md5OfBody: "5",
          md5OfMessageAttributes: "6",
          eventSource: "aws:sqs",
          eventSourceARN: queueArn,
          awsRegion: "eu-west-2",
        },
      ],
    });
  });
});

describe("a batch larger than a function can be handed", () => {
  const message = (id: string, bytes: number) => ({
    MessageId: id,
    ReceiptHandle: id,
    Body: "x".repeat(bytes),
  });
  const messages = [
    message("a", 400),
    message("b", 400),
    message("c", 400),
    message("d", 4_000),
    message("e", 1),
  ];

  it("is cut into parts that fit, in order, a message too large for any by itself", () => {
    const limitBytes = Buffer.byteLength(JSON.stringify(encodeBatch(messages.slice(0, 2), "arn:q")));
    const parts = splitBatch(messages, "arn:q", limitBytes + 1);
    expect(parts.map((part) => part.map(({ MessageId }) => MessageId))).toEqual([
      ["a", "b"],
      ["c"],
      ["d"],
      ["e"],
    ]);
  });

  it("stays whole when it fits", () => {
    expect(splitBatch(messages, "arn:q")).toEqual([messages]);
    expect(splitBatch([], "arn:q")).toEqual([]);
  });
});
