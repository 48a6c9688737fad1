import fc from "fast-check";
import { expect, it } from "vitest";
import { anyRequest } from "../backend/odd-requests.ts";
import { answerFrom } from "../fixtures/derive.ts";
import { createVirtualCloudWatch, line, metricAlarm, startMs } from "./virtual-cloudwatch.ts";

const [StartTime, EndTime] = [startMs / 1000, startMs / 1000 + 600];
const metric = { Namespace: "Test", MetricName: "Failures" };
const Dimensions = [{ Name: "a", Value: "b" }];
const monitoring: Readonly<Record<string, object>> = {
  PutMetricData: {
    Namespace: "Own",
    MetricData: [
      { MetricName: "m", Dimensions, Values: [1, 2], Counts: [1, 3], Unit: "Count", Timestamp: StartTime },
      { MetricName: "n", StatisticValues: { SampleCount: 2, Sum: 3, Minimum: 1, Maximum: 2 } },
    ],
  },
  GetMetricData: {
    ...{ StartTime, EndTime, ScanBy: "TimestampAscending", MaxDatapoints: 10 },
    MetricDataQueries: [
      { Id: "m", ReturnData: false, MetricStat: { Metric: metric, Period: 60, Stat: "p90", Unit: "Count" } },
      { Id: "e", Expression: "IF(FILL(m, 0) > 0, 100 * m, 1) / 2", Label: "l" },
    ],
  },
  ListMetrics: { ...metric, Dimensions: [{ Name: "a" }], NextToken: "x", RecentlyActive: "PT3H" },
  DescribeAlarms: { AlarmNames: ["a"], AlarmTypes: ["MetricAlarm"], StateValue: "OK", MaxRecords: 1 },
  DescribeAlarmsForMetric: { ...metric, Dimensions: [], Statistic: "Sum", Period: 60 },
  DescribeAlarmHistory: { AlarmName: "a", StartDate: StartTime, EndDate: EndTime, HistoryItemType: "Action" },
  SetAlarmState: { AlarmName: "a", StateValue: "OK", StateReason: "r", StateReasonData: "{}" },
  GetDashboard: { DashboardName: "d" },
  ListDashboards: { DashboardNamePrefix: "d", NextToken: "x" },
};
const logGroupName = line.logGroup;
const logs: Readonly<Record<string, object>> = {
  FilterLogEvents: {
    ...{ logGroupName, logStreamNames: ["s"], startTime: 0, endTime: startMs, limit: 5, nextToken: "n/0-0" },
    filterPattern: '{ $.a = "b" && $.c = 1 }',
  },
  DescribeLogGroups: { logGroupNamePrefix: "/", limit: 5, nextToken: "x" },
  DescribeLogStreams: { logGroupName, orderBy: "LogStreamName", descending: true, limit: 5 },
};
const services = {
  monitoring: { inputs: monitoring, target: "GraniteServiceVersion20100801" },
  logs: { inputs: logs, target: "Logs_20140328" },
};

it.each(["monitoring", "logs"] as const)(
  "%s answers whatever is put where its model has something else",
  async (service) => {
    const cloudWatch = createVirtualCloudWatch();
    const { inputs, target } = services[service];
    cloudWatch.provision([metricAlarm("a")]);
    cloudWatch.measure("Failures", 1);
    const asked = fc.asyncProperty(anyRequest(inputs), async ({ operation, input }) => {
      const headers = {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `${target}.${operation}`,
      };
      const request = { headers, body: JSON.stringify(input) };
      const { status, body } = await answerFrom(cloudWatch.backends[service], service, request);
      expect(status).toBeLessThan(500);
      expect(body.length).toBeGreaterThan(0);
    });
    await fc.assert(asked, { seed: 20261130, numRuns: 1500 });
    await cloudWatch.stop();
  },
);
