import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { isDeepStrictEqual } from "node:util";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import {
  ChangeMessageVisibilityCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startRecorded } from "../../support/cloud.ts";
import { until } from "../../support/until.ts";
import {
  buildGraph,
  lambda,
  mapping,
  pollGrant,
  queue,
  queuePolicy,
  queueUrl,
  subscription,
  table,
  topic,
  topicArn,
} from "../fixtures/graph.ts";
import { readLogged } from "../fixtures/logged.ts";
import { openSession, type Session } from "../fixtures/session.ts";

const store = [queue("kept"), queuePolicy("kept", "news"), topic("news"), table("kept")];
const withFilter = (filter: object) => buildGraph(store, subscription("news", "kept", filter));
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "crisscross-restart-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

function clientsOf({ cloud: { endpoint, credentials } }: Session) {
  const config = { region: "us-east-1", endpoint, credentials };
  return {
    sqs: new SQSClient({ ...config, useQueueUrlAsEndpoint: false }),
    sns: new SNSClient(config),
    dynamodb: new DynamoDBClient(config),
  };
}

async function receiveBodies(session: Session): Promise<(string | undefined)[]> {
  const { Messages = [] } = await clientsOf(session).sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl("kept"), MaxNumberOfMessages: 10 }),
  );
  return Messages.map(({ Body }) => Body);
}

async function depthsOf(session: Session) {
  const { Attributes } = await clientsOf(session).sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl("kept"), AttributeNames: ["All"] }),
  );
  const { ApproximateNumberOfMessages: visible, ApproximateNumberOfMessagesNotVisible: inFlight } =
    Attributes ?? {};
  return { visible, inFlight };
}

describe("a restart with the same data folder", () => {
  it("finds the messages and items that were left", async () => {
    const first = await openSession({ graph: withFilter({}), dataDir });
    const { sqs, dynamodb } = clientsOf(first);
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl("kept"), MessageBody: "left behind" }));
    await dynamodb.send(
      new PutItemCommand({ TableName: "kept", Item: { pk: { S: "1" }, kind: { S: "k" } } }),
    );
    await first.cloud.stop();

    const second = await openSession({ graph: withFilter({}), dataDir });
    // A queue's URL names the port it is reached at now, not that of the start that made it.
    const { QueueUrls = [] } = await clientsOf(second).sqs.send(new ListQueuesCommand({}));
    expect(QueueUrls.map((url) => new URL(url).port)).toEqual([new URL(second.cloud.endpoint).port]);
    expect(await receiveBodies(second)).toEqual(["left behind"]);
    const { Item } = await clientsOf(second).dynamodb.send(
      new GetItemCommand({ TableName: "kept", Key: { pk: { S: "1" } } }),
    );
    expect(Item?.kind).toEqual({ S: "k" });
    await second.cloud.stop();
  });

  it("takes over a changed filter and a changed timeout", async () => {
    await (await openSession({ graph: withFilter({ origin: ["a"] }), dataDir })).cloud.stop();
    const graph = withFilter({ origin: ["b"] });
    const changed = { ...queue("kept", { visibilityTimeoutSeconds: 77 }) };
    graph.resources = graph.resources.map((resource) => (resource.id === changed.id ? changed : resource));
    const second = await openSession({ graph, dataDir });
    const { sns, sqs } = clientsOf(second);
    for (const origin of ["a", "b"]) {
      const MessageAttributes = { origin: { DataType: "String", StringValue: origin } };
      await sns.send(new PublishCommand({ TopicArn: topicArn("news"), Message: origin, MessageAttributes }));
    }
    expect(await receiveBodies(second)).toEqual(["b"]);
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl("kept"), AttributeNames: ["VisibilityTimeout"] }),
    );
    expect(Attributes?.VisibilityTimeout).toBe("77");
    await second.cloud.stop();
  });

  it("refuses a table whose keys have changed", async () => {
    await (await openSession({ graph: buildGraph(table("kept")), dataDir })).cloud.stop();
    const other = table("kept");
    other.inputs = { ...other.inputs, hashKey: "kind", globalSecondaryIndexes: [] };
    await expect(openSession({ graph: buildGraph(other), dataDir })).rejects.toThrow(/empty data folder/);
  });
});

