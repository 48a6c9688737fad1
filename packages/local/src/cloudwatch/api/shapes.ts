import * as v from "valibot";
import type { Dimensions, MetricId } from "../../events/datum.ts";
import { units } from "../metrics/unit.ts";

const Text = v.pipe(v.string(), v.minLength(1), v.maxLength(255));

/** Source of the pattern: Amazon CloudWatch API Reference, "Metric". */
export const Namespace = v.pipe(Text, v.regex(/^[^:].*/));
export const MetricName = Text;
export const Unit = v.picklist(units);

/** A list of name and value, read as a record. */
export const DimensionList = v.pipe(
  v.array(v.object({ Name: Text, Value: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)) })),
  v.maxLength(30),
  v.check(
    (list) => new Set(list.map(({ Name }) => Name)).size === list.length,
    "No metric may specify the same dimension name twice.",
  ),
  v.transform((list): Dimensions => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]))),
);

/** Seconds; buckets are minutes, so shorter ones cannot be told apart. */
export const Period = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(1),
  v.multipleOf(60, "it has to be a multiple of 60 (high-resolution metrics are kept by the minute here)"),
);

export const StateValue = v.picklist(["INSUFFICIENT_DATA", "ALARM", "OK"]);
/** Absent means metric alarms; log alarms are a kind that the local cloud has none of. */
export const AlarmTypes = v.optional(v.array(v.picklist(["CompositeAlarm", "MetricAlarm", "LogAlarm"])));
export const MaxRecords = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)));

export function printDimensionList(dimensions: Dimensions): { Name: string; Value: string }[] {
  return Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
}

export function printMetric({ namespace, name, dimensions }: MetricId): object {
  return { Namespace: namespace, MetricName: name, Dimensions: printDimensionList(dimensions) };
}
