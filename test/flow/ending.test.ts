import { DynamoDBClient, ListTablesCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { ListTopicsCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { JobEvent } from "@crisscross/core/documents/job-event";
import { parse } from "@crisscross/core/edge/schema";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createFakeTimers, type FakeTimers } from "../local/schedule/fake-timers.ts";
import { editFunctions, readGraph } from "../support/graph.ts";
import { isOver, type System, startSystem } from "../support/system.ts";
import { until } from "../support/until.ts";

const near = "sa-east-1";
const far = "ap-southeast-2";
const spec = { origins: [near, far], targets: [near], variants: ["bare"], seed: 31 };

let system: System;
let timers: FakeTimers;
beforeAll(async () => {
  timers = createFakeTimers(Date.now());
  system = await startSystem(await readGraph(), [near, far], { timers });
});
afterAll(() => system.stop());

/** What functions have logged under one message so far. */
const loggedBy = ({ events }: System, message: string): Record<string, unknown>[] =>
  events.flatMap((event) => {
    if (event.kind !== "log" || !event.record.message.includes(`"message":"${message}"`)) return [];
    return [JSON.parse(event.record.message) as Record<string, unknown>];
  });
const logged = (message: string) => loggedBy(system, message);

const clientOptions = () => ({
  region: "us-east-1",
  endpoint: system.cloud.endpoint,
  credentials: system.cloud.credentials,
});

/** The sort keys of all that is stored of a job. */
async function itemsOf(id: string): Promise<string[]> {
  const client = new DynamoDBClient(clientOptions());
  const TableName = (await client.send(new ListTablesCommand({}))).TableNames?.find((name) =>
    /Results/.test(name),
  );
  const { Items = [] } = await client.send(new ScanCommand({ TableName }));
  client.destroy();
  return Items.filter(({ pk }) => pk?.S?.startsWith(`job#${id}`)).map(({ sk }) => sk?.S ?? "");
}

/** Subscribes a queue of its own to the topic of events, as any account holder may. */
async function subscribe(filter: object) {
  const queues = new SQSClient({ ...clientOptions(), useQueueUrlAsEndpoint: false });
  const topics = new SNSClient(clientOptions());
  const { QueueUrl } = await queues.send(new CreateQueueCommand({ QueueName: "told" }));
  const asked = { QueueUrl, AttributeNames: ["QueueArn" as const] };
  const { Attributes } = await queues.send(new GetQueueAttributesCommand(asked));
  const { Topics = [] } = await topics.send(new ListTopicsCommand({}));
  await topics.send(
    new SubscribeCommand({
      TopicArn: Topics.find(({ TopicArn }) => TopicArn?.includes("Events"))?.TopicArn,
      Protocol: "sqs",
      Endpoint: Attributes?.QueueArn,
      Attributes: { RawMessageDelivery: "true", FilterPolicy: JSON.stringify(filter) },
    }),
  );
  const receive = async () =>
    (await queues.send(new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ["All"] })))
      .Messages?.[0];
  const stop = async () => {
    await queues.send(new DeleteQueueCommand({ QueueUrl }));
    for (const client of [queues, topics]) client.destroy();
  };
  return { receive, stop };
}

const stored = (id: string): number => logged("block.stored").filter(({ job }) => job === id).length;

it("finishes a job nobody looks at as soon as its last block is stored", async () => {
  const { id } = await system.submit({ ...spec, samples: 20 });
  await until(() => logged("job.finished").length > 0, undefined, { limitMs: 90_000 });
  expect(logged("job.finished")).toMatchObject([{ job: id, lost: 0 }]);
  expect(stored(id)).toBe(4);
  expect(
    logged("shard.sealed")
      .map(({ origin, shard }) => `${origin} ${shard}`)
      .sort(),
  ).toEqual([`${far} 0`, `${far} all`, `${near} 0`, `${near} all`]);
  const { job, matrix } = await system.matrix(id);
  expect(job).toMatchObject({ state: "complete", ok: 40 });
  expect(matrix.map(({ n }) => n)).toEqual([20, 20]);
  expect((await system.request("DELETE", `/v1/jobs/${id}`)).status).toBe(409);
});

