import { type MetricName, metricVariants } from "@crisscross/core/metrics";
import { ownMetric } from "../metric.ts";
import { probeSites } from "../regions.ts";
import { byOrigin } from "./traffic.ts";
import { graph, heading, type Line, type Widget } from "./widget.ts";

const times: readonly (readonly [name: MetricName, label: string])[] = [
  ["Total", "total"],
  ["OuterOverhead", "outer overhead"],
  ["InnerOverhead", "inner overhead"],
];

const medians = (origin: string): Line[] =>
  times.flatMap(([name, label]) =>
    metricVariants.map((variant) => ({
      ...ownMetric(name, { origin, variant }, "p50"),
      region: origin,
      label: `${label} ${variant}`,
    })),
  );

/** Medians mix the targets of an origin; the matrix of a job tells them apart. */
export function originWidgets(): Widget[] {
  const ms = { unit: "ms", periodSeconds: 300 };
  return [
    heading(
      "## What a call takes, by origin (medians over all targets; the matrix of a job tells targets apart)",
    ),
    ...probeSites.map(({ region }) => graph(`From ${region}`, medians(region), ms)),
    graph("Publish to receive, p90 (two clocks)", byOrigin("QueueTime", "p90"), ms),
    graph("Lateness, p90 (two clocks)", byOrigin("Lateness", "p90"), ms),
    graph("Probes with a cold start", byOrigin("ColdStarts")),
  ];
}
