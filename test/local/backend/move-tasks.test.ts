import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CancelMessageMoveTaskCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
  type StartMessageMoveTaskCommandInput,
} from "@aws-sdk/client-sqs";
import { toEpochMs } from "@crisscross/local/time/times";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { type MoveQueue, MoveTasks } from "../../../packages/local/src/backend/move-tasks.ts";
import { buildGraph, lambda, queue, queueArn, queueUrl } from "../fixtures/graph.ts";
import { openSession, relay } from "../fixtures/session.ts";

const redrivePolicy = JSON.stringify({ deadLetterTargetArn: queueArn("dead"), maxReceiveCount: 1 });
const dead = queueArn("dead");
const grants = [
  {
    actions: [
      "sqs:StartMessageMoveTask",
      "sqs:ReceiveMessage",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
    ],
    resources: [dead],
  },
  { actions: ["sqs:SendMessage"], resources: [queueArn("one")] },
];
const graph = buildGraph(
  queue("dead"),
  ["one", "two"].map((name) => queue(name, { redrivePolicy, visibilityTimeoutSeconds: 0 })),
  queue("other"),
  lambda("caller", { handler: "relay.handler", grants }),
);

async function open(dataDir?: string) {
  const session = await openSession({ graph, ...(dataDir && { dataDir }) });
  const { endpoint, credentials } = session.cloud;
  const config = { region: "us-east-1", endpoint, credentials, maxAttempts: 1 };
  const sqs = new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
  const send = (name: string, MessageBody: string) =>
    sqs.send(
      new SendMessageCommand({
        ...{ QueueUrl: queueUrl(name), MessageBody, MessageGroupId: "g" },
        MessageAttributes: { a: { DataType: "String", StringValue: MessageBody } },
      }),
    );
  const receive = async (name: string) => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        ...{ QueueUrl: queueUrl(name), MaxNumberOfMessages: 10, VisibilityTimeout: 0 },
        ...{ MessageAttributeNames: ["All"], MessageSystemAttributeNames: ["All"] },
      }),
    );
    return Messages;
  };
  return {
    session,
    send,
    async bodies(name: string): Promise<(string | undefined)[]> {
      return (await receive(name)).map(({ Body }) => Body);
    },
    receive,
    /** One message that is received once too often. */
    async kill(name: string, body: string) {
      await send(name, body);
      await receive(name);
      expect(await receive(name)).toEqual([]);
    },
    start: (given: StartMessageMoveTaskCommandInput) => sqs.send(new StartMessageMoveTaskCommand(given)),
    async list() {
      const { Results = [] } = await sqs.send(
        new ListMessageMoveTasksCommand({ SourceArn: dead, MaxResults: 10 }),
      );
      return Results;
    },
    cancel: (TaskHandle: string | undefined) => sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle })),
    async stop() {
      sqs.destroy();
      await session.cloud.stop();
    },
  };
}

async function opened() {
  const cloud = await open();
  onTestFinished(() => cloud.stop());
  return cloud;
}

