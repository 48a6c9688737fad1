import { GetMetricDataCommand, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { expect, it } from "vitest";
import { at, serveEach } from "../cloudwatch/served.ts";
import { line } from "../cloudwatch/virtual-cloudwatch.ts";
import embedded from "./embedded-metrics.json" with { type: "json" };
import windows from "./get-metric-data.json" with { type: "json" };
import put from "./put-metric-data.json" with { type: "json" };

const aws = serveEach();
const minuteOf = (text: string): number => Number(text.replace(":", ""));

it("H26: a statistic of no samples is refused", async () => {
  const send = aws.client.send(new PutMetricDataCommand({ Namespace: "T", MetricData: [put.H26] }));
  await expect(send).rejects.toMatchObject({ name: "InvalidParameterValueException" });
});

it.each([[[0, 1]], [[1, -1]]])("counts of %j are refused", async (Counts) => {
  const datum = { MetricName: "z", Values: [1, 2], Counts };
  const send = aws.client.send(new PutMetricDataCommand({ Namespace: "T", MetricData: [datum] }));
  await expect(send).rejects.toMatchObject({ name: "InvalidParameterValueException" });
});

it("H29: windows begin at the start's own minute", async () => {
  const { data, Period, Stat, StartTime, EndTime } = windows.H29;
  const MetricData = data.map(({ at: minute, value }) => ({
    MetricName: "m",
    Value: value,
    Timestamp: at(minuteOf(minute)),
  }));
  await aws.client.send(new PutMetricDataCommand({ Namespace: "T", MetricData }));
  const Metric = { Namespace: "T", MetricName: "m" };
  const { MetricDataResults } = await aws.client.send(
    new GetMetricDataCommand({
      MetricDataQueries: [{ Id: "m", MetricStat: { Metric, Period, Stat } }],
      StartTime: at(minuteOf(StartTime)),
      EndTime: at(minuteOf(EndTime)),
    }),
  );
  expect(MetricDataResults).toMatchObject([{ Values: [3], Timestamps: [at(3)] }]);
});

it("H72: a document with an empty dimension is published without it, and that is said", async () => {
  const { _aws, ...values } = embedded.H72;
  const message = JSON.stringify({ _aws: { ..._aws, Timestamp: at(0).getTime() }, ...values });
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
