import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Bench, openBench } from "../fixtures/bench.ts";
import { queueUrl, topicArn } from "../fixtures/graph.ts";
import { type RawRequest, type Signer, sendRaw, signRaw } from "../fixtures/sign.ts";

const home = "us-east-1";
const away = "eu-west-2";
let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
  for (const region of [home, away]) {
    const config = { region, endpoint: bench.endpoint, credentials: bench.operator };
    const [sqs, sns, dynamodb] = [new SQSClient(config), new SNSClient(config), new DynamoDBClient(config)];
    for (const name of ["open", "shut"]) {
      await sqs.send(new CreateQueueCommand({ QueueName: name }));
      await sns.send(new CreateTopicCommand({ Name: name }));
      await dynamodb.send(
        new CreateTableCommand({
          TableName: name,
          BillingMode: "PAY_PER_REQUEST",
          AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
          KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
        }),
      );
    }
  }
});
afterAll(() => bench.stop());

/** Every part of a request that some reader takes for what the request is. */
const parts = {
  service: ["sqs", "sns", "dynamodb", "lambda", "monitoring", "s3"],
  region: [home, away],
  method: ["POST", "GET", "PUT"],
  path: [
    "/",
    "//",
    "/?Action=Publish&TopicArn=shut",
    "/?X-Amz-Signature=0",
    "/000000000000/shut",
    "/_fauxqs/queues/shut",
    "/2015-03-31/functions/open/invocations",
    "/2015-03-31/functions/open/invocations?Qualifier=$LATEST",
    "/2015-03-31/functions/open/invocations?Qualifier=shut",
    "/2015-03-31/functions/open:shut/invocations",
    `/2015-03-31/functions/${encodeURIComponent("arn:aws:lambda:eu-west-2:000000000000:function:shut")}/invocations`,
    `/2015-03-31/functions/${encodeURIComponent("arn:aws:lambda:us-east-1:999999999999:function:shut")}/invocations`,
    "/2015-03-31/functions/open/invocations/",
  ],
  target: [
    undefined,
    "AmazonSQS.SendMessage",
    "AmazonSQS.SendMessageBatch",
    "AmazonSQS.AmazonSQS.SendMessage",
    "DynamoDB_20120810.PutItem",
    "DynamoDB_20111205.PutItem",
    "DynamoDB_20120810.PutItem.AmazonSQS.SendMessage",
    ["AmazonSQS.SendMessage", "DynamoDB_20120810.PutItem"],
  ],
  contentType: [
    undefined,
    "application/x-amz-json-1.0",
    "application/x-amz-json-1.1; charset=utf-8",
    "application/json",
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded, application/x-amz-json-1.0",
    ["application/x-amz-json-1.0", "application/x-www-form-urlencoded"],
  ],
  encoding: [undefined, "gzip", "identity", "br"],
  body: [
    json({ QueueUrl: queueUrl("open", home) }),
    json({ QueueUrl: queueUrl("shut", away) }),
    json({ QueueUrl: "http://127.0.0.1:1/000000000000/open" }),
    json({ QueueUrl: "https://SQS.eu-west-2.amazonaws.com/000000000000/shut" }),
    json({ QueueUrl: `${queueUrl("shut", home)}?as=/open` }),
    json({ QueueUrl: `${queueUrl("shut", home)}/` }),
    json({ QueueUrl: queueUrl("open", home), TableName: "shut" }),
    json({ TableName: "open", QueueUrl: "open" }),
    json({ TableName: "open" }, '"TableName":"shut"'),
    json({ QueueUrl: queueUrl("open", home) }, `"QueueUrl":${JSON.stringify(queueUrl("shut", home))}`),
    form({ Action: "Publish", TopicArn: topicArn("open", home) }),
    form({ Action: "Publish", TopicArn: topicArn("shut", away) }),
    form({ Action: "Publish", TopicArn: topicArn("open", home), TargetArn: topicArn("shut", home) }),
    () =>
      `${form({ Action: "Publish", TopicArn: topicArn("open", home) })()}&TopicArn=${topicArn("shut", home)}`,
    () => `${form({ Action: "Publish", TopicArn: topicArn("shut", home) })()}&Action=ListTopics`,
    form({ Action: "SendMessage", QueueUrl: queueUrl("shut", home) }),
    () => "",
  ],
};

