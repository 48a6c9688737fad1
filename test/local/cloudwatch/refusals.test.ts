import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  GetDashboardCommand,
  GetMetricDataCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { describe, expect, it } from "vitest";
import { range, serveEach } from "./served.ts";
import { region } from "./virtual-cloudwatch.ts";

const aws = serveEach();

describe("a refusal", () => {
  const expression = (Expression: string) =>
    new GetMetricDataCommand({ ...range, MetricDataQueries: [{ Id: "e1", Expression }] });
  const Metric = { Namespace: "Test", MetricName: "m" };
  const metric = { Id: "m", MetricStat: { Metric, Period: 60, Stat: "Sum" }, ReturnData: false };

  it.each([
    ["of an unknown dashboard", new GetDashboardCommand({ DashboardName: "none" }), "ResourceNotFound", 404],
    [
      "of a missing field",
      new PutMetricDataCommand({ Namespace: undefined, MetricData: [] }),
      "MissingParameter",
      400,
    ],
    [
      "of a value given twice",
      new PutMetricDataCommand({ Namespace: "N", MetricData: [{ MetricName: "m", Value: 1, Values: [1] }] }),
      "InvalidParameterCombination",
      400,
    ],
    [
      "of a time too long ago",
      new PutMetricDataCommand({
        Namespace: "N",
        MetricData: [{ MetricName: "m", Value: 1, Timestamp: new Date(0) }],
      }),
      "InvalidParameterValue",
      400,
    ],
    ["of an unknown function", expression("SEARCH('x')"), "ValidationError", 400],
    [
      "of more windows than a call has datapoints",
      new GetMetricDataCommand({
        ...{ StartTime: new Date(0), EndTime: new Date(100_801 * 60_000) },
        MetricDataQueries: [metric, { Id: "e1", Expression: "FILL(m, 0)" }],
      }),
      "ValidationError",
      400,
    ],
    [
      "of expressions that make more datapoints than ten calls have",
      new GetMetricDataCommand({
        ...{ StartTime: new Date(0), EndTime: new Date(100_800 * 60_000) },
        MetricDataQueries: [metric, { Id: "e1", Expression: `${"FILL(".repeat(11)}m${", 0)".repeat(11)}` }],
      }),
      "ValidationError",
      400,
    ],
    ["of an expression that is too long", expression(`1${" + 1".repeat(600)}`), "ValidationError", 400],
    ["of a number as a result", expression("1 + 1"), "ValidationError", 400],
    [
      "of a period under a minute",
      new GetMetricDataCommand({
        ...range,
        MetricDataQueries: [{ Id: "m", MetricStat: { Metric, Period: 30, Stat: "Sum" } }],
      }),
      "ValidationError",
      400,
    ],
    ["of a made-up token", new DescribeAlarmsCommand({ NextToken: "made up" }), "InvalidNextToken", 400],
    [
      "of a made-up token by ListMetrics",
      new ListMetricsCommand({ NextToken: "made up" }),
      "InvalidParameterValue",
      400,
    ],
    [
      "of an operation that is not there",
      new DeleteAlarmsCommand({ AlarmNames: ["a"] }),
      "InvalidAction",
      400,
    ],
  ])("%s carries AWS's code and status", async (_what, command, code, status) => {
    const error = await aws.client.send(command as GetDashboardCommand).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ Error: { Code: code }, $metadata: { httpStatusCode: status } });
  });

  it("is the SDK's own exception", async () => {
    const error = await aws.client
      .send(new GetDashboardCommand({ DashboardName: "none" }))
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "ResourceNotFound", message: "Dashboard none does not exist" });
  });

  it("is plain about a request that is no JSON", async () => {
    const headers = {
      "x-amz-target": "GraniteServiceVersion20100801.ListMetrics",
      authorization: `AWS4-HMAC-SHA256 Credential=A/20261120/${region}/monitoring/aws4_request, SignedHeaders=host, Signature=0`,
    };
    const answer = await fetch(aws.endpoint, { method: "POST", headers, body: "[" });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { __type: "com.amazonaws.cloudwatch#SerializationException" },
    ]);
  });
});
