import { describe, expect, it } from "vitest";
import { readFrom } from "../fixtures/derive.ts";
import { serveEach } from "./served.ts";

const aws = serveEach();
/** Whoever prints these without looking calls what is no function. */
const odd = [{ toString: 1 }, [{ toString: 1 }], [[{ toString: 1 }]]];
const targets = { monitoring: "GraniteServiceVersion20100801", logs: "Logs_20140328", sqs: "AmazonSQS" };

async function call(service: "monitoring" | "logs", operation: string, input: object): Promise<number> {
  const scope = `AK/20261121/eu-west-2/${service}/aws4_request`;
  const headers = {
    "x-amz-target": `${targets[service]}.${operation}`,
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=00`,
  };
  return (await fetch(aws.endpoint, { method: "POST", headers, body: JSON.stringify(input) })).status;
}

describe("a value with a toString of its own is refused", () => {
  it.each([
    ["monitoring", "GetMetricData", "StartTime"],
    ["monitoring", "DescribeAlarmsForMetric", "Period"],
    ["monitoring", "DescribeAlarmsForMetric", "Namespace"],
    ["monitoring", "GetMetricData", "MetricDataQueries"],
    ["monitoring", "GetMetricData", "ScanBy"],
    ["monitoring", "PutMetricData", "MetricData"],
    ["monitoring", "DescribeAlarms", "MaxRecords"],
    ["monitoring", "DescribeAlarms", "AlarmTypes"],
    ["monitoring", "DescribeAlarms", "StateValue"],
    ["monitoring", "SetAlarmState", "AlarmName"],
    ["monitoring", "ListMetrics", "Dimensions"],
    ["logs", "FilterLogEvents", "limit"],
    ["logs", "FilterLogEvents", "logStreamNames"],
    ["logs", "FilterLogEvents", "startTime"],
    ["logs", "DescribeLogGroups", "nextToken"],
  ] as const)("by %s, %s at %s", async (service, operation, member) => {
    for (const value of odd) expect(await call(service, operation, { [member]: value })).toBe(400);
  });

  it.each([
    ["monitoring", "SetAlarmState", "AlarmName"],
    ["monitoring", "DescribeAlarms", "AlarmNames"],
    ["monitoring", "GetDashboard", "DashboardName"],
    ["logs", "FilterLogEvents", "logGroupName"],
    ["logs", "DescribeLogStreams", "logStreamName"],
    ["sqs", "SendMessage", "QueueUrl"],
    ["sqs", "StartMessageMoveTask", "DestinationArn"],
  ] as const)("by the gateway of %s: %s of %s, which permissions go by", (service, operation, member) => {
    const headers = {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `${targets[service]}.${operation}`,
    };
    for (const value of odd) {
      const body = JSON.stringify({ [member]: value });
      expect(() => readFrom(service, { path: "/", headers, body })).toThrow(`${member} has to be a text`);
    }
  });
});

it.each(["monitoring", "logs", "sqs"] as const)(
  "a body of %s nested past the stack is refused",
  (service) => {
    const headers = {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `${targets[service]}.ListQueues`,
    };
    const body = `{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
    expect(() => readFrom(service, { path: "/", headers, body })).toThrow("nested deeper than");
  },
);
