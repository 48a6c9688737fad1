import type { MetricName } from "@crisscross/core/metrics/metrics";
import { ownMetric, topicMetric } from "../metric.ts";
import { probes } from "../queues.ts";
import { home, probePlacements } from "../regions.ts";
import { graph, heading, type Line, type Widget } from "./widget.ts";

const regions = probePlacements.map(({ region }) => region);

/** A metric of every origin. */
export const byOrigin = (name: MetricName, stat = "Sum", prefix = ""): Line[] =>
  regions.map((origin) => ({
    ...ownMetric(name, { origin }, stat),
    region: origin,
    label: `${prefix}${origin}`,
  }));

const atHome = (name: MetricName, stat: string, label: string): Line => ({
  ...ownMetric(name, { origin: home.region }, stat),
  region: home.region,
  label,
});

const failedCells = (): Line[] =>
  regions.flatMap((origin) =>
    regions.map((target) => ({
      ...ownMetric("CellFailed", { origin, target }),
      region: home.region,
      label: `${origin} → ${target}`,
    })),
  );

const published = (): Line => ({
  ...topicMetric(probes, "NumberOfMessagesPublished"),
  region: home.region,
  label: "blocks published",
});

export function trafficWidgets(): Widget[] {
  return [
    heading("## Traffic and completeness"),
    graph("Probes stored, by origin", byOrigin("Probes"), { stacked: true }),
    graph("Blocks published", [published()]),
    graph("Jobs", [
      atHome("JobsFinished", "Sum", "finished"),
      atHome("JobsCompleted", "Sum", "complete"),
      atHome("JobsStuck", "Maximum", "stuck"),
    ]),
    graph("Completeness of finished jobs", [atHome("Completeness", "Minimum", "least complete")], {
      unit: "%",
    }),
    graph("Probes throttled, timed out, failed, by origin", [
      ...byOrigin("Throttled", "Sum", "throttled "),
      ...byOrigin("TimedOut", "Sum", "timed out "),
      ...byOrigin("Failed", "Sum", "failed "),
    ]),
    graph("Failed probes by cell", failedCells(), { stacked: true }),
    graph("Deliveries dropped as duplicates", byOrigin("DuplicatesDropped")),
    graph("Deliveries of messages that can never be handled", [
      ...byOrigin("Poison"),
      ...(regions.includes(home.region) ? [] : [atHome("Poison", "Sum", home.region)]),
    ]),
    graph("Receipts missing, connections not kept, negative values", [
      ...byOrigin("ReceiptsMissing", "Sum", "receipts missing "),
      ...byOrigin("Unkept", "Sum", "not kept "),
      ...byOrigin("NegativeValues", "Sum", "negative "),
    ]),
  ];
}
