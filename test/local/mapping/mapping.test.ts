import {
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildGraph, lambda, mapping, pollGrant, queue, queueArn, queueUrl } from "../fixtures/graph.ts";
import { readLogged } from "../fixtures/logged.ts";
import { eventually, openSession, type Session } from "../fixtures/session.ts";
import type { Task } from "../fixtures/worker.ts";

const partial = { functionResponseTypes: ["ReportBatchItemFailures"] };
const redriveTo = (name: string, maxReceiveCount: number) =>
  JSON.stringify({ deadLetterTargetArn: queueArn(name), maxReceiveCount });

interface Batch {
  batch: string[];
  records: SQSRecord[];
}

function pipe(
  name: string,
  inputs: object,
  queueInputs: Record<string, unknown> = {},
  functionInputs: object = {},
) {
  const dead = `${name}-dead`;
  return [
    queue(dead),
    queue(name, { visibilityTimeoutSeconds: 1, redrivePolicy: redriveTo(dead, 2), ...queueInputs }),
    ...lambda(name, {
      handler: "worker.handler",
      grants: [pollGrant(name)],
      inputs: { timeout: 1, ...functionInputs },
    }),
    mapping(name, name, { ...inputs }),
  ];
}

let session: Session;
let sqs: SQSClient;

async function send(name: string, ...tasks: Task[]): Promise<void> {
  const Entries = tasks.map((task) => ({ Id: task.id, MessageBody: JSON.stringify(task) }));
  await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl(name), Entries }));
}

async function receive(name: string): Promise<Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl(name),
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 0,
      MessageSystemAttributeNames: ["All"],
    }),
  );
  return Messages;
}

/** Messages of any state in a queue. */
async function count(name: string): Promise<number> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl(name), AttributeNames: ["All"] }),
  );
  return (
    Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesNotVisible)
  );
}

const batchesWith = (id: string): Batch[] =>
  readLogged<Batch>(session.events, "batch").filter(({ batch }) => batch.includes(id));

beforeAll(async () => {
  session = await openSession({
    cores: 64,
    graph: buildGraph(
      pipe("partial", { ...partial, batchSize: 10 }),
      pipe("whole", { batchSize: 10 }),
      pipe(
        "windowed",
        { ...partial, batchSize: 10, maximumBatchingWindowInSeconds: 1 },
        { visibilityTimeoutSeconds: 30 },
      ),
      pipe("refused", partial, {}, { reservedConcurrentExecutions: 0 }),
      pipe(
        "narrow",
        { ...partial, batchSize: 1, scalingConfig: { maximumConcurrency: 2 } },
        {
          redrivePolicy: redriveTo("narrow-dead", 100),
        },
      ),
    ),
  });
  const { endpoint, credentials } = session.cloud;
  sqs = new SQSClient({ region: "us-east-1", endpoint, credentials, useQueueUrlAsEndpoint: false });
});
afterAll(() => session.cloud.stop());

