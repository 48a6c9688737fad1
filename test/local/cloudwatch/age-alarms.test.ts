import { expect, it } from "vitest";
import { listQueries, type MetricAlarm } from "../../../packages/local/src/cloudwatch/alarm/spec.ts";
import { addSample, createBucket } from "../../../packages/local/src/cloudwatch/metrics/bucket.ts";
import { describeMetricAlarm } from "../../../packages/local/src/cloudwatch/provision/alarm.ts";
import { type MetricReader, runQueries } from "../../../packages/local/src/cloudwatch/query.ts";
import { readGraph } from "../../support/graph.ts";
import { accountId } from "./virtual-cloudwatch.ts";

/** A queue in which the oldest message has these ages in s, window by window, and so many messages are taken off. */
const queueWith = (ages: readonly number[], deleted: readonly number[]): MetricReader => ({
  read: (_region, { name }) =>
    new Map(
      (name === "NumberOfMessagesDeleted" ? deleted : ages).map((value, window) => {
        const bucket = createBucket();
        addSample(bucket, { kind: "values", values: [value] });
        return [window, bucket];
      }),
    ),
});

/** In how many windows the alarm's condition is met. */
function countBreaches(alarm: MetricAlarm, reader: MetricReader): number {
  const { queries, resultId } = listQueries(alarm);
  const windows = { startMs: 0, periodMs: alarm.periodMs, count: alarm.evaluationPeriods };
  const result = runQueries(reader, alarm.region, queries, windows).get(resultId);
  if (result?.kind !== "series") throw new Error(`${alarm.name} watches no series`);
  return [...result.points.values()].filter((value) => value >= alarm.threshold).length;
}

it.each(["jobs-age", "blocks-age"])(
  "%s rings for old messages that nobody takes off, and not otherwise",
  async (name) => {
    const alarms = (await readGraph()).resources
      .filter(({ inputs }) => String(inputs.name).endsWith(`/${name}`))
      .map((resource) => describeMetricAlarm(resource, accountId));
    expect(alarms.length).toBeGreaterThan(0);
    const hour = [3_600, 3_900, 4_200];
    for (const alarm of alarms) {
      expect(countBreaches(alarm, queueWith(hour, []))).toBe(alarm.datapointsToAlarm);
      // A long job, healthy: its last blocks are old, and others are taken off all the time.
      expect(countBreaches(alarm, queueWith(hour, [8, 1, 4]))).toBe(0);
      // The newest count is late.
      expect(countBreaches(alarm, queueWith(hour, [8, 1]))).toBeLessThan(alarm.datapointsToAlarm);
      expect(countBreaches(alarm, queueWith([100, 120, 140], []))).toBe(0);
      expect(countBreaches(alarm, queueWith([], []))).toBe(0);
    }
  },
);
