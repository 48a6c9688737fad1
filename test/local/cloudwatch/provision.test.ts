import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkInputs } from "../../../packages/local/src/graph/inputs.ts";
import { kinds } from "../../../packages/local/src/provision/kinds.ts";
import {
  createVirtualCloudWatch,
  line,
  metricAlarm,
  resource,
  startMs,
  type VirtualCloudWatch,
} from "./virtual-cloudwatch.ts";

let cloudWatch: VirtualCloudWatch;
beforeEach(() => {
  cloudWatch = createVirtualCloudWatch();
});
afterEach(() => cloudWatch.stop());

const logGroup = resource("logGroup:LogGroup", { name: line.logGroup });
const filter = (pattern: string, transformation: object = {}) =>
  resource("logMetricFilter:LogMetricFilter", {
    name: "timeouts",
    logGroupName: line.logGroup,
    pattern,
    metricTransformation: { namespace: "Test", name: "Failures", value: "1", ...transformation },
  });
const math = (expression: string, more: object = {}) =>
  resource("metricAlarm:MetricAlarm", {
    name: "rate",
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 1,
    threshold: 1,
    metricQueries: [
      { id: "m1", metric: { namespace: "Test", metricName: "A", period: 60, stat: "Sum", ...more } },
      { id: "m2", metric: { namespace: "Test", metricName: "B", period: 60, stat: "Sum" } },
      { id: "e1", expression, returnData: true },
    ],
  });

describe("what is not supported", () => {
  it.each([
    ["a pattern", [logGroup, filter("[ip, user]")], "[ip, user]"],
    ["a filter's log group that does not exist", [filter("")], line.logGroup],
    ["a filter's unit", [logGroup, filter("ERROR", { unit: "Hours" })], "unit"],
    ["a filter with a default value", [logGroup, filter("{ $.a = b }", { defaultValue: 0 })], "defaultValue"],
    ["a statistic", [metricAlarm("a", { extendedStatistic: "tm90", statistic: undefined })], "tm90"],
    [
      "a comparison",
      [metricAlarm("a", { comparisonOperator: "GreaterThanUpperThreshold" })],
      "GreaterThanUpperThreshold",
    ],
    ["a period under a minute", [metricAlarm("a", { period: 10 })], "multiple of 60"],
    ["more datapoints than periods", [metricAlarm("a", { datapointsToAlarm: 2 })], "2 of 1"],
    ["more than a day of periods", [metricAlarm("a", { period: 300, evaluationPeriods: 289 })], "86400"],
    [
      "an action that is not SNS",
      [metricAlarm("a", { okActions: ["arn:aws:lambda:eu-west-2:1:function:f"] })],
      "okActions",
    ],
    [
      "a topic of another region",
      [metricAlarm("a", { alarmActions: ["arn:aws:sns:us-east-1:1:t"] })],
      "alarmActions",
    ],
    ["no metric", [metricAlarm("a", { metricName: undefined })], "metricName"],
    ["a function", [math("SEARCH('x')")], "SEARCH"],
    ["an id that does not exist", [math("m1 + m3")], "m3"],
    ["an expression that gives a number", [math("1 + 1")], "one time series"],
    ["an expression with a function that is not built", [math("SUM(METRICS())")], "SUM"],
    ["periods that differ", [math("m1 + m2", { period: 300 })], "one period"],
    [
      "a rule that begins with a blank",
      [resource("compositeAlarm:CompositeAlarm", { alarmName: "c", alarmRule: " ALARM(a)" })],
      "white space",
    ],
    [
      "a rule",
      [resource("compositeAlarm:CompositeAlarm", { alarmName: "c", alarmRule: "ALARM(" })],
      "ALARM(",
    ],
    [
      "a dashboard without widgets",
      [resource("dashboard:Dashboard", { dashboardName: "d", dashboardBody: "{}" })],
      "widgets",
    ],
    [
      "a dashboard with a widget that cannot be shown",
      [
        resource("dashboard:Dashboard", {
          dashboardName: "d",
          dashboardBody: JSON.stringify({ widgets: [{ type: "text" }, { type: "explorer" }] }),
        }),
      ],
      "the type explorer; supported: alarm, metric, text",
    ],
  ])("%s is an error naming it", (_what, resources, message) => {
    expect(() => cloudWatch.provision(resources)).toThrow(message);
  });

  it.each([
    ["thresholdMetricId", metricAlarm("a", { thresholdMetricId: "ad1" })],
    ["evaluateLowSampleCountPercentiles", metricAlarm("a", { evaluateLowSampleCountPercentiles: "ignore" })],
    [
      "actionsSuppressor",
      resource("compositeAlarm:CompositeAlarm", { alarmName: "c", actionsSuppressor: "a" }),
    ],
    ["applyOnTransformedLogs", resource("logMetricFilter:LogMetricFilter", { applyOnTransformedLogs: true })],
  ])("the input %s is an error", (input, unsupported) => {
    expect(() => checkInputs(unsupported, kinds[unsupported.type]?.rules ?? { used: [] })).toThrow(input);
  });
});

describe("what Pulumi writes", () => {
  it("may have numbers and flags as text", async () => {
    const alarm = metricAlarm("a", {
      threshold: "2",
      evaluationPeriods: "1",
      period: "60",
      treatMissingData: "notBreaching",
    });
    cloudWatch.provision([alarm]);
    cloudWatch.measure("Failures", 2);
    await cloudWatch.endMinute();
    expect(cloudWatch.events).toMatchObject([{ name: "a", after: "ALARM" }]);
  });

  it("may come again: a filter is not counted twice and an alarm keeps its state", async () => {
    const resources = [logGroup, filter('{ $.status = "timeout" }'), metricAlarm("a", { threshold: 2 })];
    cloudWatch.provision(resources);
    cloudWatch.provision(resources);
    cloudWatch.log({ ...line, message: '{"status":"timeout"}', epochMs: startMs });
    await cloudWatch.endMinute();
    expect(cloudWatch.events).toMatchObject([{ name: "a", after: "OK" }]);
    cloudWatch.provision(resources);
    await cloudWatch.endMinute();
    expect(cloudWatch.events).toHaveLength(1);
  });
});
