import {
  type CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandInput,
  GetDashboardCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListDashboardsCommand,
  ListMetricsCommand,
  type ListMetricsCommandInput,
  type MetricDatum,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createVirtualCloudWatch,
  MINUTE_MS,
  metricAlarm,
  region,
  resource,
  type Served,
  serve,
  startMs,
  type VirtualCloudWatch,
} from "./virtual-cloudwatch.ts";

let cloudWatch: VirtualCloudWatch;
let served: Served;
let client: CloudWatchClient;
beforeEach(async () => {
  cloudWatch = createVirtualCloudWatch();
  served = await serve(cloudWatch);
  client = served.client;
});
afterEach(async () => {
  await served.stop();
  await cloudWatch.stop();
});

const at = (minutes: number): Date => new Date(startMs + minutes * MINUTE_MS);
const range = { StartTime: at(0), EndTime: at(3) };
const put = (MetricData: MetricDatum[]) =>
  client.send(new PutMetricDataCommand({ Namespace: "Test", MetricData }));
const stat = (Id: string, MetricName: string, more: object = {}) => ({
  Id,
  MetricStat: { Metric: { Namespace: "Test", MetricName, ...more }, Period: 60, Stat: "Sum" },
});

describe("PutMetricData and GetMetricData", () => {
  it("keep values with counts and dimensions, also when the client compresses them", async () => {
    const Dimensions = [{ Name: "origin", Value: "eu-west-2" }];
    const Values = Array.from({ length: 150 }, (_empty, index) => index + 0.123456789);
    const data = Array.from({ length: 20 }, () => ({
      MetricName: "total",
      Dimensions,
      Values,
      Counts: Values.map(() => 2),
      Timestamp: at(1),
    }));
    await put(data);
    const { MetricDataResults } = await client.send(
      new GetMetricDataCommand({
        ...range,
        MetricDataQueries: [
          {
            Id: "n",
            MetricStat: {
              Metric: { Namespace: "Test", MetricName: "total", Dimensions },
              Period: 60,
              Stat: "SampleCount",
            },
          },
          {
            Id: "p90",
            MetricStat: {
              Metric: { Namespace: "Test", MetricName: "total", Dimensions },
              Period: 60,
              Stat: "p90",
            },
          },
        ],
      }),
    );
    expect(MetricDataResults).toEqual([
      { Id: "n", Label: "total", Timestamps: [at(1)], Values: [6000], StatusCode: "Complete" },
      { Id: "p90", Label: "total", Timestamps: [at(1)], Values: [134.123456789], StatusCode: "Complete" },
    ]);
  });

  it("answer expressions, newest first unless asked otherwise, without what is not to be returned", async () => {
    await put(
      [0, 1, 2].map((minute) => ({ MetricName: "calls", Value: 10 * (minute + 1), Timestamp: at(minute) })),
    );
    await put([{ MetricName: "errors", Value: 5, Timestamp: at(1) }]);
    const MetricDataQueries = [
      { ...stat("calls", "calls"), ReturnData: false },
      { ...stat("errors", "errors"), ReturnData: false },
      { Id: "rate", Expression: "100 * errors / calls", Label: "error rate" },
    ];
    const descending = await client.send(new GetMetricDataCommand({ ...range, MetricDataQueries }));
    const ascending = await client.send(
      new GetMetricDataCommand({ ...range, MetricDataQueries, ScanBy: "TimestampAscending" }),
    );
    expect(descending.MetricDataResults).toEqual([
      {
        Id: "rate",
        Label: "error rate",
        Timestamps: [at(2), at(1), at(0)],
        Values: [0, 25, 0],
        StatusCode: "Complete",
      },
    ]);
    expect(ascending.MetricDataResults?.[0]?.Values).toEqual([0, 25, 0]);
    expect(ascending.MetricDataResults?.[0]?.Timestamps).toEqual([at(0), at(1), at(2)]);
  });

  it("page by datapoints over all results", async () => {
    for (const MetricName of ["a", "b"]) {
      await put([0, 1, 2].map((minute) => ({ MetricName, Value: minute, Timestamp: at(minute) })));
    }
    const pages: unknown[] = [];
    let NextToken: string | undefined;
    do {
      const query = {
        ...range,
        MetricDataQueries: [stat("a", "a"), stat("b", "b")],
        MaxDatapoints: 4,
        NextToken,
      };
      const page = await client.send(new GetMetricDataCommand(query));
      pages.push(page.MetricDataResults?.map(({ Values, StatusCode }) => [Values, StatusCode]));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(pages).toEqual([
      [
        [[2, 1, 0], "Complete"],
        [[2], "PartialData"],
      ],
      [
        [[], "Complete"],
        [[1, 0], "Complete"],
      ],
    ]);
  });

  it("keep regions apart", async () => {
    await put([{ MetricName: "here", Value: 1, Timestamp: at(0) }]);
    const { Metrics } = await served.clientIn("us-east-1").send(new ListMetricsCommand({}));
    expect(Metrics).toEqual([]);
  });
});

describe("GetMetricStatistics", () => {
  it("gives each unit its datapoints with the statistics asked for", async () => {
    await put([
      { MetricName: "wait", Values: [1, 3], Unit: "Milliseconds", Timestamp: at(0) },
      {
        MetricName: "wait",
        StatisticValues: { SampleCount: 2, Sum: 9, Minimum: 4, Maximum: 5 },
        Unit: "Seconds",
        Timestamp: at(2),
      },
    ]);
    const { Datapoints, Label } = await client.send(
      new GetMetricStatisticsCommand({
        Namespace: "Test",
        MetricName: "wait",
        ...range,
        Period: 180,
        Statistics: ["Average", "Maximum"],
        ExtendedStatistics: ["p50"],
      }),
    );
    expect(Label).toBe("wait");
    expect(Datapoints).toEqual([
      { Timestamp: at(0), Average: 2, Maximum: 3, ExtendedStatistics: { p50: 1 }, Unit: "Milliseconds" },
      { Timestamp: at(0), Average: 4.5, Maximum: 5, ExtendedStatistics: {}, Unit: "Seconds" },
    ]);
  });
});

describe("ListMetrics", () => {
  it("finds metrics by namespace, name and dimensions", async () => {
    const Dimensions = [
      { Name: "origin", Value: "eu-west-2" },
      { Name: "variant", Value: "bare" },
    ];
    await put([
      { MetricName: "total", Value: 1, Dimensions },
      { MetricName: "total", Value: 1 },
      { MetricName: "db", Value: 1 },
    ]);
    const count = async (input: ListMetricsCommandInput) =>
      (await client.send(new ListMetricsCommand(input))).Metrics?.length;
    expect(await count({ Namespace: "Test" })).toBe(3);
    expect(await count({ Namespace: "Test", MetricName: "total", Dimensions: [{ Name: "origin" }] })).toBe(1);
    expect(await count({ Dimensions: [{ Name: "origin", Value: "us-east-1" }] })).toBe(0);
    expect(await count({ Namespace: "Other" })).toBe(0);
    cloudWatch.clock.nowMs += 4 * 3_600_000;
    expect(await count({ Namespace: "Test", RecentlyActive: "PT3H" })).toBe(0);
  });

  it("pages", async () => {
    for (let index = 0; index < 501; index++) cloudWatch.measure(`m${index}`, 1);
    const first = await client.send(new ListMetricsCommand({}));
    const second = await client.send(new ListMetricsCommand({ NextToken: first.NextToken }));
    expect([first.Metrics?.length, second.Metrics?.length, second.NextToken]).toEqual([500, 1, undefined]);
  });
});

describe("alarms", () => {
  const topic = `arn:aws:sns:${region}:000000000000:alerts`;
  beforeEach(async () => {
    cloudWatch.provision([
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
    cloudWatch.measure("Failures", 3, { origin: "eu-west-2" });
    await cloudWatch.endMinute();
  });
  const names = async (input: DescribeAlarmsCommandInput) => {
    const { MetricAlarms, CompositeAlarms } = await client.send(new DescribeAlarmsCommand(input));
    return [...(MetricAlarms ?? []), ...(CompositeAlarms ?? [])].map(({ AlarmName }) => AlarmName);
  };

  it("are described with configuration and state", async () => {
    const { MetricAlarms } = await client.send(new DescribeAlarmsCommand({ AlarmNames: ["failures"] }));
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

  it("are found by type, prefix, state, action and kinship", async () => {
    expect(await names({})).toEqual(["failures", "slow"]);
    expect(await names({ AlarmTypes: ["CompositeAlarm", "MetricAlarm"] })).toEqual([
      "failures",
      "slow",
      "region",
    ]);
    expect(await names({ AlarmNamePrefix: "s" })).toEqual(["slow"]);
    expect(await names({ StateValue: "ALARM" })).toEqual(["failures"]);
    expect(await names({ ActionPrefix: "arn:aws:sns" })).toEqual(["failures"]);
    expect(await names({ ChildrenOfAlarmName: "region" })).toEqual(["failures"]);
    expect(await names({ ParentsOfAlarmName: "failures" })).toEqual(["region"]);
  });

  it("are paged", async () => {
    const first = await client.send(new DescribeAlarmsCommand({ MaxRecords: 1 }));
    const second = await client.send(
      new DescribeAlarmsCommand({ MaxRecords: 1, NextToken: first.NextToken }),
    );
    expect([first, second].map((page) => page.MetricAlarms?.[0]?.AlarmName)).toEqual(["failures", "slow"]);
    expect(second.NextToken).toBeUndefined();
  });

  it("have a history of configuration, states and actions", async () => {
    const { AlarmHistoryItems } = await client.send(
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
    expect((await client.send(composite)).AlarmHistoryItems).toMatchObject([
      { AlarmName: "region", Timestamp: at(1) },
    ]);
  });
});

describe("dashboards", () => {
  it("are listed and read back as they were written, from any region", async () => {
    const dashboardBody = JSON.stringify({ widgets: [{ type: "text", properties: { markdown: "é" } }] });
    cloudWatch.provision([resource("dashboard:Dashboard", { dashboardName: "crisscross", dashboardBody })]);
    const elsewhere = served.clientIn("us-east-1");
    const { DashboardBody } = await elsewhere.send(new GetDashboardCommand({ DashboardName: "crisscross" }));
    const { DashboardEntries } = await client.send(
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

describe("a refusal", () => {
  const expression = (Expression: string) =>
    new GetMetricDataCommand({ ...range, MetricDataQueries: [{ Id: "e1", Expression }] });
  const statistics = { Namespace: "Test", MetricName: "m", Period: 60, ...range };

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
    ["of a number as a result", expression("1 + 1"), "ValidationError", 400],
    ["of no statistic", new GetMetricStatisticsCommand(statistics), "InvalidParameterCombination", 400],
    [
      "of too many datapoints",
      new GetMetricStatisticsCommand({ ...statistics, EndTime: at(1441), Statistics: ["Sum"] }),
      "InvalidParameterCombination",
      400,
    ],
    [
      "of a period under a minute",
      new GetMetricStatisticsCommand({ ...statistics, Period: 30, Statistics: ["Sum"] }),
      "InvalidParameterValue",
      400,
    ],
    ["of a made-up token", new ListMetricsCommand({ NextToken: "made up" }), "InvalidNextToken", 400],
    [
      "of an operation that is not there",
      new DeleteAlarmsCommand({ AlarmNames: ["a"] }),
      "InvalidAction",
      400,
    ],
  ])("%s carries AWS's code and status", async (_what, command, code, status) => {
    const error = await client.send(command as GetDashboardCommand).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ Error: { Code: code }, $metadata: { httpStatusCode: status } });
  });

  it("is the SDK's own exception", async () => {
    const error = await client
      .send(new GetDashboardCommand({ DashboardName: "none" }))
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "ResourceNotFound", message: "Dashboard none does not exist" });
  });

  it("is plain about a request that is no JSON", async () => {
    const headers = {
      "x-amz-target": "GraniteServiceVersion20100801.ListMetrics",
      authorization: `Credential=A/20261120/${region}/monitoring/aws4_request`,
    };
    const answer = await fetch(served.endpoint, { method: "POST", headers, body: "[" });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { __type: "com.amazonaws.cloudwatch#SerializationException" },
    ]);
  });
});
