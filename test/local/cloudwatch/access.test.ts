import { describe, expect, it } from "vitest";
import { deriveFrom } from "../fixtures/derive.ts";

function derive(service: "monitoring" | "logs", operation: string, input: object): string[] | undefined {
  const target = service === "logs" ? "Logs_20140328" : "GraniteServiceVersion20100801";
  const headers = { "x-amz-target": `${target}.${operation}`, "content-type": "application/x-amz-json-1.0" };
  const accesses = deriveFrom(service, { headers, body: JSON.stringify(input) });
  return accesses?.map(({ action, resource }) => `${action} ${resource}`);
}

describe("a call to CloudWatch", () => {
  const alarm = "arn:aws:cloudwatch:eu-west-2:000000000000:alarm";

  it.each([
    ["GetMetricData", {}, ["cloudwatch:GetMetricData *"]],
    ["PutMetricData", { Namespace: "N" }, ["cloudwatch:PutMetricData *"]],
    ["DescribeAlarms", {}, [`cloudwatch:DescribeAlarms ${alarm}:*`]],
    [
      "DescribeAlarms",
      { AlarmNames: ["a", "b"] },
      [`cloudwatch:DescribeAlarms ${alarm}:a`, `cloudwatch:DescribeAlarms ${alarm}:b`],
    ],
    ["DescribeAlarmHistory", { AlarmName: "a" }, [`cloudwatch:DescribeAlarmHistory ${alarm}:a`]],
    [
      "GetDashboard",
      { DashboardName: "d" },
      ["cloudwatch:GetDashboard arn:aws:cloudwatch::000000000000:dashboard/d"],
    ],
    ["DescribeAlarms", { AlarmName: "a" }, [`cloudwatch:DescribeAlarms ${alarm}:*`]],
  ])("%s %j needs its permission", (operation, input, expected) => {
    expect(derive("monitoring", operation, input)).toEqual(expected);
  });
});

describe("a call to CloudWatch Logs", () => {
  const group = "arn:aws:logs:eu-west-2:000000000000:log-group";

  it.each([
    ["FilterLogEvents", { logGroupName: "/g" }, `logs:FilterLogEvents ${group}:/g:log-stream:`],
    [
      "FilterLogEvents",
      { logGroupIdentifier: `${group}:/g:*` },
      `logs:FilterLogEvents ${group}:/g:log-stream:`,
    ],
    [
      "GetLogEvents",
      { logGroupName: "/g", logStreamName: "s" },
      `logs:GetLogEvents ${group}:/g:log-stream:s`,
    ],
    ["DescribeLogGroups", { logGroupName: "/g" }, `logs:DescribeLogGroups ${group}::log-stream:`],
    [
      "FilterLogEvents",
      { logGroupName: "/g", logStreamName: "s" },
      `logs:FilterLogEvents ${group}:/g:log-stream:`,
    ],
    ["DescribeLogGroups", {}, `logs:DescribeLogGroups ${group}::log-stream:`],
  ])("%s %j needs its permission", (operation, input, expected) => {
    expect(derive("logs", operation, input)).toEqual([expected]);
  });
});
