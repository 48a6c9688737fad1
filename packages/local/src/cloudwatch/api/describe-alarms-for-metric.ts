import { isDeepStrictEqual } from "node:util";
import * as v from "valibot";
import type { Alarms } from "../alarm/alarms.ts";
import { readConstrained } from "./input.ts";
import { printMetricAlarm } from "./print-alarm.ts";
import { DimensionList, MetricName, Namespace, Period, Unit } from "./shapes.ts";

const Input = v.strictObject({
  Namespace,
  MetricName,
  Dimensions: v.optional(DimensionList, []),
  Statistic: v.optional(v.picklist(["SampleCount", "Average", "Sum", "Minimum", "Maximum"])),
  ExtendedStatistic: v.optional(v.string()),
  Period: v.optional(Period),
  Unit: v.optional(Unit),
});

/** Alarms on the metric itself: neither composite ones nor those on expressions. */
export function describeAlarmsForMetric(input: object, region: string, alarms: Alarms): object {
  const asked = readConstrained(Input, input, "ValidationException");
  const metric = { namespace: asked.Namespace, name: asked.MetricName, dimensions: asked.Dimensions };
  const statistic = asked.Statistic ?? asked.ExtendedStatistic;
  const MetricAlarms = alarms.list(region).flatMap(({ alarm, state }) => {
    if (alarm.kind !== "metric" || alarm.watches.kind !== "metric") return [];
    const { source } = alarm.watches;
    const isAsked =
      isDeepStrictEqual({ ...source.metric, dimensions: { ...source.metric.dimensions } }, metric) &&
      (statistic === undefined || source.statisticText === statistic) &&
      (asked.Period === undefined || source.periodMs === asked.Period * 1000) &&
      (asked.Unit === undefined || source.unit === asked.Unit);
    return isAsked ? [printMetricAlarm(alarm, state)] : [];
  });
  return { MetricAlarms };
}
