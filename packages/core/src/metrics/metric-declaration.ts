import { parseVariant } from "../job/variant.ts";
import { works } from "../job/works.ts";

/** CloudWatch's own names of the units used. */
type MetricUnit = "Count" | "Milliseconds" | "Percent";

/**
 * `origin` is the region of the function that publishes; for plan and reconcile that is home. `variant` is a
 * MetricVariant. `target` is on no metric that is published while all is well (docs/adr/0005-metrics.md has the price).
 */
export type MetricDimension = "origin" | "target" | "variant";

/** What the dimension `variant` may say: a bounded list, because every value is billed. */
export const metricVariants = [...works, "modified", "via", "direct"] as const;

export type MetricVariant = (typeof metricVariants)[number];

export interface Metric {
  readonly unit: MetricUnit;
  /** The one set of dimensions it is published with; every distinct combination of their values is billed. */
  readonly dimensions: readonly MetricDimension[];
  /** The values of `variant` that it is published with: those whose route has what it measures. */
  readonly variants: readonly MetricVariant[];
  /** The region it is published in. */
  readonly region: "origin" | "home";
  /** Verbs of the functions that publish it. */
  readonly emitters: readonly ("consume" | "plan" | "reconcile")[];
  /** `nonzero`: a zero is not published, so that a count costs nothing while there is nothing to count. */
  readonly published: "always" | "nonzero";
  readonly meaning: string;
}

/**
 * A variant's value in metrics: a plain variant's own name; those with modifiers share one, but other functions call
 * each other via others or directly, so these are apart.
 */
export function metricVariantOf(name: string): MetricVariant {
  const variant = parseVariant(name);
  if (variant?.path === "direct") return "direct";
  if (variant && variant.via.length > 0) return "via";
  return works.find((work) => work === name) ?? "modified";
}
