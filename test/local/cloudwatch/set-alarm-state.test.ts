import {
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import { expect, it } from "vitest";
import { serveEach } from "./served.ts";
import { metricAlarm, region, resource } from "./virtual-cloudwatch.ts";

const served = serveEach();
const topicArn = `arn:aws:sns:${region}:000000000000:alarms`;

const set = (StateValue: "OK" | "ALARM", StateReasonData?: string, AlarmName = "failing") =>
  served.client.send(
    new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: "trying it out", StateReasonData }),
  );
const stateOf = async (name: string) => {
  const { MetricAlarms = [] } = await served.client.send(new DescribeAlarmsCommand({ AlarmNames: [name] }));
  return MetricAlarms[0];
};

it("SetAlarmState puts an alarm in a state, tells its topics, and stands in its history", async () => {
  served.cloudWatch.provision([metricAlarm("failing", { alarmActions: [topicArn] })]);
  await set("ALARM", '{"tried":true}');
  expect(await stateOf("failing")).toMatchObject({
    ...{ StateValue: "ALARM", StateReason: "trying it out", StateReasonData: '{"tried":true}' },
  });
  expect(served.cloudWatch.published).toMatchObject([
    { topicArn, message: { NewStateValue: "ALARM", OldStateValue: "INSUFFICIENT_DATA" } },
  ]);
  const history = await served.client.send(
    new DescribeAlarmHistoryCommand({ AlarmName: "failing", HistoryItemType: "StateUpdate" }),
  );
  expect(history.AlarmHistoryItems?.map(({ HistorySummary }) => HistorySummary)).toEqual([
    "Alarm updated from INSUFFICIENT_DATA to ALARM",
  ]);
});

it("the state lasts until the alarm is evaluated", async () => {
  served.cloudWatch.provision([metricAlarm("failing")]);
  await set("ALARM");
  expect((await stateOf("failing"))?.StateReasonData).toBeUndefined();
  served.cloudWatch.measure("Failures", 0);
  await served.cloudWatch.endMinute();
  expect(await stateOf("failing")).toMatchObject({ StateValue: "OK" });
});

it.each([
  ["nobody", undefined, "ResourceNotFound"],
  ["failing", "no JSON", "InvalidFormat"],
])("the state of %s with the data %s is refused: %s", async (name, data, refusal) => {
  served.cloudWatch.provision([metricAlarm("failing")]);
  await expect(set("ALARM", data, name)).rejects.toMatchObject({ name: expect.stringContaining(refusal) });
  expect(await stateOf("failing")).toMatchObject({ StateValue: "INSUFFICIENT_DATA" });
});

it("DescribeAlarmsForMetric finds the alarms on one metric, and no expressions", async () => {
  const expression = [
    {
      id: "m",
      metric: { namespace: "Test", metricName: "Failures", period: 60, stat: "Sum" },
      returnData: false,
    },
    { id: "e", expression: "m * 2", returnData: true },
  ];
  served.cloudWatch.provision([
    metricAlarm("plain"),
    metricAlarm("slow", { period: 300 }),
    metricAlarm("elsewhere", { dimensions: { place: "there" } }),
    resource("metricAlarm:MetricAlarm", {
      ...{ name: "computed", metricQueries: expression, evaluationPeriods: 1, threshold: 1 },
      comparisonOperator: "GreaterThanThreshold",
    }),
  ]);
  const find = async (more: object) => {
    const metric = { Namespace: "Test", MetricName: "Failures" };
    const { MetricAlarms } = await served.client.send(
      new DescribeAlarmsForMetricCommand({ ...metric, ...more }),
    );
    return MetricAlarms?.map(({ AlarmName }) => AlarmName);
  };
  expect(await find({})).toEqual(["plain", "slow"]);
  expect(await find({ Period: 300 })).toEqual(["slow"]);
  expect(await find({ Statistic: "Average" })).toEqual([]);
  expect(await find({ Statistic: "Sum", Period: 60 })).toEqual(["plain"]);
  expect(await find({ Dimensions: [{ Name: "place", Value: "there" }] })).toEqual(["elsewhere"]);
});
