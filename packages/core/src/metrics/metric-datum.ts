import type { MetricDimension } from "./metric-declaration.ts";
import type { MetricName } from "./metrics.ts";

/** Values of one metric with one set of dimensions, in its entry's unit. */
export interface MetricDatum {
  readonly name: MetricName;
  readonly dimensions: Readonly<Partial<Record<MetricDimension, string>>>;
  readonly values: readonly number[];
}

/** One event, counted where it happened. */
export const countOf = (name: MetricName, origin: string): MetricDatum => ({
  name,
  dimensions: { origin },
  values: [1],
});