it("cancels a job: what is queued is dropped, the ledger says so, and what was stored stays", async () => {
  const { id } = await system.submit({ ...spec, samples: 400 });
  await system.jobOnce(id, ({ ledger }) => ledger.ok > 0);
  expect((await system.request("DELETE", `/v1/jobs/${id}`)).status).toBe(202);
  const view = await system.jobOnce(id, ({ state }) => state === "cancelled");
  const { ok, lost } = view.ledger;
  expect(ok).toBeGreaterThan(0);
  expect(view.ledger).toMatchObject({ expected: 800, pending: 0, lost: 800 - ok });
  const cell = { target: near, variant: "bare", reason: "cancelled" };
  expect(view.reasons).toMatchObject([
    { ...cell, origin: near },
    { ...cell, origin: far },
  ]);
  expect(view.reasons?.reduce((sum, { n }) => sum + n, 0)).toBe(lost);
  await until(() => logged("block.dropped").length > 5);
  const { job, matrix } = await system.matrix(id);
  expect(job).toMatchObject({ state: "cancelled", ok, lost });
  expect(matrix.reduce((sum, { n }) => sum + n, 0)).toBe(ok);
});

it("tells a queue that anybody subscribes to the topic of events, and nothing of states it does not ask for", async () => {
  const { receive, stop } = await subscribe({ state: ["complete"] });
  try {
    const labels = { name: "vor dem Umzug \u{1f980}", tags: { stage: "test", team: "net" } };
    const cut = await system.submit({ ...spec, origins: [near], samples: 400 });
    await system.request("DELETE", `/v1/jobs/${cut.id}`);
    const { id } = await system.submit({ ...spec, ...labels, origins: [near], samples: 2 });
    const message = await until(receive, undefined, { limitMs: 90_000 });
    const event = parse(JobEvent, JSON.parse(message.Body ?? ""), "event");
    expect(event).toMatchObject({
      id: `${id}.job.finished`,
      type: "job.finished",
      job: { ...labels, id, state: "complete", planned: 2, lost: 0, path: `/v1/jobs/${id}` },
    });
    const attributes = Object.entries(message.MessageAttributes ?? {}).map(
      ([name, { DataType, StringValue }]) => [name, `${DataType} ${StringValue}`],
    );
    expect(Object.fromEntries(attributes)).toEqual({
      type: "String job.finished",
      job: `String ${id}`,
      state: "String complete",
      tags: 'String.Array ["stage=test","team=net"]',
    });
    await until(() => logged("job.announced").some(({ job }) => job === cut.id), undefined, {
      limitMs: 90_000,
    });
    // Queues repeat: what comes twice is the same.
    expect([undefined, message.Body]).toContain((await receive())?.Body);
  } finally {
    await stop();
  }
});

it("purges a job that has ended: nobody reads it any more, and its data go", async () => {
  const { id } = await system.submit({ ...spec, origins: [near], samples: 2, tags: { only: "this" } });
  expect((await system.request("DELETE", `/v1/jobs/${id}?purge=true`)).status).toBe(409);
  await system.jobOnce(id, isOver);
  await until(async () => (await system.request("DELETE", `/v1/jobs/${id}?purge=true`)).status === 202);
  for (const path of ["", "/matrix", "/samples"])
    expect((await system.request("GET", `/v1/jobs/${id}${path}`)).status).toBe(410);
  const list = await system.request("GET", "/v1/jobs?tag=only%3Dthis");
  expect(await list.json()).toEqual({ jobs: [] });
  const left = () => itemsOf(id);
  expect(await left()).toContain("block#000000");
  await timers.pass(60_000);
  // What says which shards there are waits for late blocks.
  await until(async () => (await left()).every((sk) => /^(job|finish|started#.*)$/.test(sk)), undefined, {
    limitMs: 60_000,
  });
});

it("finishes a job when reconcile's schedule comes round, if consume could not ask", async () => {
  const graph = editFunctions(await readGraph(), "consume", ({ inputs }) => {
    const { variables } = inputs.environment as { variables: Record<string, string> };
    const misled = { ...variables, RECONCILE_FUNCTION: "nowhere" };
    return { inputs: { ...inputs, environment: { variables: misled } } };
  });
  const unasked = await startSystem(graph, [near], { timers, wan: false });
  try {
    const { id } = await unasked.submit({ ...spec, origins: [near], samples: 1 });
    await expect
      .poll(() => loggedBy(unasked, "reconcile.notAsked"), { timeout: 60_000 })
      .toMatchObject([{ job: id }]);
    expect(loggedBy(unasked, "job.finished")).toEqual([]);
    await timers.pass(60_000);
    await expect
      .poll(() => loggedBy(unasked, "job.finished"), { timeout: 30_000 })
      .toMatchObject([{ job: id }]);
    expect(isOver(await unasked.job(id))).toBe(true);
  } finally {
    await unasked.stop();
  }
});
