import type { MetricVariant } from "@crisscross/core/metrics/metric-declaration";
import { type MetricName, metricOf } from "@crisscross/core/metrics/metrics";
import { ownMetric } from "../metric.ts";
import { probePlacements } from "../regions.ts";
import { byOrigin } from "./traffic.ts";
import { graph, heading, type Line, type Widget } from "./widget.ts";

/** Each wait named by the two functions it lies between; overhead is what it has beyond the execution of the second. */
const times: readonly (readonly [name: MetricName, labelOf: (variant: MetricVariant) => string])[] = [
  ["Total", (variant) => `consume to ${variant === "direct" ? "inner" : "outer"}`],
  ["OuterOverhead", () => "consume to outer overhead"],
  ["InnerOverhead", () => "outer to inner overhead"],
];

const medians = (origin: string): Line[] =>
  times.flatMap(([name, labelOf]) =>
    metricOf(name).variants.map((variant) => ({
      ...ownMetric(name, { origin, variant }, "p50"),
      region: origin,
      label: `${labelOf(variant)} ${variant}`,
    })),
  );

/** Medians mix the targets of an origin; the matrix of a job tells them apart. */
export function originWidgets(): Widget[] {
  const ms = { unit: "ms", periodSeconds: 300 };
  return [
    heading(
      "## What a call takes, by origin (medians over all targets; the matrix of a job tells targets apart)",
    ),
    ...probePlacements.map(({ region }) => graph(`From ${region}`, medians(region), ms)),
    graph("Publish to receive, p90 (two clocks)", byOrigin("QueueTime", "p90"), ms),
    graph("Lateness, p90 (two clocks)", byOrigin("Lateness", "p90"), ms),
    graph("Probes with a cold start", byOrigin("ColdStarts")),
  ];
}
