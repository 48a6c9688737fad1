import * as dynamodb from "@aws-sdk/client-dynamodb";
import * as lambdas from "@aws-sdk/client-lambda";
import * as sns from "@aws-sdk/client-sns";
import * as sqs from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { services as descriptions } from "../../../packages/local/src/provision/services.ts";
import type { Protocol } from "../../../packages/local/src/service/service.ts";
import {
  accountId,
  buildGraph,
  functionArn,
  lambda,
  queue,
  queueUrl,
  table,
  tableArn,
  topic,
  topicArn,
} from "../fixtures/graph.ts";
import { openSession, type Session } from "../fixtures/session.ts";
import { sendRaw, signRaw } from "../fixtures/sign.ts";
import { away, home, type Input, item, services } from "./own-place.cases.ts";

const membersOf = (service: string): readonly string[] => {
  const description: Protocol | undefined = descriptions.find(({ name }) => name === service);
  return description?.names?.members ?? [];
};
const stranger = "999999999999";
let session: Session;

beforeAll(async () => {
  const names = [home, away].flatMap((region) => [queue(`q-${region}`, {}, region), table("tab", region)]);
  const fn = lambda("f", { handler: "relay.handler" });
  const abroad = lambda("f", { handler: "relay.handler", region: away });
  session = await openSession({ graph: buildGraph(names, topic("t"), fn, abroad) });
});
afterAll(() => session.cloud.stop());

async function attempt(sdk: object, region: string, operation: string, input: Input) {
  const { endpoint, credentials } = session.cloud;
  const classes = sdk as Record<string, new (given: object) => { send(command: object): Promise<unknown> }>;
  const Client = Object.entries(classes).find(([name]) =>
    /^(SNS|SQS|DynamoDB|Lambda)Client$/.test(name),
  )?.[1];
  const Command = classes[`${operation}Command`];
  if (Client === undefined || Command === undefined) throw new Error(`The SDK has no ${operation}.`);
  const config = { region, endpoint, credentials, maxAttempts: 1, useQueueUrlAsEndpoint: false };
  try {
    await new Client(config).send(new Command(input));
    return { name: "taken" };
  } catch (error) {
    const { name, message, $metadata } = error as sns.SNSServiceException;
    return { name, message, status: $metadata.httpStatusCode };
  }
}

for (const [service, { sdk, otherRegion, otherAccount, texts, text, cases: rows }] of Object.entries(
  services,
)) {
  const textOf = (member: string) => texts[member] ?? text;

  describe(`${service} refuses, as AWS does`, () => {
    it.each(rows)("$operation with $member of another region", async ({ operation, member, input }) => {
      const own = textOf(member);
      const refusal = await attempt(sdk, away, operation, input(own));
      expect(refusal).toMatchObject(otherRegion);
      expect(refusal.message).toContain(home);
      expect(refusal.message).toContain(away);
    });

    it.each(rows)("$operation with $member of another account", async ({ operation, member, input }) => {
      const foreign = textOf(member).replace(accountId, stranger);
      const refusal = await attempt(sdk, home, operation, input(foreign));
      expect(refusal).toMatchObject(otherAccount);
      expect(refusal.message).toContain(`of account ${stranger}; the local cloud has only ${accountId}`);
    });
  });
}

it("says what SNS and DynamoDB and Lambda say", async () => {
  const topicName = { TopicArn: topicArn("t"), Message: "m" };
  expect((await attempt(sns, away, "Publish", topicName)).message).toMatch(/^Invalid parameter: TopicArn/);
  expect((await attempt(dynamodb, away, "Scan", { TableName: tableArn("tab") })).message).toMatch(
    /^1 validation error detected: Invalid AWS region in 'arn:aws:dynamodb:us-east-1/,
  );
  expect((await attempt(lambdas, away, "Invoke", { FunctionName: functionArn("f") })).message).toBe(
    "Functions from 'us-east-1' are not reachable in this region ('eu-west-2')",
  );
});

it("tries every member of the table of these services, but for those of operations there are none of here", () => {
  const tried = Object.fromEntries(
    Object.entries(services).map(([name, { cases: rows }]) => [
      name,
      new Set(rows.map(({ member }) => member)),
    ]),
  );
  for (const [service, members] of Object.entries(tried)) {
    const untried = membersOf(service).filter((member) => !members.has(member));
    expect(untried).toEqual({ sqs: ["QueueOwnerAWSAccountId"], lambda: ["Resource"] }[service] ?? []);
  }
});

