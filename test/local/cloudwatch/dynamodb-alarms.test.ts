import { DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { expect, it } from "vitest";
import {
  isOfDynamoDb,
  listQueries,
  type MetricAlarm,
} from "../../../packages/local/src/cloudwatch/alarm/spec.ts";
import { describeMetricAlarm } from "../../../packages/local/src/cloudwatch/provision/alarm.ts";
import { runQueries } from "../../../packages/local/src/cloudwatch/query.ts";
import { readGraph } from "../../support/graph.ts";
import { serveEach } from "./served.ts";
import { accountId, metricAlarm } from "./virtual-cloudwatch.ts";

const aws = serveEach();

function countValues(alarm: MetricAlarm, count: number): number {
  const { queries, resultId } = listQueries(alarm);
  const windows = { startMs: 0, periodMs: alarm.periodMs, count };
  const result = runQueries({ read: () => new Map() }, alarm.region, queries, windows).get(resultId);
  return result?.kind === "series" ? result.points.size : 0;
}

it("the graph's alarms on DynamoDB see a value each period while it publishes nothing, so that they return to OK", async () => {
  const { resources } = await readGraph();
  const alarms = resources
    .filter(({ type }) => type === "aws:cloudwatch/metricAlarm:MetricAlarm")
    .map((resource) => describeMetricAlarm(resource, accountId))
    .filter(isOfDynamoDb);
  expect(alarms.length).toBeGreaterThan(0);
  expect(alarms.filter((alarm) => countValues(alarm, 7) !== 7).map(({ name }) => name)).toEqual([]);
});

it("an alarm on DynamoDB is described as told to take missing data for breaches, and stays as it is without data", async () => {
  const told = { treatMissingData: "breaching" };
  aws.cloudWatch.provision([
    metricAlarm("table", { namespace: "AWS/DynamoDB", metricName: "SystemErrors", ...told }),
    metricAlarm("other", told),
  ]);
  await aws.cloudWatch.endMinute();
  const { MetricAlarms } = await aws.client.send(new DescribeAlarmsCommand({}));
  expect(
    MetricAlarms?.map(({ AlarmName, TreatMissingData, StateValue }) => [
      AlarmName,
      TreatMissingData,
      StateValue,
    ]),
  ).toEqual([
    ["other", "breaching", "ALARM"],
    ["table", "breaching", "INSUFFICIENT_DATA"],
  ]);
});
