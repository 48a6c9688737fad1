import { gzipSync } from "node:zlib";
import { readAuthorization } from "@crisscross/local/service/authorization";
import { describe, expect, it } from "vitest";
import { deriveFrom } from "../fixtures/derive.ts";

const json = (service: string, target: string, body: object) =>
  deriveFrom(service, {
    headers: { "x-amz-target": target, "content-type": "application/x-amz-json-1.0" },
    body: JSON.stringify(body),
  });
const form = (fields: Record<string, string>) =>
  deriveFrom("sns", {
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  });

const table = "arn:aws:dynamodb:eu-west-2:000000000000:table/t";

describe("the permission a call needs", () => {
  it.each([
    ["SendMessage", "sqs:SendMessage"],
    ["SendMessageBatch", "sqs:SendMessage"],
    ["DeleteMessageBatch", "sqs:DeleteMessage"],
    ["ChangeMessageVisibilityBatch", "sqs:ChangeMessageVisibility"],
    ["ReceiveMessage", "sqs:ReceiveMessage"],
  ])("is for SQS %s: %s on the queue", (operation, action) => {
    const QueueUrl = "https://sqs.eu-west-2.amazonaws.com/000000000000/q";
    expect(json("sqs", `AmazonSQS.${operation}`, { QueueUrl })).toEqual([
      { action, resource: "arn:aws:sqs:eu-west-2:000000000000:q" },
    ]);
  });

  it("is for DynamoDB the operation on the table, or on the index that is queried", () => {
    const query = (body: object) => json("dynamodb", "DynamoDB_20120810.Query", body);
    expect(query({ TableName: "t" })).toEqual([{ action: "dynamodb:Query", resource: table }]);
    expect(query({ TableName: "t", IndexName: "i" })).toEqual([
      { action: "dynamodb:Query", resource: `${table}/index/i` },
    ]);
  });

  it("is for a DynamoDB batch one for each table", () => {
    expect(json("dynamodb", "DynamoDB_20120810.BatchWriteItem", { RequestItems: { t: [], u: [] } })).toEqual([
      { action: "dynamodb:BatchWriteItem", resource: table },
      { action: "dynamodb:BatchWriteItem", resource: table.replace("/t", "/u") },
    ]);
  });

  it("is for a DynamoDB transaction, of which there are none here, not known", () => {
    const TransactItems = [{ Put: { TableName: "t" } }, { ConditionCheck: { TableName: "t" } }];
    expect(json("dynamodb", "DynamoDB_20120810.TransactWriteItems", { TransactItems })).toBeUndefined();
  });

  it("is for SNS Publish and PublishBatch the same", () => {
    for (const operation of ["Publish", "PublishBatch"]) {
      expect(form({ Action: operation, TopicArn: "arn:t" })).toEqual([
        { action: "sns:Publish", resource: "arn:t" },
      ]);
    }
  });

  it.each([
    ["f", "arn:aws:lambda:eu-west-2:000000000000:function:f"],
    [
      "arn%3Aaws%3Alambda%3Aeu-west-2%3A000000000000%3Afunction%3Af",
      "arn:aws:lambda:eu-west-2:000000000000:function:f",
    ],
    ["f%3A%24LATEST", "arn:aws:lambda:eu-west-2:000000000000:function:f"],
    ["f%3Alive", "arn:aws:lambda:eu-west-2:000000000000:function:f:live"],
  ])("is for invoking %s InvokeFunction on its ARN", (name, resource) => {
    const path = `/2015-03-31/functions/${name}/invocations`;
    expect(deriveFrom("lambda", { path })).toEqual([{ action: "lambda:InvokeFunction", resource }]);
  });

  const alarmArn = "arn:aws:cloudwatch:eu-west-2:000000000000:alarm:";
  it.each([
    ["DescribeAlarms", {}, `${alarmArn}*`],
    ["DescribeAlarms", { AlarmNames: [] }, `${alarmArn}*`],
    ["DescribeAlarms", { AlarmNames: ["a"] }, `${alarmArn}a`],
    ["DescribeAlarmHistory", { AlarmName: "a" }, `${alarmArn}a`],
    ["GetDashboard", { DashboardName: "d" }, "arn:aws:cloudwatch::000000000000:dashboard/d"],
    ["GetMetricData", {}, "*"],
  ])("is for CloudWatch's %s of %j cloudwatch:%s on what it names", (operation, body, resource) => {
    expect(json("monitoring", `GraniteServiceVersion20100801.${operation}`, body)).toEqual([
      { action: `cloudwatch:${operation}`, resource },
    ]);
  });

  it("is for PutMetricData, compressed or not, on anything, with the namespace for policies to ask for", () => {
    const body = Buffer.from(JSON.stringify({ Namespace: "Crisscross/test", MetricData: [] }));
    const target = {
      "x-amz-target": "GraniteServiceVersion20100801.PutMetricData",
      "content-type": "application/x-amz-json-1.0",
    };
    const expected = {
      action: "cloudwatch:PutMetricData",
      resource: "*",
      context: { "cloudwatch:namespace": "Crisscross/test" },
    };
    const zipped = { headers: { ...target, "content-encoding": "gzip" }, body: gzipSync(body) };
    for (const { headers, body: bytes } of [{ headers: target, body }, zipped])
      expect(deriveFrom("monitoring", { headers, body: bytes })).toEqual([expected]);
  });

  it("is not known for what the local cloud does not understand", () => {
    expect(json("dynamodb", "DynamoDB_20120810.ExecuteStatement", { Statement: "SELECT" })).toBeUndefined();
    expect(json("sqs", "AmazonSQS.SendMessage", {})).toBeUndefined();
    expect(json("dynamodb", "DynamoDB_20120810.ExecuteStatement", { TableName: "t" })).toBeUndefined();
    expect(() => json("s3", "x", {})).toThrow("no service s3");
    const listing = { method: "GET", path: "/2015-03-31/layers" };
    expect(() => deriveFrom("lambda", listing)).toThrow("no operation at GET /2015-03-31/layers");
  });

  it("goes by the parameter that the operation goes by, whatever others are given", () => {
    const queue = { QueueUrl: "https://sqs.eu-west-2.amazonaws.com/000000000000/allowed", QueueName: "q" };
    expect(json("sqs", "AmazonSQS.GetQueueUrl", queue)).toEqual([
      { action: "sqs:GetQueueUrl", resource: "arn:aws:sqs:eu-west-2:000000000000:q" },
    ]);
    const topic = { TopicArn: "arn:allowed", Name: "t", ResourceArn: "arn:tagged" };
    expect(form({ Action: "CreateTopic", ...topic })?.[0]?.resource).toBe(
      "arn:aws:sns:eu-west-2:000000000000:t",
    );
    expect(form({ Action: "TagResource", ...topic })?.[0]?.resource).toBe("arn:tagged");
    expect(form({ Action: "Unsubscribe", SubscriptionArn: "arn:s", ...topic })).toBeUndefined();
    expect(form({ Action: "Publish", TopicArn: "arn:a", TargetArn: "arn:b" })).toBeUndefined();
    const tagging = { TableName: "allowed", ResourceArn: table };
    expect(json("dynamodb", "DynamoDB_20120810.TagResource", tagging)?.[0]?.resource).toBe(table);
  });
});

describe("the credential scope", () => {
  it("names key, region and service", () => {
    const header =
      "AWS4-HMAC-SHA256 Credential=AK/20261121/sa-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0";
    expect(readAuthorization(header)).toEqual({
      accessKeyId: "AK",
      date: "20261121",
      region: "sa-east-1",
      service: "sqs",
      signedHeaders: ["host"],
      signature: "0",
    });
  });

  it("is absent from unsigned requests", () => {
    expect(readAuthorization(undefined)).toBeUndefined();
    expect(readAuthorization("Bearer x")).toBeUndefined();
  });
});
