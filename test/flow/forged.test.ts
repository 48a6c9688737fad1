import { type DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { PublishCommand, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { matrixOf } from "@crisscross/core/documents/matrix";
import type { BlockMessage } from "@crisscross/core/job/block-message";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { blockCount, planBlock, planBlocks } from "@crisscross/core/job/plan";
import { mergeAll } from "@crisscross/core/summary/summary";
import { openBlockTable } from "@crisscross/functions/aws/results/block-table";
import { createClients } from "@crisscross/local/service/clients";
import { afterAll, beforeAll, expect, it } from "vitest";
import { summarizeOf } from "../core/summarized.ts";
import { forgeries } from "../functions/blocks/forgeries.ts";
import { allSound } from "../functions/results/all-sound.ts";
import { readGraph } from "../support/graph.ts";
import { isOver, type System, startSystem } from "../support/system.ts";
import { until } from "../support/until.ts";

const regions = ["eu-west-2", "us-west-1"] as const;
const queueNames = { "eu-west-2": "BlocksEuWest2Queue", "us-west-1": "BlocksUsWest1Queue" } as const;
const tableName = "crisscross-local-ResultsTable";
const spec = { origins: regions, targets: regions, variants: ["bare", "db-get"], samples: 12, seed: 31 };

let system: System;
let clients: ReturnType<typeof createClients>;
let table: DynamoDBClient;
beforeAll(async () => {
  system = await startSystem(await readGraph(), regions, { wan: false });
  clients = createClients(system.cloud.endpoint, system.cloud.credentials);
  table = clients.clientsIn(system.cloud.homeRegion).dynamodb;
});
afterAll(async () => {
  clients.close();
  await system.stop();
});

const topic = () => `arn:aws:sns:us-east-1:${system.cloud.accountId}:crisscross-local-ProbesTopic`;

/** To the topic, and past it to the queues, whatever their origin is. */
async function spread(message: object, origin: string): Promise<void> {
  const body = JSON.stringify(message);
  const MessageAttributes = { origin: { DataType: "String", StringValue: origin } };
  const { sns } = clients.clientsIn("us-east-1");
  await sns.send(new PublishCommand({ TopicArn: topic(), Message: body, MessageAttributes }));
  for (const region of regions) {
    const QueueUrl = `https://sqs.${region}.amazonaws.com/${system.cloud.accountId}/crisscross-local-${queueNames[region]}`;
    await clients.clientsIn(region).sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
  }
}

/** One of each kind, of every origin's first block. */
async function forgeAll(genuine: readonly BlockMessage[]): Promise<void> {
  for (const forge of Object.values(forgeries))
    for (const message of genuine) await spread(forge(message), message.origin);
}

/** A queue of the operator's own that hears all that plan publishes. */
async function listen(): Promise<() => Promise<BlockMessage[]>> {
  const { sns, sqs } = clients.clientsIn("us-east-1");
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "listener" }));
  const Endpoint = `arn:aws:sqs:us-east-1:${system.cloud.accountId}:listener`;
  const Attributes = { RawMessageDelivery: "true" };
  await sns.send(new SubscribeCommand({ TopicArn: topic(), Protocol: "sqs", Endpoint, Attributes }));
  return async () => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    return Messages.map(({ Body }) => JSON.parse(Body ?? ""));
  };
}

const keyOf = (id: string, sk: string) => ({ pk: { S: `job#${id}` }, sk: { S: sk } });

async function recordOf(id: string): Promise<JobRecord> {
  const command = new GetItemCommand({ TableName: tableName, Key: keyOf(id, "job") });
  return JSON.parse((await table.send(command)).Item?.record?.S ?? "");
}

const storedBlocks = async (id: string) =>
  (
    await Promise.all(
      regions.map((origin) =>
        allSound(openBlockTable(table, tableName).blocks({ job: id, origin, shard: 0 })),
      ),
    )
  ).flat();

