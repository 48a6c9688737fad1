import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildGraph, lambda, queue, queueUrl, topic, topicArn } from "../fixtures/graph.ts";
import { openSession, readEnvironment, type Session } from "../fixtures/session.ts";
import { type RawRequest, type Signer, sendRaw, signRaw } from "../fixtures/sign.ts";

const region = "us-east-1";
let session: Session;
let caller: Signer;

beforeAll(async () => {
  const grants = [{ actions: ["sns:Publish"], resources: [topicArn("open")] }];
  session = await openSession({
    graph: buildGraph(queue("shut"), topic("open"), lambda("caller", { handler: "relay.handler", grants })),
  });
  const variables = await readEnvironment(session.cloud, "caller", region);
  caller = {
    accessKeyId: variables.AWS_ACCESS_KEY_ID ?? "",
    secretAccessKey: variables.AWS_SECRET_ACCESS_KEY ?? "",
    sessionToken: variables.AWS_SESSION_TOKEN ?? "",
  };
});
afterAll(() => session.cloud.stop());

async function countMessages(): Promise<string | undefined> {
  const { endpoint, credentials } = session.cloud;
  const sqs = new SQSClient({ region, endpoint, credentials, useQueueUrlAsEndpoint: false });
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl("shut"), AttributeNames: ["All"] }),
  );
  return Attributes?.ApproximateNumberOfMessages;
}

const toQueue: RawRequest = {
  method: "POST",
  headers: { "x-amz-target": "AmazonSQS.SendMessage", "content-type": "application/x-amz-json-1.0" },
  body: JSON.stringify({ QueueUrl: queueUrl("shut"), MessageBody: "stolen" }),
};

describe("a request that is signed for one service and meant for another", () => {
  it("is refused and reaches neither", async () => {
    const form = new URLSearchParams({ Action: "Publish", TopicArn: topicArn("open") }).toString();
    const hidden = {
      ...toQueue,
      body: JSON.stringify({ QueueUrl: queueUrl("shut"), MessageBody: "stolen", "": `&${form}&` }),
    };
    for (const request of [hidden, toQueue]) {
      const headers = signRaw(session.cloud.endpoint, request, { service: "sns", region }, caller);
      const answer = await sendRaw(session.cloud.endpoint, { ...request, headers });
      expect(answer.status).toBe(400);
      expect(answer.text).toContain("sns is called here by POST / with content-type application/x-www-form");
    }
    expect(await countMessages()).toBe("0");
  });
});

describe("a stranger who names a service", () => {
  it.each(["constructor", "s3", "sqs"])("called %s is refused", async (service) => {
    const authorization = `AWS4-HMAC-SHA256 Credential=AKIAX/20261130/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=00`;
    const { status, text } = await sendRaw(session.cloud.endpoint, {
      method: "POST",
      headers: { authorization },
      body: "",
    });
    expect(status).toBe(403);
    expect(text).toContain("The security token included in the request is invalid.");
  });
});

describe("an operation whose name is that of an object's property", () => {
  it.each([
    ["AmazonSQS.constructor", "sqs", { QueueUrl: queueUrl("shut") }],
    [
      "DynamoDB_20120810.TransactWriteItems",
      "dynamodb",
      { TransactItems: [{ constructor: { TableName: "t" } }] },
    ],
  ])("is denied: %s", async (target, service, input) => {
    const request: RawRequest = {
      method: "POST",
      headers: { "x-amz-target": target, "content-type": "application/x-amz-json-1.0" },
      body: JSON.stringify(input),
    };
    const headers = signRaw(session.cloud.endpoint, request, { service, region }, caller);
    const { status, text } = await sendRaw(session.cloud.endpoint, { ...request, headers });
    expect([400, 403]).toContain(status);
    expect(text).toContain("AccessDenied");
    expect(text).not.toContain("native code");
  });
});