const working = (timeout: number) =>
  buildGraph(
    queue("kept", { visibilityTimeoutSeconds: 600 }),
    lambda("worker", { handler: "worker.handler", grants: [pollGrant("kept")], inputs: { timeout } }),
    mapping("kept", "worker", { functionResponseTypes: ["ReportBatchItemFailures"] }),
  );

describe("a kill -9 while messages are processed", () => {
  it("loses none: the next start processes them at once", async () => {
    const graphFile = join(dataDir, "graph.json");
    writeFileSync(graphFile, JSON.stringify(working(300)));
    const script = join(import.meta.dirname, "../fixtures/doomed.ts");
    const doomed = spawn(process.execPath, [script, graphFile, dataDir], {
      // What it cannot clean up goes away with the data folder.
      env: { ...process.env, TMPDIR: dataDir },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const said = createInterface(doomed.stdout)[Symbol.asyncIterator]();
    const hear = async () => JSON.parse((await said.next()).value ?? "{}");
    const { endpoint, credentials } = await hear();
    const sqs = new SQSClient({ region: "us-east-1", endpoint, credentials, useQueueUrlAsEndpoint: false });
    const MessageBody = JSON.stringify({ id: "orphaned", does: "hang" });
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl("kept"), MessageBody }));
    expect(await hear()).toEqual({ processing: ["orphaned"] });
    const ended = once(doomed, "exit");
    doomed.kill("SIGKILL");
    await ended;

    const next = await openSession({ graph: working(1), dataDir });
    await until(() => readLogged<{ batch: string[] }>(next.events, "batch")[0]?.batch.includes("orphaned"));
    await next.cloud.stop();
  });
});

describe("a message that a consumer hid", () => {
  it("stays hidden over a restart, while one that was being processed comes back", async () => {
    const visibilityTimeoutSeconds = 600;
    const first = await openSession({
      graph: buildGraph(queue("kept", { visibilityTimeoutSeconds })),
      dataDir,
    });
    const { sqs } = clientsOf(first);
    const QueueUrl = queueUrl("kept");
    for (const id of ["hidden", "abandoned"]) {
      const MessageBody = JSON.stringify({ id });
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
      const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
      const ReceiptHandle = message?.ReceiptHandle;
      if (id === "hidden")
        await sqs.send(
          new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 500 }),
        );
    }
    await first.cloud.stop();

    const second = await openSession({ graph: working(1), dataDir });
    await until(() => readLogged<{ batch: string[] }>(second.events, "batch")[0]);
    await until(async () => isDeepStrictEqual(await depthsOf(second), { visible: "0", inFlight: "1" }));
    const processed = readLogged<{ batch: string[] }>(second.events, "batch").flatMap(({ batch }) => batch);
    expect(processed).toEqual(["abandoned"]);
    await second.cloud.stop();
  });
});

describe("stopping while messages are processed", () => {
  it("gives them back, so that the next start processes them long before their visibility timeout", async () => {
    const first = await openSession({ graph: working(300), dataDir });
    const { sqs } = clientsOf(first);
    const MessageBody = JSON.stringify({ id: "interrupted", does: "hang" });
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl("kept"), MessageBody }));
    await until(() => readLogged(first.events, "batch").length > 0);
    await first.cloud.stop();

    const second = await openSession({ graph: working(1), dataDir });
    const [again] = await until(() => {
      const batches = readLogged<{ batch: string[] }>(second.events, "batch");
      return batches.length > 0 ? batches : undefined;
    });
    expect(again?.batch).toEqual(["interrupted"]);
    await second.cloud.stop();
  });

  it("may be asked for twice", async () => {
    const { cloud } = await openSession({ graph: buildGraph(queue("kept")) });
    await Promise.all([cloud.stop(), cloud.stop()]);
    await expect(fetch(cloud.endpoint)).rejects.toThrow();
  });

  it("leaves nothing running when it cannot start", async () => {
    const taken = await openSession({ graph: buildGraph(queue("kept")) });
    const bad = buildGraph(queue("kept"), lambda("broken", { handler: "nowhere.handler" }));
    const root = import.meta.dirname;
    await expect(startRecorded({ graph: bad, root, dataDir })).rejects.toThrow(/nowhere/);
    // SQLite's file would still be locked and LevelDB's folder too.
    await (await openSession({ graph: buildGraph(store), dataDir })).cloud.stop();
    await taken.cloud.stop();
  });
});
