import { GetMetricDataCommand, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { expect, it } from "vitest";
import { at, serveEach } from "./served.ts";
import { line } from "./virtual-cloudwatch.ts";

const aws = serveEach();

it("H26: a statistic of no samples is refused", async () => {
  const none = { MetricName: "z", StatisticValues: { SampleCount: 0, Sum: 0, Minimum: 0, Maximum: 0 } };
  const send = aws.client.send(new PutMetricDataCommand({ Namespace: "T", MetricData: [none] }));
  await expect(send).rejects.toMatchObject({ name: "InvalidParameterValueException" });
});

it.each([[[0, 1]], [[1, -1]]])("counts of %j are refused", async (Counts) => {
  const datum = { MetricName: "z", Values: [1, 2], Counts };
  const send = aws.client.send(new PutMetricDataCommand({ Namespace: "T", MetricData: [datum] }));
  await expect(send).rejects.toMatchObject({ name: "InvalidParameterValueException" });
});

it("H29: windows begin at the start's own minute", async () => {
  const MetricData = [
    { MetricName: "m", Value: 1, Timestamp: at(4) },
    { MetricName: "m", Value: 2, Timestamp: at(7) },
  ];
  await aws.client.send(new PutMetricDataCommand({ Namespace: "T", MetricData }));
  const Metric = { Namespace: "T", MetricName: "m" };
  const { MetricDataResults } = await aws.client.send(
    new GetMetricDataCommand({
      MetricDataQueries: [{ Id: "m", MetricStat: { Metric, Period: 300, Stat: "Sum" } }],
      StartTime: at(3),
      EndTime: at(13),
    }),
  );
  expect(MetricDataResults).toMatchObject([{ Values: [3], Timestamps: [at(3)] }]);
});

it("H72: a document with an empty dimension is published without it, and that is said", async () => {
  const directive = { Namespace: "T", Dimensions: [["a"]], Metrics: [{ Name: "m", Unit: "Count" }] };
  const _aws = { Timestamp: at(0).getTime(), CloudWatchMetrics: [directive] };
  const message = JSON.stringify({ _aws, a: "", m: 1 });
  aws.cloudWatch.log({ ...line, kind: "function", message });
  const stat = { Metric: { Namespace: "T", MetricName: "m" }, Period: 60, Stat: "Sum" };
  const { MetricDataResults } = await aws.clientIn(line.region).send(
    new GetMetricDataCommand({
      MetricDataQueries: [{ Id: "m", MetricStat: stat }],
      StartTime: at(0),
      EndTime: at(1),
    }),
  );
  expect(MetricDataResults).toMatchObject([{ Values: [1] }]);
  expect(aws.cloudWatch.events).toContainEqual(
    expect.objectContaining({ kind: "dimensionDropped", dimension: "a" }),
  );
});