describe("a move task", () => {
  it("takes dead letters back to the queues they came from, as new messages", async () => {
    const { kill, start, list, receive, bodies } = await opened();
    await kill("one", "of one");
    await kill("two", "of two");
    const [was] = await receive("dead");
    const startMs = Date.now();
    const { TaskHandle } = await start({ SourceArn: dead });
    expect(TaskHandle).toMatch(/./);
    const [task, ...others] = await list();
    expect(others).toEqual([]);
    expect(task).toMatchObject({
      ...{ Status: "COMPLETED", SourceArn: dead },
      ...{ ApproximateNumberOfMessagesMoved: 2, ApproximateNumberOfMessagesToMove: 2 },
    });
    expect(task).not.toHaveProperty("TaskHandle");
    expect(task?.StartedTimestamp).toBeGreaterThanOrEqual(startMs);
    const [moved] = await receive("one");
    expect(moved).toMatchObject({
      Body: "of one",
      MessageAttributes: { a: { StringValue: "of one" } },
      Attributes: { ApproximateReceiveCount: "1", MessageGroupId: "g" },
    });
    expect(moved?.MessageId).not.toBe(was?.MessageId);
    expect(await bodies("two")).toEqual(["of two"]);
    expect(await bodies("dead")).toEqual([]);
  });

  it("takes them to another queue when one is given, also those that were sent there", async () => {
    const { kill, send, start, bodies } = await opened();
    await kill("one", "killed");
    await send("dead", "sent");
    await start({ SourceArn: dead, DestinationArn: queueArn("other") });
    expect((await bodies("other")).sort()).toEqual(["killed", "sent"]);
    expect(await bodies("dead")).toEqual([]);
  });

  it("fails at a message that came from no queue, which stays", async () => {
    const { send, start, list, bodies } = await opened();
    await send("dead", "sent");
    await start({ SourceArn: dead });
    expect(await list()).toMatchObject([
      {
        Status: "FAILED",
        FailureReason: "CouldNotDetermineMessageSource",
        ApproximateNumberOfMessagesMoved: 0,
      },
    ]);
    expect(await bodies("dead")).toEqual(["sent"]);
  });

  it("moves as many in a second as it is told, until it is cancelled", async () => {
    const { kill, start, list, cancel, bodies } = await opened();
    for (const body of ["1", "2", "3"]) await kill("one", body);
    const { TaskHandle } = await start({ SourceArn: dead, MaxNumberOfMessagesPerSecond: 1 });
    expect(await list()).toMatchObject([{ Status: "RUNNING", TaskHandle, MaxNumberOfMessagesPerSecond: 1 }]);
    await expect(start({ SourceArn: dead })).rejects.toThrow("There is already a task running");
    const { taskId } = JSON.parse(Buffer.from(TaskHandle ?? "", "base64").toString()) as { taskId: string };
    const forged = JSON.stringify({ taskId, sourceArn: queueArn("other") });
    await expect(cancel(Buffer.from(forged).toString("base64"))).rejects.toThrow("Task does not exist");
    const { ApproximateNumberOfMessagesMoved: moved = 0 } = await cancel(TaskHandle);
    expect(moved).toBeGreaterThan(0);
    expect(await list()).toMatchObject([{ Status: "CANCELLED", ApproximateNumberOfMessagesMoved: moved }]);
    expect((await bodies("one")).length + (await bodies("dead")).length).toBe(3);
    await expect(cancel(TaskHandle)).rejects.toThrow("Only active tasks can be cancelled");
  });

  it("knows after a restart where a dead letter came from", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "move-"));
    onTestFinished(() => rmSync(dataDir, { recursive: true }));
    const first = await open(dataDir);
    await first.kill("one", "of one");
    await first.kill("two", "of two");
    await first.stop();
    const second = await open(dataDir);
    onTestFinished(() => second.stop());
    await second.start({ SourceArn: dead });
    expect(await second.list()).toMatchObject([{ Status: "COMPLETED", ApproximateNumberOfMessagesMoved: 2 }]);
    expect([await second.bodies("one"), await second.bodies("two")]).toEqual([["of one"], ["of two"]]);
  });

  it("is refused where SQS refuses it", async () => {
    const { start, cancel } = await opened();
    const none = queueArn("none");
    const rows: [StartMessageMoveTaskCommandInput, string, RegExp][] = [
      [{ SourceArn: none }, "ResourceNotFoundException", /SourceArn parameter doesn't exist/],
      [{ SourceArn: queueArn("one") }, "InvalidParameterValue", /must be configured as a Dead Letter Queue/],
      [
        { SourceArn: dead, DestinationArn: none },
        "ResourceNotFoundException",
        /DestinationArn parameter doesn't exist/,
      ],
      [{ SourceArn: dead, DestinationArn: dead }, "InvalidParameterValue", /cannot be the same/],
      [{ SourceArn: dead, MaxNumberOfMessagesPerSecond: 0 }, "InvalidParameterValue", /between 1 and 500/],
      [{ SourceArn: dead, MaxNumberOfMessagesPerSecond: 501 }, "InvalidParameterValue", /between 1 and 500/],
    ];
    for (const [given, name, message] of rows) {
      await expect(start(given)).rejects.toMatchObject({ name });
      await expect(start(given)).rejects.toThrow(message);
    }
    await expect(cancel("made-up")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("needs the permissions of what it does, and a destination where its caller is a function", async () => {
    const { session } = await opened();
    const call = (input: object) =>
      relay(session.cloud, "caller", "us-east-1", {
        ...{ service: "sqs", command: "StartMessageMoveTask", region: "us-east-1", input },
      } as Parameters<typeof relay>[3]);
    expect(await call({ SourceArn: dead, DestinationArn: queueArn("one") })).toMatchObject({ ok: true });
    expect(await call({ SourceArn: dead, DestinationArn: queueArn("other") })).toMatchObject({
      ok: false,
      message: expect.stringContaining(`sqs:SendMessage on resource: ${queueArn("other")}`),
    });
    expect(await call({ SourceArn: queueArn("other"), DestinationArn: queueArn("one") })).toMatchObject({
      ok: false,
      message: expect.stringContaining(`sqs:StartMessageMoveTask on resource: ${queueArn("other")}`),
    });
    expect(await call({ SourceArn: dead })).toMatchObject({
      ok: false,
      message: expect.stringContaining("cannot tell which permission"),
    });
  });
});

it.each([
  [2, { MaxNumberOfMessagesPerSecond: 2 }],
  [500, {}],
])("goes on every second, by %i, until all that was there at its start is moved", (perSecond, rate) => {
  const ids = Array.from({ length: perSecond + 1 }, (_, place) => `${place}`);
  const messages = ids.map((messageId) => ({ messageId, body: messageId, messageAttributes: {} }));
  const queueOf = (arn: string, RedrivePolicy?: string): MoveQueue => ({
    ...{
      arn,
      attributes: { ...(RedrivePolicy && { RedrivePolicy }) },
      messages: [],
      processTimers: () => {},
    },
  });
  const from = { ...queueOf("dead"), messages };
  const moved: string[] = [];
  let tick = () => {};
  const stop = vi.fn();
  const { operations } = new MoveTasks({
    queues: () => [from, queueOf("one", '{"deadLetterTargetArn":"dead"}')],
    sourceOf: () => "one",
    move(_from, { messageId }, toArn) {
      moved.push(`${messageId} to ${toArn}`);
      messages.shift();
    },
    nowMs: () => toEpochMs(5),
    everySecond(step) {
      tick = step;
      return stop;
    },
  });
  operations.StartMessageMoveTask?.({ SourceArn: "dead", ...rate });
  const all = ids.map((id) => `${id} to one`);
  expect(moved).toEqual(all.slice(0, perSecond));
  messages.push({ messageId: "later", body: "later", messageAttributes: {} });
  tick();
  expect(moved).toEqual(all);
  expect(stop).toHaveBeenCalledOnce();
  expect(operations.ListMessageMoveTasks?.({ SourceArn: "dead" })).toMatchObject({
    Results: [{ Status: "COMPLETED", StartedTimestamp: 5, ApproximateNumberOfMessagesMoved: perSecond + 1 }],
  });
});