it("takes what is of the request's own region and account, by name, by ARN and by any URL", async () => {
  for (const TableName of ["tab", tableArn("tab")])
    expect(await attempt(dynamodb, home, "PutItem", { TableName, Item: item })).toEqual({ name: "taken" });
  const written = { RequestItems: { [tableArn("tab")]: [{ PutRequest: { Item: item } }] } };
  expect(await attempt(dynamodb, home, "BatchWriteItem", written)).toEqual({ name: "taken" });
  for (const FunctionName of ["f", functionArn("f"), `${accountId}:function:f`])
    expect(await attempt(lambdas, home, "Invoke", { FunctionName, InvocationType: "DryRun" })).toEqual({
      name: "taken",
    });
  const path = `${accountId}/q-${home}`;
  for (const host of ["sqs.us-east-1.amazonaws.com", "us-east-1.queue.amazonaws.com", "localhost:4566"])
    expect(await attempt(sqs, home, "GetQueueAttributes", { QueueUrl: `https://${host}/${path}` })).toEqual({
      name: "taken",
    });
  expect(
    await attempt(sqs, home, "GetQueueUrl", { QueueName: `q-${home}`, QueueOwnerAWSAccountId: accountId }),
  ).toEqual({ name: "taken" });
});

it("refuses an account given by itself, a part of an ARN, a legacy address and what is no address", async () => {
  const owned = { QueueName: `q-${home}`, QueueOwnerAWSAccountId: stranger };
  expect(await attempt(sqs, home, "GetQueueUrl", owned)).toMatchObject({ name: "QueueDoesNotExist" });
  expect(await attempt(lambdas, home, "Invoke", { FunctionName: `${stranger}:function:f` })).toMatchObject({
    name: "AccessDeniedException",
  });
  const legacy = `https://us-east-1.queue.amazonaws.com/${accountId}/q-${home}`;
  expect(await attempt(sqs, away, "PurgeQueue", { QueueUrl: legacy })).toMatchObject({
    name: "InvalidAddress",
  });
  for (const QueueUrl of ["q", "https://elsewhere.example/q", `${queueUrl("q")}/`, `${queueUrl("q")}?a=b`])
    expect(await attempt(sqs, home, "PurgeQueue", { QueueUrl })).toMatchObject({
      name: "QueueDoesNotExist",
      status: 400,
    });
});

describe("a request that is signed for a region that the description does not have", () => {
  const signed = async (service: string, contentType: string, target?: string) => {
    const headers = { "content-type": contentType, ...(target && { "x-amz-target": target }) };
    const request = { method: "POST", headers, body: target ? "{}" : "Action=ListTopics" };
    const scope = { service, region: "mars-1" };
    const whole = signRaw(session.cloud.endpoint, request, scope, session.cloud.credentials);
    return sendRaw(session.cloud.endpoint, { ...request, headers: whole });
  };
  it.each([
    ["sns", "application/x-www-form-urlencoded", undefined, "SignatureDoesNotMatch", 403],
    ["sqs", "application/x-amz-json-1.0", "AmazonSQS.ListQueues", "SignatureDoesNotMatch", 403],
    [
      "dynamodb",
      "application/x-amz-json-1.0",
      "DynamoDB_20120810.ListTables",
      "InvalidSignatureException",
      400,
    ],
    ["lambda", "application/json", undefined, "InvalidSignatureException", 403],
    [
      "monitoring",
      "application/x-amz-json-1.0",
      "GraniteServiceVersion20100801.ListMetrics",
      "SignatureDoesNotMatch",
      403,
    ],
    [
      "logs",
      "application/x-amz-json-1.1",
      "Logs_20140328.DescribeLogGroups",
      "InvalidSignatureException",
      400,
    ],
  ])("is refused by name: %s", async (service, contentType, target, code, status) => {
    const answer = await signed(service, contentType, target);
    expect(answer.status).toBe(status);
    expect(answer.text + JSON.stringify(answer.headers)).toContain(code);
    expect(answer.text).toMatch(
      /Credential should be scoped to a valid region, not .{1,6}mars-1.{1,6}; the local cloud has us-east-1, eu-west-2/,
    );
  });
});

it.each([
  [
    "logs",
    "Logs_20140328.GetLogEvents",
    { logGroupIdentifier: `arn:aws:logs:us-east-1:${accountId}:log-group:g` },
  ],
  [
    "monitoring",
    "GraniteServiceVersion20100801.ListTagsForResource",
    { ResourceARN: `arn:aws:cloudwatch:us-east-1:${accountId}:alarm:a` },
  ],
])("%s refuses an ARN of another region", async (service, target, input) => {
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
  const request = { method: "POST", headers, body: JSON.stringify(input) };
  const scope = { service, region: away };
  const whole = signRaw(session.cloud.endpoint, request, scope, session.cloud.credentials);
  const answer = await sendRaw(session.cloud.endpoint, { ...request, headers: whole });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain("is of region us-east-1, and the request is signed for eu-west-2");
});