describe("a signature", () => {
  const scope = { service: "sqs", region };
  const send = (headers: RawRequest["headers"], request = toQueue) =>
    sendRaw(session.cloud.endpoint, { ...request, ...(headers && { headers }) });
  const sign = (signer: Signer, nowMs?: number) =>
    signRaw(session.cloud.endpoint, toQueue, scope, signer, nowMs);

  it("of the operator's secret lets a request in", async () => {
    const answer = await send(sign(session.cloud.credentials));
    expect(answer).toMatchObject({ status: 200 });
    expect(await countMessages()).toBe("1");
  });

  const operator = () => session.cloud.credentials;
  const unsignedTarget = () => {
    const { headers: _, ...bare } = toQueue;
    return { ...signRaw(session.cloud.endpoint, bare, scope, operator()), ...toQueue.headers };
  };
  const cases: [string, () => Record<string, string | string[]>, string, RawRequest?][] = [
    ["of another secret", () => sign({ ...operator(), secretAccessKey: "guessed" }), "does not match"],
    ["of a key nobody holds", () => sign({ ...operator(), accessKeyId: "AKIANOBODY" }), "token included"],
    ["without its session token", () => sign({ ...caller, sessionToken: "other" }), "X-Amz-Security-Token"],
    ["of ten minutes ago", () => sign(operator(), Date.now() - 600_000), "more than five minutes off"],
    ["of in ten minutes", () => sign(operator(), Date.now() + 600_000), "more than five minutes off"],
    ["of a target that is not signed", unsignedTarget, "x-amz-target has to be signed"],
    [
      "of another body",
      () => sign(operator()),
      "does not match",
      { ...toQueue, body: toQueue.body?.toString().replace("stolen", "forged") ?? "" },
    ],
    [
      "of a digest that is not the body's",
      () => {
        const headers = { ...toQueue.headers, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
        return signRaw(session.cloud.endpoint, { ...toQueue, headers }, scope, operator());
      },
      "X-Amz-Content-Sha256",
    ],
  ];
  it.each(cases)("%s lets nothing in", async (_what, headers, reason, request) => {
    const before = await countMessages();
    const answer = await send(headers(), request);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain(reason);
    expect(await countMessages()).toBe(before);
  });
});

describe("a request of a web page", () => {
  const own = () => new URL(session.cloud.endpoint).host;
  it.each([
    [{ origin: "http://evil.example" }, "Web pages of another origin (http://evil.example)"],
    [{ origin: "null" }, "another origin"],
    [{ origin: "http://127.0.0.1:1" }, "another origin"],
    [{ "sec-fetch-site": "cross-site" }, "another origin (cross-site)"],
    [{ "sec-fetch-site": "same-site" }, "another origin"],
    [{ host: "evil.example" }, 'The Host "evil.example" is not this machine'],
    [{ host: "127.0.0.1.evil.example:80" }, "is not this machine"],
    [{ host: "localhost@evil.example" }, "is not this machine"],
  ])("with %j is refused, signed or not", async (given, reason) => {
    const headers = { ...toQueue.headers, ...given } as Record<string, string>;
    const signed = signRaw(
      session.cloud.endpoint,
      { ...toQueue, headers },
      { service: "sqs", region },
      session.cloud.credentials,
    );
    const before = await countMessages();
    for (const sent of [signed, headers]) {
      const answer = await sendRaw(session.cloud.endpoint, { ...toQueue, headers: sent });
      expect(answer.status).toBe(403);
      expect(answer.text).toContain(JSON.stringify(reason).slice(1, -1));
      expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
    expect(await countMessages()).toBe(before);
  });

  it("is answered no preflight", async () => {
    const headers = { origin: "http://evil.example", "access-control-request-method": "POST" };
    const answer = await sendRaw(session.cloud.endpoint, { method: "OPTIONS", headers });
    expect(answer.status).toBe(403);
    expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
  });

  it("passes by any name of this machine, and through a tunnel", async () => {
    for (const host of [own(), own().replace("127.0.0.1", "localhost"), "localhost:9000", "[::1]:9000"]) {
      const answer = await sendRaw(session.cloud.endpoint, { headers: { host } });
      expect(answer.text).toContain("Missing Authentication Token");
    }
  });
});

it("refuses a header that is given twice", async () => {
  const headers = { "content-type": ["application/x-amz-json-1.0", "application/x-www-form-urlencoded"] };
  const answer = await sendRaw(session.cloud.endpoint, { method: "POST", headers });
  expect(answer.text).toContain("The header content-type is given twice");
});