describe("an event source mapping", () => {
  it("hands messages over as Lambda does and deletes them when they are processed", async () => {
    await send("partial", { id: "fine" });
    const [first] = await eventually(() =>
      batchesWith("fine").length > 0 ? batchesWith("fine") : undefined,
    );
    expect(first?.records[0]).toEqual({
      messageId: expect.any(String),
      receiptHandle: expect.any(String),
      body: '{"id":"fine"}',
      attributes: {
        ApproximateReceiveCount: "1",
        ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
        SentTimestamp: expect.stringMatching(/^\d{13}$/),
        SenderId: "000000000000",
      },
      messageAttributes: {},
      md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventSource: "aws:sqs",
      eventSourceARN: queueArn("partial"),
      awsRegion: "us-east-1",
    });
    await eventually(async () => (await count("partial")) === 0);
  });

  it("with partial responses brings back only what failed, and dead-letters it after maxReceiveCount", async () => {
    await send("partial", { id: "sibling" }, { id: "poison", does: "fail" });
    const [dead] = await eventually(async () => {
      const messages = await receive("partial-dead");
      return messages.length > 0 ? messages : undefined;
    });
    expect(dead?.Body).toContain("poison");
    expect(batchesWith("poison").map(({ records }) => receiveCountOf(records, "poison"))).toEqual(["1", "2"]);
    expect(batchesWith("sibling")).toHaveLength(1);
    expect(session.events).toContainEqual(
      expect.objectContaining({ kind: "deadLettered", queue: "partial" }),
    );
  });

  it.each(["throw", "hang", "answerGarbage", "nameStranger"] as const)(
    "brings a whole batch back when its function is told to %s",
    async (does) => {
      const [bad, sibling] = [`${does}-bad`, `${does}-sibling`];
      await send("partial", { id: bad, does }, { id: sibling });
      const dead = await eventually(async () => {
        const ids = (await receive("partial-dead")).map(({ Body }) => (JSON.parse(Body ?? "{}") as Task).id);
        return ids.includes(bad) ? ids : undefined;
      });
      // They come back together or apart, so only the one that makes the batch fail is sure to die.
      expect(dead).toContain(bad);
      expect(batchesWith(bad).length).toBeGreaterThanOrEqual(2);
      expect(session.events).toContainEqual(
        expect.objectContaining({ kind: "failed", functionName: "partial" }),
      );
    },
  );

  it("without partial responses deletes a batch that succeeds, reported failures and all", async () => {
    await send("whole", { id: "lost", does: "fail" });
    await eventually(async () => batchesWith("lost").length === 1 && (await count("whole")) === 0);
    expect(await receive("whole-dead")).toEqual([]);
  });

  it("collects a batch for as long as its window", async () => {
    await send("windowed", { id: "early" });
    await send("windowed", { id: "late" });
    const [batch] = await eventually(() =>
      batchesWith("late").length > 0 ? batchesWith("late") : undefined,
    );
    expect(batch?.batch).toEqual(["early", "late"]);
  });

  it("brings messages back, their receive counts grown, when the function is throttled", async () => {
    await send("refused", { id: "unlucky" });
    const [dead] = await eventually(async () => {
      const messages = await receive("refused-dead");
      return messages.length > 0 ? messages : undefined;
    });
    expect(Number(dead?.Attributes?.ApproximateReceiveCount)).toBeGreaterThan(2);
    expect(session.events).toContainEqual(
      expect.objectContaining({
        kind: "throttled",
        functionName: "refused",
        reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
      }),
    );
  });

  it("runs no more batches at once than its maximum concurrency", async () => {
    await send("narrow", ...Array.from({ length: 8 }, (_, index) => ({ id: `narrow-${index}` })));
    await eventually(async () => (await count("narrow")) === 0);
    const concurrent = concurrencyOf("narrow", session);
    expect(concurrent).toHaveLength(8);
    expect(Math.max(...concurrent)).toBeLessThanOrEqual(2);
  });
});

it("shares the machine's cores with the other mappings", async () => {
  const narrow = { ...partial, batchSize: 1, scalingConfig: { maximumConcurrency: 2 } };
  const shared = await openSession({
    cores: 1,
    graph: buildGraph(pipe("narrow", narrow), pipe("other", narrow), pipe("third", narrow)),
  });
  try {
    const { endpoint, credentials } = shared.cloud;
    const client = new SQSClient({
      region: "us-east-1",
      endpoint,
      credentials,
      useQueueUrlAsEndpoint: false,
    });
    const Entries = Array.from({ length: 8 }, (_, index) => ({
      Id: `${index}`,
      MessageBody: JSON.stringify({ id: `${index}` } satisfies Task),
    }));
    await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl("narrow"), Entries }));
    client.destroy();
    await eventually(() => concurrencyOf("narrow", shared).length === 8);
    expect(Math.max(...concurrencyOf("narrow", shared))).toBe(1);
  } finally {
    await shared.cloud.stop();
  }
});

function concurrencyOf(name: string, { events }: Session): number[] {
  return events.flatMap((event) =>
    event.kind === "invocation" && event.invocation.functionName === name
      ? [event.invocation.concurrent]
      : [],
  );
}

function receiveCountOf(records: readonly SQSRecord[], id: string): string | undefined {
  return records.find(({ body }) => body.includes(id))?.attributes.ApproximateReceiveCount;
}