it("stores the planned blocks and no other, and shows what follows from them alone, whatever is forged before, while and after", async () => {
  const heard = await listen();
  const { id } = await system.submit(spec);
  const record = await recordOf(id);
  // As true as whoever knows the job, and not its key, can make them.
  const made = regions.map((origin) => ({
    ...planBlock(record, origin, 0),
    publishedAtMs: record.createdAtMs,
    mac: "A".repeat(43),
  }));
  await forgeAll(made);
  for (const message of made) await spread(message, message.origin);
  const genuine: BlockMessage[] = [];
  await expect
    .poll(
      async () => {
        genuine.push(...(await heard()).filter(({ job, index }) => job === id && index < 2));
        return new Set(genuine.filter(({ mac }) => !mac?.startsWith("AAAA")).map(({ origin }) => origin))
          .size;
      },
      { timeout: 60_000 },
    )
    .toBe(2);
  const signed = regions.flatMap(
    (origin) => genuine.find((one) => one.origin === origin && !one.mac?.startsWith("AAAA")) ?? [],
  );
  await forgeAll(signed);
  const view = await system.jobOnce(id, isOver);
  expect(view).toMatchObject({ state: "complete", ledger: { expected: 96, ok: 96, lost: 0 } });
  const before = JSON.stringify(await system.matrix(id));
  await forgeAll(signed);

  const blocks = await storedBlocks(id);
  const names = (list: readonly { origin: string; index: number }[]) =>
    list.map(({ origin, index }) => `${origin} ${index}`).sort();
  expect(names(blocks)).toEqual(names([...planBlocks(record)]));
  const { matrix } = matrixOf(record, mergeAll(blocks.map(summarizeOf(blockCount(record)))));
  const shown = await system.matrix(id);
  expect(JSON.stringify(shown.matrix)).toBe(JSON.stringify(matrix));
  expect(JSON.stringify(shown)).toBe(before);
  const queried = await table.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": { S: `job#${id}#dead` } },
    }),
  );
  expect(queried.Items).toEqual([]);
  // All of the forged ones are seen to be, not only those that came first.
  const refused = () =>
    system.events.filter(
      (event) => event.kind === "log" && event.record.message.includes('"message":"message.failed"'),
    ).length;
  const kinds = Object.keys(forgeries).length;
  await until(() => refused() > 3 * kinds * 2 * 2, undefined, { limitMs: 90_000 });
  expect(names(await storedBlocks(id))).toEqual(names([...planBlocks(record)]));
  expect(JSON.stringify(await system.matrix(id))).toBe(before);
});

it("shows everything else of a job whose stored items are damaged, and finishes it", async () => {
  const { id } = await system.submit({ ...spec, samples: 40 });
  const record = await recordOf(id);
  await system.jobOnce(id, ({ ledger }) => ledger.ok > 0 && ledger.pending > 50);
  const [victim] = await storedBlocks(id);
  if (!victim) throw new Error("nothing is stored");
  const place = {
    pk: { S: `job#${id}#${victim.origin}#0` },
    sk: { S: `block#${String(victim.index).padStart(6, "0")}` },
  };
  const stored = (await table.send(new GetItemCommand({ TableName: tableName, Key: place }))).Item;
  const cut = (stored?.data?.B ?? new Uint8Array()).subarray(0, 200);
  const damage = (Item: PutItemCommand["input"]["Item"]) =>
    table.send(new PutItemCommand({ TableName: tableName, Item }));
  await damage({ ...stored, data: { B: cut } });
  await damage({
    ...keyOf("01jdzzzzzz0000000000000000", "job"),
    list: { S: "jobs" },
    createdAt: { S: "2026" },
  });
  const probe = `${victim.origin}.${victim.samples[0]?.seq}`;
  const readAll = async () => {
    for (const path of [`/${id}`, `/${id}/matrix`, `/${id}/attribution`, `/${id}/samples`, ""]) {
      const response = await system.request("GET", `/v1/jobs${path}`);
      expect([path, response.status]).toEqual([path, 200]);
    }
    expect((await system.request("GET", `/v1/jobs/${id}/samples/${probe}`)).status).toBe(404);
  };
  await readAll();
  const view = await system.jobOnce(id, ({ state }) => state === "incomplete");
  const lost = victim.samples.length;
  expect(view.ledger).toMatchObject({ expected: 320, lost, pending: 0 });
  expect(
    view.reasons?.every(({ reason, blocks }) => reason === "corrupt" && blocks?.[0] === victim.index),
  ).toBe(true);
  await readAll();
  const { matrix } = await system.matrix(id);
  expect(matrix.reduce((sum, { n }) => sum + n, 0)).toBe(320 - lost);
  expect(record.id).toBe(id);
});
