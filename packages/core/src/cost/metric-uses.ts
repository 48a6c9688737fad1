import type { MetricVariant } from "../metrics/metric-declaration.ts";
import { metricVariantOf } from "../metrics/metric-declaration.ts";
import { metricNames, metricOf } from "../metrics/metrics.ts";
import type { CostedJob } from "./planned-job.ts";
import type { Tally } from "./uses.ts";

/** Of a billing month of CloudWatch. */
export const hoursPerMonth = 730;

/**
 * Our own metrics that a job publishes while all is well. CloudWatch bills a metric for each hour in which it is published, so
 * this is the share if no other job publishes it in the same hours.
 */
export function addMetrics(
  tally: Tally,
  { spec, home }: Pick<CostedJob, "spec" | "home">,
  seconds: number,
): void {
  const months = Math.ceil(seconds / 3_600) / hoursPerMonth;
  const variants = new Set(spec.variants.map(metricVariantOf));
  for (const origin of spec.origins) tally.add(origin, "metricMonth", "metrics", consumed(variants) * months);
  tally.add(home, "metricMonth", "metrics", finished / hoursPerMonth);
}

/** By consume, of one origin; cold starts are none of a metric that is always published, but every job has some. */
function consumed(variants: ReadonlySet<MetricVariant>): number {
  return metricNames.reduce((sum, name) => {
    const metric = metricOf(name);
    const isPublished = metric.published === "always" || name === "ColdStarts";
    if (!isPublished || !metric.emitters.includes("consume")) return sum;
    const byVariant = metric.variants.filter((variant) => variants.has(variant)).length;
    return sum + (metric.dimensions.includes("variant") ? byVariant : 1);
  }, 0);
}

/** JobsFinished, JobsCompleted and Completeness, once. */
const finished = 3;
