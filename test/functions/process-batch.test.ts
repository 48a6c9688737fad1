import { Logger } from "@aws-lambda-powertools/logger";
import { BlockMessage } from "@crisscross/core/block";
import { AppError } from "@crisscross/core/error";
import { batchHandler, type MessageKind } from "@crisscross/functions/process-batch";
import type { Context, SQSEvent } from "aws-lambda";
import { expect, it } from "vitest";
import { messageOf } from "./samples.ts";

/** Keeps what would be printed. */
class KeepingLogger extends Logger {
  readonly kept: string[] = [];
  override error(...[message, extra]: Parameters<Logger["error"]>): void {
    this.kept.push(JSON.stringify({ message, extra }));
  }
}

const context = { getRemainingTimeInMillis: () => 1_000 } as Context;

function eventOf(bodies: readonly string[]): SQSEvent {
  const Records = bodies.map((body, place) => ({
    messageId: `m${place}`,
    body,
    receiptHandle: "",
    attributes: {
      ApproximateReceiveCount: "1",
      SentTimestamp: "1",
      SenderId: "",
      ApproximateFirstReceiveTimestamp: "2",
    },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:eu-west-2:000000000000:q",
    awsRegion: "eu-west-2",
  }));
  return { Records };
}

const idsOf = ({ job, origin, index }: BlockMessage) => ({ job, origin, index });

async function run(
  bodies: readonly string[],
  handle: MessageKind<typeof BlockMessage>["handle"],
  logger = new KeepingLogger(),
  poisoned = async () => {},
) {
  const answer = await batchHandler(logger, { schema: BlockMessage, idsOf, poisoned, handle })(
    eventOf(bodies),
    context,
  );
  return answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

const good = JSON.stringify(messageOf());

it.each([
  ["invalid JSON", "{"],
  ["nothing", ""],
  ["another version", JSON.stringify({ ...messageOf(), v: 2 })],
  ["an unknown key", JSON.stringify({ ...messageOf(), extra: 1 })],
  ["256 KB of text", JSON.stringify("x".repeat(262_144))],
  [
    "odd unicode",
    JSON.stringify({ ...messageOf(), origin: "\ud800\u0000" }).replace('"probes"', '"pr\u202eobes"'),
  ],
  ["no probes", JSON.stringify({ ...messageOf(), probes: [] })],
])("fails a message of %s alone; its siblings are handled", async (_, poison) => {
  let handled = 0;
  const failures = await run([good, poison, good], async () => {
    handled++;
  });
  expect(failures).toEqual(["m1"]);
  expect(handled).toBe(2);
});

it("handles messages one after another", async () => {
  const journal: string[] = [];
  await run([good, good], async (_, { messageId }) => {
    journal.push(`start ${messageId}`);
    await new Promise((resolve) => setImmediate(resolve));
    journal.push(`end ${messageId}`);
  });
  expect(journal).toEqual(["start m0", "end m0", "start m1", "end m1"]);
});

it("reports every message when all fail, and does not fail itself", async () => {
  const failures = await run([good, good], () => Promise.reject(new Error("down")));
  expect(failures).toEqual(["m0", "m1"]);
});

it("reports nothing when all are handled", async () => {
  expect(await run([good], async () => {})).toEqual([]);
});

it("logs which message failed and why, but not what was in it", async () => {
  const logger = new KeepingLogger();
  await run(
    [JSON.stringify({ ...messageOf(), origin: 7, secret: "s3cret" }), good],
    () => Promise.reject(new Error("down")),
    logger,
  );
  const [rejected, failed] = logger.kept;
  expect(logger.kept.join()).not.toContain("s3cret");
  expect(rejected).toContain('"messageId":"m0"');
  expect(rejected).toContain('"fields":["origin","secret"]');
  expect(failed).toContain('"job":"job-1","origin":"ap-south-1","index":0');
});

it("says with each message which ones of its batch come after it", async () => {
  const seen: string[][] = [];
  await run([good, "{", good], async (_, { messageId }, __, later) => {
    seen.push([messageId, ...later.map((record) => record.messageId)]);
  });
  expect(seen).toEqual([["m0", "m1", "m2"], ["m2"]]);
});

it("tells of poison, and not of messages that may yet be handled", async () => {
  let poisoned = 0;
  const handle = async (_: BlockMessage, { messageId }: { messageId: string }) => {
    if (messageId === "m1") throw new AppError("invalid", "of another region");
    if (messageId === "m2") throw new AppError("unavailable", "no time left");
    if (messageId === "m3") throw new Error("down");
  };
  const failures = await run([good, good, good, good, "{"], handle, new KeepingLogger(), async () => {
    poisoned++;
  });
  expect(failures).toEqual(["m1", "m2", "m3", "m4"]);
  expect(poisoned).toBe(2);
});
