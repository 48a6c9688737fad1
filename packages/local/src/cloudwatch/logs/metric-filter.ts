import * as v from "valibot";
import type { Datum } from "../../events/datum.ts";
import type { Resource } from "../../graph/graph.ts";
import { readText } from "../../graph/inputs.ts";
import type { EpochMs } from "../../time/times.ts";
import { units } from "../metrics/unit.ts";
import { parsePattern } from "./pattern.ts";

const Transformation = v.strictObject({
  namespace: v.string(),
  name: v.string(),
  value: v.pipe(
    v.string(),
    v.regex(/^-?\d+(\.\d+)?$/, "the local cloud publishes a number only, and takes no value out of lines"),
    v.transform(Number),
  ),
  unit: v.optional(v.picklist(units), "None"),
});

/** Turns a line of its log group into a datum, or into nothing. */
export interface MetricFilter {
  name: string;
  region: string;
  logGroup: string;
  read: (message: string, epochMs: EpochMs) => Datum | undefined;
}

/** Throws for a pattern, or a transformation, that is not supported: default values and dimensions are not. */
export function compileMetricFilter(resource: Resource): MetricFilter {
  const filter = readText(resource, "name");
  const parsed = v.safeParse(Transformation, resource.inputs.metricTransformation);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Error(
      `The log metric filter ${filter} has metricTransformation.${v.getDotPath(issue)}: ${issue.message}`,
    );
  }
  const { namespace, name, unit, value } = parsed.output;
  const matches = parsePattern(readText(resource, "pattern"));
  const sample = { kind: "values" as const, values: [value] };
  return {
    name: filter,
    region: resource.region,
    logGroup: readText(resource, "logGroupName"),
    read: (message, epochMs) =>
      matches(message) ? { namespace, name, dimensions: {}, epochMs, unit, sample } : undefined,
  };
}
