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

\`npm run metrics\` writes this page from packages/core/src/metrics/metrics.ts and stacks/resources.json. Do not edit it; a test fails when it
is stale. [ADR 5](adr/0005-metrics.md) says why the metrics have these dimensions. The [glossary](glossary.md) explains the words.

## Our own metrics

Their namespace is \`Crisscross/<stage>\`. CloudWatch bills each set of dimension values as a metric, $${usd.metric.toFixed(2)} a month each. *Billed* is how many
that are for ${regions} probe regions if every value occurs. A metric that is published only when not zero costs nothing until then.

| metric | unit | by | published by | when | billed | meaning |
| --- | --- | --- | --- | --- | --- | --- |
${metricNames.map((name) => renderMetric(name, regions)).join("\n")}

Lambda publishes no metric of timeouts. So one log metric filter per function makes one, such as \`InnerTimeouts\`, from
\`platform.report\` records with the status \`timeout\`. Another filter counts consume's \`metrics.failed\` as \`MetricsFailed\`. These
metrics cost nothing while there is nothing to count.

## Alarms

${alarms.length} alarms read ${read} metrics ($${usd.alarmMetric.toFixed(2)} a month each). Above them stand ${composites.length} composite alarms ($${usd.composite.toFixed(2)} a month each), one per region. Together they
cost $${alarmUsd.toFixed(2)} a month. A stage with \`alarms: false\` in stacks/config.ts has none of them. In CloudWatch their names start with
\`Crisscross/<stage>/\`.

- **critical**: measurements are being lost or cannot be made. The alarm notifies its region's alert topic when it rings.
- **warning**: look at it within the day. The alarm notifies through its region's composite alarm, which rings while any alarm of the
  region does. A composite alarm notifies only when it starts and when it stops. So while one warning rings (\`completeness\` does for an
  hour), others of its region notify nobody by themselves. That all is well again is told by composite alarms alone: CloudWatch runs an
  alarm's OK actions when the alarm is new, and making all of them anew would mail each.
- **Queues asleep.** SQS stops publishing a queue's metrics once nobody has used it for six hours, and takes up to 15 minutes to begin
  again. Dead-letter queues, unroutable and undelivered are always so while all is well. So the first message in one may ring its alarm
  (\`…-depth\`) that much later.
- **Late data.** A count that comes late leaves its period empty until then, and a \`FILL\` (left out of the table) takes that for 0. So an alarm with a \`FILL\` looks
  at several periods, never at the newest alone.
- The alert topics tell the addresses in \`alertEmails\` of stacks/config.ts. Each address confirms once per region, since an alarm can
  notify only a topic of its own region.
- A period without data is no fault, because these metrics are published only while there is something to count. Only
  \`reconcile-silent\` and the canary's \`heartbeat\` take silence for the fault. After a stage is deployed they may ring until
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
