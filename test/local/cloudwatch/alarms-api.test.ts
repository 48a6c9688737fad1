import {
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandInput,
  GetDashboardCommand,
  ListDashboardsCommand,
} from "@aws-sdk/client-cloudwatch";
import { beforeEach, describe, expect, it } from "vitest";
import { at, serveEach } from "./served.ts";
import { metricAlarm, region, resource } from "./virtual-cloudwatch.ts";

const aws = serveEach();

describe("alarms", () => {
  const topic = `arn:aws:sns:${region}:000000000000:alerts`;
  beforeEach(async () => {
    aws.cloudWatch.provision([
      metricAlarm("failures", {
        alarmActions: [topic],
        dimensions: { origin: "eu-west-2" },
        alarmDescription: "look at inner",
      }),
      metricAlarm("slow", {
        metricName: "total",
        extendedStatistic: "p90",
        statistic: undefined,
        threshold: 100,
      }),
      resource("compositeAlarm:CompositeAlarm", { alarmName: "region", alarmRule: "ALARM(failures)" }),
    ]);
    aws.cloudWatch.measure("Failures", 3, { origin: "eu-west-2" });
    await aws.cloudWatch.endMinute();
  });
  const names = async (input: DescribeAlarmsCommandInput) => {
    const { MetricAlarms, CompositeAlarms } = await aws.client.send(new DescribeAlarmsCommand(input));
    return [...(MetricAlarms ?? []), ...(CompositeAlarms ?? [])].map(({ AlarmName }) => AlarmName);
  };

  it("are described with configuration and state", async () => {
    const { MetricAlarms } = await aws.client.send(new DescribeAlarmsCommand({ AlarmNames: ["failures"] }));
    expect(MetricAlarms).toMatchObject([
      {
        AlarmName: "failures",
        AlarmArn: `arn:aws:cloudwatch:${region}:000000000000:alarm:failures`,
        AlarmDescription: "look at inner",
        ActionsEnabled: true,
        AlarmActions: [topic],
        StateValue: "ALARM",
        StateReason: expect.stringContaining("[3.0 (20/11/26 10:00:00)]"),
        StateUpdatedTimestamp: at(1),
        MetricName: "Failures",
        Namespace: "Test",
        Statistic: "Sum",
        Dimensions: [{ Name: "origin", Value: "eu-west-2" }],
        Period: 60,
        EvaluationPeriods: 1,
        DatapointsToAlarm: 1,
        Threshold: 1,
        ComparisonOperator: "GreaterThanOrEqualToThreshold",
        TreatMissingData: "missing",
      },
    ]);
    expect(JSON.parse(MetricAlarms?.[0]?.StateReasonData ?? "")).toMatchObject({
      recentDatapoints: [3],
      threshold: 1,
    });
  });

  it("are found by type, prefix, state and action", async () => {
    expect(await names({})).toEqual(["failures", "slow"]);
    expect(await names({ AlarmTypes: ["CompositeAlarm", "MetricAlarm"] })).toEqual([
      "failures",
      "slow",
      "region",
    ]);
    expect(await names({ AlarmNamePrefix: "s" })).toEqual(["slow"]);
    expect(await names({ StateValue: "ALARM" })).toEqual(["failures"]);
    expect(await names({ ActionPrefix: "arn:aws:sns" })).toEqual(["failures"]);
  });

  it.each(["ChildrenOfAlarmName", "ParentsOfAlarmName"])(
    "are not found by %s, which is refused",
    async (kin) => {
      const command = new DescribeAlarmsCommand({ [kin]: "region" });
      await expect(aws.client.send(command)).rejects.toThrow(`does not take '${kin}'; leave it out`);
    },
  );

  it("are none of the kind that watches logs", async () => {
    expect(await names({ AlarmTypes: ["LogAlarm"] })).toEqual([]);
  });

  it("are paged", async () => {
    const first = await aws.client.send(new DescribeAlarmsCommand({ MaxRecords: 1 }));
    const second = await aws.client.send(
      new DescribeAlarmsCommand({ MaxRecords: 1, NextToken: first.NextToken }),
    );
    expect([first, second].map((page) => page.MetricAlarms?.[0]?.AlarmName)).toEqual(["failures", "slow"]);
    expect(second.NextToken).toBeUndefined();
  });

  it("have a history of configuration, states and actions", async () => {
    const { AlarmHistoryItems } = await aws.client.send(
      new DescribeAlarmHistoryCommand({ AlarmName: "failures" }),
    );
    expect(
      AlarmHistoryItems?.map(({ HistoryItemType, HistorySummary }) => [HistoryItemType, HistorySummary]),
    ).toEqual([
      ["Action", `Successfully executed action ${topic}`],
      ["StateUpdate", "Alarm updated from INSUFFICIENT_DATA to ALARM"],
      ["ConfigurationUpdate", 'Alarm "failures" created'],
    ]);
    expect(JSON.parse(AlarmHistoryItems?.[1]?.HistoryData ?? "")).toMatchObject({
      oldState: { stateValue: "INSUFFICIENT_DATA" },
      newState: { stateValue: "ALARM", stateReasonData: { recentDatapoints: [3] } },
    });
    const composite = new DescribeAlarmHistoryCommand({
      AlarmTypes: ["CompositeAlarm"],
      HistoryItemType: "StateUpdate",
    });
    expect((await aws.client.send(composite)).AlarmHistoryItems).toMatchObject([
      { AlarmName: "region", Timestamp: at(1) },
    ]);
  });
});

describe("dashboards", () => {
  it("are listed and read back as they were written, from any region", async () => {
    const dashboardBody = JSON.stringify({ widgets: [{ type: "text", properties: { markdown: "é" } }] });
    aws.cloudWatch.provision([
      resource("dashboard:Dashboard", { dashboardName: "crisscross", dashboardBody }),
    ]);
    const elsewhere = aws.clientIn("us-east-1");
    const { DashboardBody } = await elsewhere.send(new GetDashboardCommand({ DashboardName: "crisscross" }));
    const { DashboardEntries } = await aws.client.send(
      new ListDashboardsCommand({ DashboardNamePrefix: "criss" }),
    );
    expect(DashboardBody).toBe(dashboardBody);
    expect(DashboardEntries).toEqual([
      {
        DashboardName: "crisscross",
        DashboardArn: "arn:aws:cloudwatch::000000000000:dashboard/crisscross",
        LastModified: at(0),
        Size: Buffer.byteLength(dashboardBody),
      },
    ]);
  });
});
