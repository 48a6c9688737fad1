import {
  GetMetricDataCommand,
  ListMetricsCommand,
  type ListMetricsCommandInput,
  type MetricDatum,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { describe, expect, it } from "vitest";
import { at, range, serveEach } from "./served.ts";

const aws = serveEach();

const put = (MetricData: MetricDatum[]) =>
  aws.client.send(new PutMetricDataCommand({ Namespace: "Test", MetricData }));
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
    const { MetricDataResults } = await aws.client.send(
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

  it("have windows that begin at the start, not at multiples of the period", async () => {
    await put([4, 7].map((minute) => ({ MetricName: "calls", Value: minute, Timestamp: at(minute) })));
    const windows = { StartTime: at(3), EndTime: at(13) };
    const five = { ...stat("calls", "calls").MetricStat, Period: 300 };
    const { MetricDataResults } = await aws.client.send(
      new GetMetricDataCommand({ ...windows, MetricDataQueries: [{ Id: "calls", MetricStat: five }] }),
    );
    expect(MetricDataResults).toMatchObject([{ Timestamps: [at(3)], Values: [11] }]);
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
    const descending = await aws.client.send(new GetMetricDataCommand({ ...range, MetricDataQueries }));
    const ascending = await aws.client.send(
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
      const page = await aws.client.send(new GetMetricDataCommand(query));
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
    const { Metrics } = await aws.clientIn("us-east-1").send(new ListMetricsCommand({}));
    expect(Metrics).toEqual([]);
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
      (await aws.client.send(new ListMetricsCommand(input))).Metrics?.length;
    expect(await count({ Namespace: "Test" })).toBe(3);
    expect(await count({ Namespace: "Test", MetricName: "total", Dimensions: [{ Name: "origin" }] })).toBe(1);
    expect(await count({ Dimensions: [{ Name: "origin", Value: "us-east-1" }] })).toBe(0);
    expect(await count({ Namespace: "Other" })).toBe(0);
    aws.cloudWatch.clock.nowMs += 4 * 3_600_000;
    expect(await count({ Namespace: "Test", RecentlyActive: "PT3H" })).toBe(0);
  });

  it("pages", async () => {
    for (let index = 0; index < 501; index++) aws.cloudWatch.measure(`m${index}`, 1);
    const first = await aws.client.send(new ListMetricsCommand({}));
    const second = await aws.client.send(new ListMetricsCommand({ NextToken: first.NextToken }));
    expect([first.Metrics?.length, second.Metrics?.length, second.NextToken]).toEqual([500, 1, undefined]);
  });
});
