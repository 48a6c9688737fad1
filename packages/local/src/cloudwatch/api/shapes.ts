import * as v from "valibot";
import type { Dimensions, MetricId } from "../metrics/datum.ts";
import { isUnit } from "../metrics/unit.ts";

const Text = v.pipe(v.string(), v.minLength(1), v.maxLength(255));

export const Namespace = Text;
export const MetricName = Text;
export const Unit = v.pipe(
  v.string(),
  v.check((text) => isUnit(text), "no unit of CloudWatch"),
);

/** A list of name and value, read as a record. */
export const DimensionList = v.pipe(
  v.array(v.object({ Name: Text, Value: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)) })),
  v.maxLength(30),
  v.transform((list): Dimensions => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]))),
);

/** Seconds; buckets are minutes, so shorter ones cannot be told apart. */
export const Period = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(60),
  v.multipleOf(60, "it has to be a multiple of 60 (high-resolution metrics are kept by the minute here)"),
);

export function printDimensionList(dimensions: Dimensions): { Name: string; Value: string }[] {
  return Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
}

export function printMetric({ namespace, name, dimensions }: MetricId): object {
  return { Namespace: namespace, MetricName: name, Dimensions: printDimensionList(dimensions) };
}