/** A JSON body that could send a message, or put an item, with `more` text at its end. */
function json(input: object, more?: string): () => string {
  return () => {
    const Entries = [{ Id: "1", MessageBody: "m" }];
    const whole = { ...input, MessageBody: "m", Entries, Item: { pk: { S: randomUUID() } } };
    return `${JSON.stringify(whole).slice(0, -1)}${more === undefined ? "" : `,${more}`}}`;
  };
}

function form(fields: Record<string, string>): () => string {
  return () => new URLSearchParams({ ...fields, Message: "m", MessageBody: "m" }).toString();
}

type Parts = { [Name in keyof typeof parts]: (typeof parts)[Name][number] };

async function tryOut(one: Parts, signer: Signer) {
  const text = one.body();
  const headers = Object.entries({
    "x-amz-target": one.target,
    "content-type": one.contentType,
    "content-encoding": one.encoding,
  }).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined);
  const request: RawRequest = {
    method: one.method,
    path: one.path,
    headers: Object.fromEntries(headers),
    body: one.encoding === "gzip" ? gzipSync(text) : text,
  };
  const signed = signRaw(bench.endpoint, request, one, signer);
  const { status } = await sendRaw(bench.endpoint, { ...request, headers: signed });
  return { status, asked: bench.takeAsked().sort(), done: bench.takeDone().sort() };
}

/** Done is exactly what permission was asked for; asking alone is for what a service then refuses. */
async function check(one: Parts): Promise<string> {
  const { status, asked, done } = await tryOut(one, bench.mighty);
  expect({ status, done }).toEqual({ status, done: status < 300 ? asked : [] });
  if (status >= 300) return "";
  const powerless = await tryOut(one, bench.powerless);
  expect(powerless).toMatchObject({ asked: [], done: [] });
  expect(powerless.status).toBeGreaterThanOrEqual(400);
  return done.join();
}

it("does for every target, type and body of a service exactly what permission was asked for", async () => {
  const seen = new Set<string>();
  for (const service of ["sqs", "sns", "dynamodb"])
    for (const target of parts.target)
      for (const contentType of parts.contentType)
        for (const body of parts.body)
          seen.add(
            await check({
              service,
              target,
              contentType,
              body,
              region: home,
              method: "POST",
              path: "/",
              encoding: undefined,
            }),
          );
  // Each service was reached by what is its own.
  expect([...seen].sort()).toEqual([
    "",
    "dynamodb:PutItem arn:aws:dynamodb:us-east-1:000000000000:table/open",
    "dynamodb:PutItem arn:aws:dynamodb:us-east-1:000000000000:table/shut",
    "sns:Publish arn:aws:sns:us-east-1:000000000000:open",
    "sqs:SendMessage arn:aws:sqs:us-east-1:000000000000:open",
    "sqs:SendMessage arn:aws:sqs:us-east-1:000000000000:shut",
  ]);
});

it("does so for any combination with other services, methods, paths, encodings and regions", async () => {
  const seed = 20_261_130;
  const any = fc.record(
    Object.fromEntries(
      Object.entries(parts).map(([name, values]) => [name, fc.constantFrom(...(values as unknown[]))]),
    ),
  ) as unknown as fc.Arbitrary<Parts>;
  await fc.assert(
    fc.asyncProperty(any, async (one) => void (await check(one))),
    { seed, numRuns: 2000 },
  );
});

it.each([
  ["/2015-03-31/functions/open/invocations", "open"],
  ["/2015-03-31/functions/open/invocations?Qualifier=$LATEST", "open"],
  ["/2015-03-31/functions/000000000000:function:shut/invocations", "shut"],
])("asks for the function that %s invokes", async (path, name) => {
  const body = () => "{}";
  const shared = {
    region: home,
    method: "POST",
    target: undefined,
    contentType: undefined,
    encoding: undefined,
  };
  const one = { ...shared, service: "lambda", path, body } as unknown as Parts;
  expect(await check(one)).toBe(
    `lambda:InvokeFunction arn:aws:lambda:us-east-1:000000000000:function:${name}`,
  );
});
