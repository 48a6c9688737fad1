import type { MetricDimension } from "./metric-declaration.ts";
import { type MetricName, metricOf } from "./metrics.ts";

/** Where one set of a metric's dimensions is published. */
interface MetricSeries {
  region: string;
  dimensions: Partial<Record<MetricDimension, string>>;
}

/** Every set of dimensions a metric may be published with, when these regions are probed. */
export function seriesOf(name: MetricName, deployed: readonly string[], home: string): MetricSeries[] {
  const { dimensions, variants, region, emitters } = metricOf(name);
  const origins = new Set([
    ...(emitters.includes("consume") ? deployed : []),
    ...(emitters.some((emitter) => emitter !== "consume") ? [home] : []),
  ]);
  const valuesOf = { origin: [...origins], target: deployed, variant: variants };
  let sets: MetricSeries["dimensions"][] = [{}];
  for (const dimension of dimensions)
    sets = sets.flatMap((set) => valuesOf[dimension].map((value) => ({ ...set, [dimension]: value })));
  return sets.map((set) => ({ region: region === "home" ? home : (set.origin ?? home), dimensions: set }));
}

const statsOfUnits = { Count: "Sum", Milliseconds: "p50", Percent: "Minimum" } as const;

/** The statistic that says most of a metric. What reconcile counts anew in every run is not to be added up. */
export function defaultStatOf(name: MetricName): string {
  return name === "JobsStuck" ? "Maximum" : statsOfUnits[metricOf(name).unit];
}

export const statForm = "Sum, Average, Minimum, Maximum, SampleCount or a percentile from p0 to p100";

export const isStat = (text: string): boolean =>
  /^(Sum|Average|Minimum|Maximum|SampleCount|p(\d{1,2}(\.\d{1,2})?|100))$/.test(text);
