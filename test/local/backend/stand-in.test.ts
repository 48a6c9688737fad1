import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import dynalite from "dynalite";
import { buildApp } from "fauxqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
import { eventually, openSession, type Session } from "../fixtures/session.ts";

const messaging = buildApp({ logger: false, host: "localhost" });
const tables: Server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
let session: Session;
let endpoints: { sns: string; sqs: string; dynamodb: string };

beforeAll(async () => {
  const messagingUrl = await messaging.listen({ host: "127.0.0.1", port: 0 });
  await new Promise<void>((resolve) => tables.listen(0, "127.0.0.1", resolve));
  const tablesUrl = `http://127.0.0.1:${(tables.address() as AddressInfo).port}`;
  endpoints = { sns: messagingUrl, sqs: messagingUrl, dynamodb: tablesUrl };
  session = await openSession({
    endpoints,
    graph: buildGraph(
      queue("q"),
      queuePolicy("q", "t"),
      topic("t"),
      subscription("t", "q", { kind: ["wanted"] }),
      table("elsewhere"),
      lambda("worker", { handler: "worker.handler", grants: [pollGrant("q")] }),
      mapping("q", "worker", { functionResponseTypes: ["ReportBatchItemFailures"] }),
    ),
  });
});
afterAll(async () => {
  await session.cloud.stop();
  await messaging.close();
  await new Promise((resolve) => tables.close(resolve));
});

describe("other endpoints that stand in for services", () => {
  const credentials = { accessKeyId: "anybody", secretAccessKey: "x" };

  it("have to stand in for SNS and SQS together", async () => {
    const only = { sqs: endpoints.sqs };
    await expect(openSession({ endpoints: only, graph: buildGraph(queue("q")) })).rejects.toThrow(/together/);
  });

  it("hold what is provisioned", async () => {
    const client = new DynamoDBClient({ region: "us-east-1", endpoint: endpoints.dynamodb, credentials });
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual(["elsewhere"]);
  });

  it("feed functions with what is sent to them, through the gateway or past it", async () => {
    const sns = new SNSClient({
      region: "us-east-1",
      endpoint: session.cloud.endpoint,
      credentials: session.cloud.credentials,
    });
    const MessageAttributes = { kind: { DataType: "String", StringValue: "wanted" } };
    await sns.send(
      new PublishCommand({ TopicArn: topicArn("t"), Message: '{"id":"through"}', MessageAttributes }),
    );
    const sqs = new SQSClient({
      region: "us-east-1",
      endpoint: endpoints.sqs,
      credentials,
      useQueueUrlAsEndpoint: false,
    });
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl("q"), MessageBody: '{"id":"past"}' }));
    await eventually(() => {
      const ids = readLogged<{ batch: string[] }>(session.events, "batch").flatMap(({ batch }) => batch);
      return ids.includes("through") && ids.includes("past");
    });
  });
});
