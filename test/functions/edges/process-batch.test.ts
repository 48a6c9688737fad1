import { Logger } from "@aws-lambda-powertools/logger";
import { AppError } from "@crisscross/core/edge/error";
import { BlockMessage } from "@crisscross/core/job/block-message";
import { batchHandler, ComesBack, type MessageKind } from "@crisscross/functions/edges/process-batch";
import type { Context } from "aws-lambda";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { messageOf } from "../results/samples.ts";
import { sqsEventOf } from "./sqs-event.ts";

/** What the logger wrote; it writes errors to stderr itself, past the console. */
let kept: string[];
beforeEach(() => {
  kept = [];
  vi.spyOn(process.stderr, "write").mockImplementation((chunk) => {
    kept.push(...String(chunk).split("\n").filter(Boolean));
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const context = { getRemainingTimeInMillis: () => 1_000 } as Context;

const idsOf = ({ job, origin, index }: BlockMessage) => ({ job, origin, index });

async function run(
  bodies: readonly string[],
  handle: MessageKind<typeof BlockMessage>["handle"],
  poisoned: MessageKind<typeof BlockMessage>["poisoned"] = async () => {},
) {
  const answer = await batchHandler(new Logger(), { schema: BlockMessage, idsOf, poisoned, handle })(
    sqsEventOf(bodies),
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

it("reports a message that is to come back, alone, and logs no failure of it", async () => {
  const failures = await run([good, good], async (_, { messageId }) => {
    if (messageId === "m0") throw new ComesBack();
  });
  expect(failures).toEqual(["m0"]);
  expect(kept).toEqual([]);
});

it("reports nothing when all are handled", async () => {
  expect(await run([good], async () => {})).toEqual([]);
});

it("logs which message failed and why, but not what was in it", async () => {
  await run([JSON.stringify({ ...messageOf(), origin: 7, secret: "s3cret" }), good], () =>
    Promise.reject(new Error("down")),
  );
  expect(kept.join()).not.toContain("s3cret");
  const [rejected, failed] = kept.map((line) => JSON.parse(line));
  expect(rejected).toMatchObject({
    message: "message.failed",
    messageId: "m0",
    receives: 1,
    code: "invalid",
    fields: ["origin", "secret"],
  });
  expect(rejected).not.toHaveProperty("job");
  expect(failed).toMatchObject({ messageId: "m1", job: "job-1", origin: "ap-south-1", index: 0 });
});

it("puts a message's ids on every line written while it is handled, and on none after it", async () => {
  const logger = new Logger();
  const handle = async () => logger.error("metrics.failed");
  await batchHandler(logger, { schema: BlockMessage, idsOf, poisoned: async () => {}, handle })(
    sqsEventOf([good]),
    context,
  );
  logger.error("later");
  const [inside, after] = kept.map((line) => JSON.parse(line));
  expect(inside).toMatchObject({
    messageId: "m0",
    job: "job-1",
    origin: "ap-south-1",
    index: 0,
    receives: 1,
  });
  expect(after).not.toHaveProperty("messageId");
  expect(after).not.toHaveProperty("job");
});

it("tells of poison, and not of messages that may yet be handled", async () => {
  const poisoned: string[] = [];
  const handle = async (_: BlockMessage, { messageId }: { messageId: string }) => {
    if (messageId === "m1") throw new AppError("invalid", "of another region");
    if (messageId === "m2") throw new AppError("unavailable", "no time left");
    if (messageId === "m3") throw new Error("down");
  };
  const failures = await run([good, good, good, good, "{"], handle, async ({ messageId }) => {
    poisoned.push(messageId);
  });
  expect(failures).toEqual(["m1", "m2", "m3", "m4"]);
  expect(poisoned).toEqual(["m1", "m4"]);
});

it("logs why poison could not be told of, and still fails the message alone", async () => {
  const failures = await run(
    ["{", good],
    async () => {},
    () => Promise.reject(new Error("table is down")),
  );
  expect(failures).toEqual(["m0"]);
  expect(kept.map((line) => JSON.parse(line))).toMatchObject([
    { message: "message.failed", code: "invalid" },
    { message: "message.failed", messageId: "m0", error: { message: "table is down" } },
  ]);
});
