import { describe, expect, it } from "vitest";
import { deriveFrom, readFrom } from "../fixtures/derive.ts";

const accountId = "000000000000";
const [mine, other] = ["mine", "other"].map((name) => `arn:aws:sqs:eu-west-2:${accountId}:${name}`);
const handleOf = (sourceArn = "") =>
  Buffer.from(JSON.stringify({ taskId: "t", sourceArn })).toString("base64");

const asked = (operation: string, input: object) => ({
  path: "/",
  headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": `AmazonSQS.${operation}` },
  body: JSON.stringify(input),
});
const read = (operation: string, input: object) => readFrom("sqs", asked(operation, input));
const resourcesOf = (operation: string, input: object) =>
  new Set(deriveFrom("sqs", asked(operation, input))?.map(({ resource }) => resource));

describe("a move task is judged by the queue that it empties", () => {
  it("when it starts and is listed, by SourceArn", () => {
    expect(resourcesOf("StartMessageMoveTask", { SourceArn: other, DestinationArn: mine })).toEqual(
      new Set([other, mine]),
    );
    expect(resourcesOf("ListMessageMoveTasks", { SourceArn: other })).toEqual(new Set([other]));
  });

  it.each([
    ["StartMessageMoveTask", { SourceArn: other, DestinationArn: mine, TaskHandle: handleOf(mine) }],
    ["ListMessageMoveTasks", { SourceArn: other, TaskHandle: handleOf(mine) }],
    ["CancelMessageMoveTask", { SourceArn: mine, TaskHandle: handleOf(other) }],
  ])("and %s with another's member as well is refused", (operation, input) => {
    expect(() => read(operation, input)).toThrow(/takes no (TaskHandle|SourceArn)/);
  });

  it("when it is cancelled, by its handle, which has to be of this place", () => {
    expect(resourcesOf("CancelMessageMoveTask", { TaskHandle: handleOf(other) })).toEqual(new Set([other]));
    const away = handleOf(other?.replace("eu-west-2", "us-east-1"));
    expect(() => read("CancelMessageMoveTask", { TaskHandle: away })).toThrow("is of region us-east-1");
    const foreign = handleOf(other?.replace(accountId, "999999999999"));
    expect(() => read("CancelMessageMoveTask", { TaskHandle: foreign })).toThrow(
      "is of account 999999999999",
    );
  });
});
