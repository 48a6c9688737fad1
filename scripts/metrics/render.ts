import { billedMetrics } from "@crisscross/core/metrics/billed-metrics";
import { type MetricName, metricNames, metricOf } from "@crisscross/core/metrics/metrics";
import type { Resource, ResourceGraph } from "../graph.ts";
import { describeCondition, type Query } from "./condition.ts";

/** List prices a month in us-east-1: a metric, a metric an alarm reads, a composite alarm. */
const usd = { metric: 0.3, alarmMetric: 0.1, composite: 0.5 };
const types = {
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  composite: "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  function: "aws:lambda/function:Function",
};

/** docs/metrics.md: what is measured, what rings and what both cost. */
export function renderMetrics(graph: ResourceGraph): string {
  const { resources, homeRegion } = graph;
  const alarms = resources.filter(({ type }) => type === types.alarm);
  const composites = resources.filter(({ type }) => type === types.composite);
  const regions = new Set(
    resources
      .filter(({ type, region }) => type === types.function && region !== homeRegion)
      .map(({ region }) => region),
  ).size;
  const read = countRead(alarms);
  const alarmUsd = priceAlarms(graph);
  const inHome = alarms.filter(({ region }) => region === homeRegion);
  const elsewhere = alarms.filter(({ region }) => region !== homeRegion);
  return `# Metrics and alarms

Written by \`npm run metrics\` from packages/core/src/metrics/metrics.ts and stacks/resources.json; do not edit. A test fails when it is stale.
Why these dimensions: [ADR 5](adr/0005-metrics.md).

## Our own metrics

Namespace \`Crisscross/<stage>\`. *Billed* is the number of metrics for ${regions} probe regions when every value of the dimensions occurs, at
$${usd.metric.toFixed(2)} each a month; what is published only when not zero costs nothing until then.

| metric | unit | by | published by | when | billed | meaning |
| --- | --- | --- | --- | --- | --- | --- |
${metricNames.map((name) => renderMetric(name, regions)).join("\n")}

Besides, a log metric filter makes one metric of each function's timeouts, such as \`InnerTimeouts\`, from \`platform.report\` records with the
status \`timeout\`: Lambda publishes none. Another counts consume's \`metrics.failed\` as \`MetricsFailed\`. They cost nothing while there is
nothing to count.

## Alarms

${alarms.length} alarms read ${read} metrics ($${usd.alarmMetric.toFixed(2)} each a month) and ${composites.length} composite alarms ($${usd.composite.toFixed(2)} each) stand above them, one a region: $${alarmUsd.toFixed(2)} a month.
A stage with \`alarms: false\` in stacks/config.ts has none of them. In CloudWatch their names start with \`Crisscross/<stage>/\`.

- **critical**: measurements are being lost or cannot be made. It notifies its region's alert topic, when it rings and when it stops.
- **warning**: look at it within the day. It notifies through its region's composite alarm, which rings with any other in the region. That one
  notifies only when it starts and stops: while one warning rings (\`completeness\` does for an hour), others of its region reach nobody
  by themselves.
- The alert topics tell the addresses in \`alertEmails\` of stacks/config.ts. Each address confirms once a region, since an alarm can
  notify a topic of its own region only.
- A period without data is no fault, because these metrics are published only while there is something to count. Only
  \`reconcile-silent\` and the canary's \`heartbeat\` take silence for the fault: they may ring after a stage is deployed, until
  reconcile has run, and a canary's job is complete, for the first time.

### At home (${homeRegion})

${renderAlarms(inHome)}

### In every probe region

${renderAlarms(uniqueByName(elsewhere))}
`;
}

function renderMetric(name: MetricName, regions: number): string {
  const metric = metricOf(name);
  const { unit, dimensions, emitters, published, meaning } = metric;
  const when = published === "always" ? "always" : "not zero";
  const cells = [
    name,
    unit,
    dimensions.join(", "),
    emitters.join(", "),
    when,
    billedMetrics(metric, regions),
  ];
  return `| ${cells.join(" | ")} | ${meaning} |`;
}

/** What the alarms of a stage cost a month, in USD at list price. */
export function priceAlarms({ resources }: ResourceGraph): number {
  const alarms = resources.filter(({ type }) => type === types.alarm);
  const composites = resources.filter(({ type }) => type === types.composite);
  return countRead(alarms) * usd.alarmMetric + composites.length * usd.composite;
}

const countRead = (alarms: readonly Resource[]): number =>
  alarms.reduce((sum, { inputs }) => sum + countMetrics(inputs), 0);

const countMetrics = (inputs: Resource["inputs"]): number =>
  Math.max(1, ((inputs.metricQueries ?? []) as Query[]).filter(({ metric }) => metric !== undefined).length);

const uniqueByName = (alarms: readonly Resource[]): Resource[] => [
  ...new Map(alarms.map((alarm) => [alarm.inputs.name, alarm])).values(),
];

function renderAlarms(alarms: readonly Resource[]): string {
  const rows = alarms
    .map(({ region, inputs }) => {
      const [severity, ...text] = String(inputs.alarmDescription)
        .replaceAll(region, "the region")
        .split(": ");
      const name = String(inputs.name).split("/").at(-1);
      return `| ${name} | ${severity} | ${describeCondition(inputs)} | ${text.join(": ")} |`;
    })
    .sort();
  return ["| alarm | severity | rings when | what it says |", "| --- | --- | --- | --- |", ...rows].join(
    "\n",
  );
}
