import * as v from "valibot";
import type { Resource } from "../../graph/graph.ts";
import { readText } from "../../graph/inputs.ts";
import type { MetricFilterSpec } from "../logs/metric-filter.ts";
import { isUnit } from "../metrics/unit.ts";

const Transformation = v.strictObject({
  namespace: v.string(),
  name: v.string(),
  value: v.string(),
  unit: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => isUnit(text), "no unit of CloudWatch"),
    ),
    "None",
  ),
  defaultValue: v.optional(v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.finite())),
  dimensions: v.optional(v.record(v.string(), v.string()), {}),
});

export function describeMetricFilter(resource: Resource): MetricFilterSpec {
  const name = readText(resource, "name");
  const parsed = v.safeParse(Transformation, resource.inputs.metricTransformation);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Error(
      `The log metric filter ${name} has metricTransformation.${v.getDotPath(issue)}: ${issue.message}`,
    );
  }
  const { defaultValue, ...transformation } = parsed.output;
  if (defaultValue !== undefined && Object.keys(transformation.dimensions).length > 0) {
    throw new Error(
      `The log metric filter ${name} has a default value and dimensions; CloudWatch Logs takes one of them.`,
    );
  }
  return {
    name,
    region: resource.region,
    logGroup: readText(resource, "logGroupName"),
    pattern: readText(resource, "pattern"),
    transformation: defaultValue === undefined ? transformation : { ...transformation, defaultValue },
  };
}
