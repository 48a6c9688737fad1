import type { RawRequest } from "../local/fixtures/sign.ts";

export interface Attempt {
  what: string;
  service: string;
  request: RawRequest;
}

const json = (service: string, target: string, version: string, body: object): Attempt => ({
  what: `${service} ${target}`,
  service,
  request: {
    method: "POST",
    headers: { "x-amz-target": target, "content-type": `application/x-amz-json-${version}` },
    body: JSON.stringify(body),
  },
});

/** What somebody who knows the system but none of its secrets would try at every port. */
export function listAttempts(job: string): Attempt[] {
  const table = "crisscross-local-ResultsTable";
  const QueueUrl = "https://sqs.us-east-1.amazonaws.com/000000000000/crisscross-local-JobsQueue";
  const key = { pk: { S: `JOB#${job}` }, sk: { S: "JOB" } };
  const dynamodb = (operation: string, body: object) =>
    json("dynamodb", `DynamoDB_20120810.${operation}`, "1.0", body);
  const form = new URLSearchParams({
    Action: "Publish",
    TopicArn: "arn:aws:sns:us-east-1:000000000000:crisscross-local-ProbesTopic",
    Message: "{}",
  });
  const plain = (
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: string,
  ): Attempt => ({
    what: `${method} ${path}`,
    service: "execute-api",
    request: { method, path, headers, ...(body === undefined ? {} : { body }) },
  });
  const bearer = { authorization: "Bearer guessed" };
  const type = { "content-type": "application/json" };
  return [
    dynamodb("ListTables", {}),
    dynamodb("Scan", { TableName: table }),
    dynamodb("PutItem", { TableName: table, Item: { ...key, stolen: { S: "yes" } } }),
    dynamodb("DeleteItem", { TableName: table, Key: key }),
    dynamodb("DeleteTable", { TableName: table }),
    json("sqs", "AmazonSQS.ListQueues", "1.0", {}),
    json("sqs", "AmazonSQS.SendMessage", "1.0", { QueueUrl, MessageBody: "{}" }),
    json("sqs", "AmazonSQS.ReceiveMessage", "1.0", { QueueUrl }),
    json("sqs", "AmazonSQS.PurgeQueue", "1.0", { QueueUrl }),
    json("monitoring", "GraniteServiceVersion20100801.ListMetrics", "1.0", {}),
    json("logs", "Logs_20140328.DescribeLogGroups", "1.1", {}),
    {
      what: "sns Publish",
      service: "sns",
      request: {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: form.toString(),
      },
    },
    {
      what: "lambda Invoke",
      service: "lambda",
      request: {
        method: "POST",
        path: "/2015-03-31/functions/crisscross-local-reconcile/invocations",
        headers: { "x-amz-invocation-type": "Event" },
        body: "{}",
      },
    },
    ...["/", "/_fauxqs/queues", "/crisscross", "/shell", "/v1/jobs", `/v1/jobs/${job}`].map((path) =>
      plain("GET", path),
    ),
    plain("GET", "/v1/jobs", bearer),
    plain("POST", "/v1/jobs", type, '{"samples":1}'),
    plain("POST", "/v1/jobs", { ...type, ...bearer }, '{"samples":1}'),
    plain("DELETE", `/v1/jobs/${job}`),
    plain("DELETE", `/v1/jobs/${job}`, bearer),
    plain("PUT", "/bucket"),
    plain("TRACE", "/"),
    plain("OPTIONS", "/v1/jobs", { "access-control-request-method": "POST", origin: "http://evil.example" }),
  ];
}
