import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { ListSubscriptionsCommand, ListTopicsCommand, PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import {
  GetQueueUrlCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  buildGraph,
  functionArn,
  lambda,
  queue,
  queueArn,
  queuePolicy,
  queueUrl,
  subscription,
  table,
  tableArn,
  topic,
  topicArn,
} from "../fixtures/graph.ts";
import type { RelayEvent } from "../fixtures/relay.ts";
import { openSession, relay, type Session } from "../fixtures/session.ts";
import { sendRaw, signRaw } from "../fixtures/sign.ts";

const away = "eu-west-2";
const grants = [
  { actions: ["sqs:SendMessage"], resources: [queueArn("granted")] },
  { actions: ["sns:Publish"], resources: [topicArn("granted")] },
  { actions: ["dynamodb:PutItem", "dynamodb:BatchWriteItem"], resources: [tableArn("granted", away)] },
  { actions: ["dynamodb:Query"], resources: [`${tableArn("granted", away)}/index/byKind`] },
  { actions: ["lambda:InvokeFunction"], resources: [functionArn("granted", away)] },
];
let session: Session;
const clientsIn = (region: string, credentials = session.cloud.credentials) => {
  const config = { region, endpoint: session.cloud.endpoint, credentials, maxAttempts: 1 };
  return {
    sqs: new SQSClient({ ...config, useQueueUrlAsEndpoint: false }),
    sns: new SNSClient(config),
    dynamodb: new DynamoDBClient(config),
    lambda: new LambdaClient(config),
  };
};

beforeAll(async () => {
  const handler = "relay.handler";
  session = await openSession({
    graph: buildGraph(
      ["granted", "other", "open"].map((name) => queue(name)),
      queue("abroad", {}, away),
      queuePolicy("granted", "granted"),
      queuePolicy("abroad", "granted", away),
      topic("granted"),
      topic("other"),
      subscription("granted", "granted", { origin: ["here"] }),
      subscription("granted", "abroad", { origin: ["abroad"] }, away),
      subscription("granted", "open", {}),
      ["granted", "other"].map((name) => table(name, away)),
      lambda("caller", { handler, grants }),
      ["granted", "other"].flatMap((name) => lambda(name, { handler, region: away })),
    ),
  });
});
afterAll(() => session.cloud.stop());

describe("lists of queues, topics and subscriptions", () => {
  it.each([
    [
      "us-east-1",
      ["granted", "open", "other"],
      ["granted", "other"],
      [queueArn("abroad", away), queueArn("granted")],
    ],
    [away, ["abroad"], [], []],
  ])("are of the region a request is signed for: %s", async (region, queues, topics, subscriptions) => {
    const { sqs, sns } = clientsIn(region);
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    expect(QueueUrls.map((url) => url.split("/").at(-1)).sort()).toEqual(queues);
    const { Topics = [] } = await sns.send(new ListTopicsCommand({}));
    expect(Topics.map(({ TopicArn }) => TopicArn?.split(":").at(-1)).sort()).toEqual(topics);
    const { Subscriptions = [] } = await sns.send(new ListSubscriptionsCommand({}));
    expect(Subscriptions.map(({ Endpoint }) => Endpoint).sort()).toEqual(subscriptions);
  });
});

describe("the gateway", () => {
  it("sends a call to the service and region of its credential scope", async () => {
    const home = clientsIn("us-east-1");
    const abroad = clientsIn(away);
    expect((await abroad.dynamodb.send(new ListTablesCommand({}))).TableNames).toEqual(["granted", "other"]);
    expect((await home.dynamodb.send(new ListTablesCommand({}))).TableNames).toEqual([]);
    await expect(home.sqs.send(new GetQueueUrlCommand({ QueueName: "abroad" }))).rejects.toThrow(/exist/);
    await abroad.sqs.send(new GetQueueUrlCommand({ QueueName: "abroad" }));
    await expect(home.lambda.send(new InvokeCommand({ FunctionName: "granted" }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: expect.stringContaining("us-east-1"),
    });
  });

  it("gives tables the ARN of their region", async () => {
    const { dynamodb } = clientsIn("sa-east-1");
    const { TableDescription } = await dynamodb.send(
      new CreateTableCommand({
        TableName: "own",
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      }),
    );
    expect(TableDescription?.TableArn).toBe(tableArn("own", "sa-east-1"));
  });

  it("refuses keys nobody holds, as each service does", async () => {
    const { sqs, sns, dynamodb, lambda } = clientsIn(away, {
      accessKeyId: "AKIANOBODY",
      secretAccessKey: "x",
    });
    const send = new SendMessageCommand({ QueueUrl: queueUrl("abroad", away), MessageBody: "x" });
    await expect(sqs.send(send)).rejects.toMatchObject({
      name: "InvalidClientTokenId",
      $metadata: { httpStatusCode: 403 },
    });
    await expect(
      sns.send(new PublishCommand({ TopicArn: topicArn("granted"), Message: "x" })),
    ).rejects.toMatchObject({
      name: "InvalidClientTokenId",
      $metadata: { httpStatusCode: 403 },
    });
    await expect(dynamodb.send(new ListTablesCommand({}))).rejects.toMatchObject({
      name: "UnrecognizedClientException",
      $metadata: { httpStatusCode: 400 },
    });
    await expect(lambda.send(new InvokeCommand({ FunctionName: "granted" }))).rejects.toMatchObject({
      name: "UnrecognizedClientException",
      $metadata: { httpStatusCode: 403 },
    });
  });

  it("refuses unsigned requests and services it has not", async () => {
    expect((await fetch(session.cloud.endpoint, { method: "HEAD" })).status).toBe(403);
    const { endpoint, credentials } = session.cloud;
    const headers = signRaw(endpoint, { method: "GET" }, { service: "s3", region: "us-east-1" }, credentials);
    const response = await sendRaw(endpoint, { headers });
    expect(response.status).toBe(501);
    expect(response.text).toMatch(/no service s3.*sqs/);
  });

  it("listens on this machine only", () => {
    expect(session.cloud.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});

describe("a function's permissions", () => {
  const item = { pk: { S: "1" }, kind: { S: "k" } };
  const cases: [string, Omit<RelayEvent, "region"> & { region?: string }, string][] = [
    [
      "sqs:SendMessage",
      { service: "sqs", command: "SendMessage", input: { MessageBody: "x" } },
      "AccessDenied",
    ],
    [
      "sqs:SendMessage",
      { service: "sqs", command: "SendMessageBatch", input: { Entries: [{ Id: "1", MessageBody: "x" }] } },
      "AccessDenied",
    ],
    [
      "sns:Publish",
      { service: "sns", command: "Publish", input: { Message: "x" } },
      "AuthorizationErrorException",
    ],
    [
      "dynamodb:PutItem",
      { service: "dynamodb", command: "PutItem", input: { Item: item } },
      "AccessDeniedException",
    ],
    [
      "dynamodb:BatchWriteItem",
      { service: "dynamodb", command: "BatchWriteItem", input: {} },
      "AccessDeniedException",
    ],
    ["lambda:InvokeFunction", { service: "lambda", command: "Invoke", input: {} }, "AccessDeniedException"],
  ];

  function aim(event: (typeof cases)[number][1], name: string): RelayEvent {
    const aims: Record<string, () => Pick<RelayEvent, "input" | "region">> = {
      sqs: () => ({ region: "us-east-1", input: { QueueUrl: queueUrl(name) } }),
      sns: () => ({ region: "us-east-1", input: { TopicArn: topicArn(name) } }),
      dynamodb: () => ({
        region: away,
        input:
          event.command === "BatchWriteItem"
            ? { RequestItems: { [name]: [{ PutRequest: { Item: item } }] } }
            : { TableName: name },
      }),
      lambda: () => ({ region: away, input: { FunctionName: name, InvocationType: "DryRun" } }),
    };
    const { region, input } = aims[event.service]?.() ?? { region: "", input: {} };
    return { ...event, region, input: { ...event.input, ...input } };
  }

  it.each(cases)("let it %s on what is granted and nothing else", async (action, event, code) => {
    const call = (name: string) => relay(session.cloud, "caller", "us-east-1", aim(event, name));
    expect(await call("granted")).toMatchObject({ ok: true });
    const denied = await call("other");
    expect(denied).toMatchObject({ ok: false, name: code, status: event.service === "dynamodb" ? 400 : 403 });
    const user = "User: arn:aws:sts::000000000000:assumed-role/caller-us-east-1/caller";
    expect(denied).toMatchObject({
      message: expect.stringMatching(
        `^${user} is not authorized to perform: ${action} on resource: arn:aws:.*other`,
      ),
    });
    expect(session.events).toContainEqual(expect.objectContaining({ kind: "denied", action }));
  });

  it("tell an index from its table", async () => {
    const query = (input: object): Promise<object> =>
      relay(session.cloud, "caller", "us-east-1", {
        service: "dynamodb",
        command: "Query",
        region: away,
        input: { TableName: "granted", ExpressionAttributeValues: { ":v": { S: "k" } }, ...input },
      });
    const onIndex = { IndexName: "byKind", KeyConditionExpression: "kind = :v" };
    expect(await query(onIndex)).toMatchObject({ ok: true });
    expect(await query({ KeyConditionExpression: "pk = :v" })).toMatchObject({
      ok: false,
      message: expect.stringContaining("because no identity-based policy allows the dynamodb:Query action"),
    });
  });

  it("deny what the local cloud cannot derive", async () => {
    const answer = await relay(session.cloud, "caller", "us-east-1", {
      service: "dynamodb",
      command: "ExecuteStatement",
      region: away,
      input: { Statement: "SELECT * FROM granted" },
    });
    expect(answer).toMatchObject({
      ok: false,
      message: expect.stringContaining("cannot tell which permission"),
    });
  });
});

describe("a topic", () => {
  const receive = async (name: string, region = "us-east-1"): Promise<string[]> => {
    const { Messages = [] } = await clientsIn(region).sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl(name, region), MaxNumberOfMessages: 10 }),
    );
    return Messages.map(({ Body }) => Body ?? "");
  };

  it("delivers to the queues whose filter matches, in any region, and only if their policy lets it", async () => {
    const { sns } = clientsIn("us-east-1");
    for (const origin of ["here", "abroad", "nowhere"]) {
      const MessageAttributes = { origin: { DataType: "String", StringValue: origin } };
      await sns.send(
        new PublishCommand({ TopicArn: topicArn("granted"), Message: `to ${origin}`, MessageAttributes }),
      );
    }
    expect((await receive("granted")).filter((body) => body.startsWith("to"))).toEqual(["to here"]);
    expect(await receive("abroad", away)).toEqual(["to abroad"]);
    expect(await receive("open")).toEqual([]);
    expect(session.events).toContainEqual(
      expect.objectContaining({ kind: "undelivered", queue: queueArn("open"), topic: topicArn("granted") }),
    );
  });
});
