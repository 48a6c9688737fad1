import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { metricNames, metricNamespace, metricOf, metricVariants } from "@crisscross/core/metrics";
import { describe, expect, it } from "vitest";
import { renderMetrics } from "../../scripts/metrics/render.ts";
import { committed, home, ofType, probeRegions, types } from "./stack.ts";
import {
  alarms,
  physicalNames,
  type Read,
  readByAlarm,
  readByWidget,
  watchTypes,
  widgets,
} from "./watching.ts";

/**
 * What AWS publishes of the resources we have: metrics by namespace, with the dimensions it publishes them by.
 * Sources: Lambda "Types of metrics for Lambda functions", SQS "Available CloudWatch metrics", SNS "Monitoring topics",
 * DynamoDB "Metrics and dimensions", API Gateway "Monitor HTTP APIs with CloudWatch".
 */
const published: Readonly<
  Record<string, readonly { names: readonly string[]; dimensions: string; type: string }[]>
> = {
  "AWS/Lambda": [
    {
      names: ["Invocations", "Errors", "Throttles", "Duration", "RecursiveInvocationsDropped"],
      dimensions: "FunctionName",
      type: types.function,
    },
  ],
  "AWS/SQS": [
    {
      names: [
        "ApproximateAgeOfOldestMessage",
        "ApproximateNumberOfMessagesVisible",
        "ApproximateNumberOfMessagesNotVisible",
        "NumberOfMessagesSent",
      ],
      dimensions: "QueueName",
      type: types.queue,
    },
  ],
  "AWS/SNS": [
    {
      names: [
        "NumberOfMessagesPublished",
        "NumberOfNotificationsDelivered",
        "NumberOfNotificationsFailed",
        "NumberOfNotificationsFilteredOut-NoMessageAttributes",
        "NumberOfNotificationsFilteredOut-InvalidAttributes",
        "NumberOfNotificationsRedrivenToDlq",
      ],
      dimensions: "TopicName",
      type: types.topic,
    },
  ],
  "AWS/DynamoDB": [
    {
      names: [
        "ReadThrottleEvents",
        "WriteThrottleEvents",
        "ConsumedReadCapacityUnits",
        "ConsumedWriteCapacityUnits",
      ],
      dimensions: "TableName",
      type: types.table,
    },
    {
      names: [
        "ReadThrottleEvents",
        "WriteThrottleEvents",
        "ConsumedReadCapacityUnits",
        "ConsumedWriteCapacityUnits",
      ],
      dimensions: "GlobalSecondaryIndexName TableName",
      type: types.table,
    },
    { names: ["SystemErrors"], dimensions: "Operation TableName", type: types.table },
  ],
  "AWS/ApiGateway": [{ names: ["Count", "4xx", "5xx", "Latency"], dimensions: "ApiId", type: types.api }],
};

const namespace = metricNamespace("local");
const reads: readonly Read[] = [...alarms().flatMap(readByAlarm), ...widgets().flatMap(readByWidget)];
const filters = ofType(watchTypes.filter).map(({ region, inputs }) => {
  const { namespace, name } = inputs.metricTransformation as { namespace: string; name: string };
  return { region, namespace, name };
});
const dimensionsOf = ({ dimensions }: Read) => Object.keys(dimensions).sort().join(" ");
const indexes = new Set(
  ofType(types.table).flatMap(({ region, inputs, name }) =>
    ((inputs.globalSecondaryIndexes ?? []) as { name: string }[]).map(
      (index) => `${region} ${inputs.name ?? name} ${index.name}`,
    ),
  ),
);
const ids = new Set(ofType(types.api).map(({ region, id }) => `${region} ${id}`));

/** Why nothing publishes this metric there, or undefined when something does. */
function orphaned(read: Read): string | undefined {
  const { region, name, dimensions } = read;
  if (read.namespace !== namespace) return orphanedFromAws(read);
  if (filters.some((one) => one.region === region && one.name === name && one.namespace === namespace))
    return dimensionsOf(read) === "" ? undefined : "the log metric filter gives it no dimensions";
  const known = metricNames.find((one) => one === name);
  if (known === undefined) return "neither in the metric table nor of a log metric filter";
  const metric = metricOf(known);
  if ([...metric.dimensions].sort().join(" ") !== dimensionsOf(read)) return "published by other dimensions";
  const { origin = "", target = home, variant = "bare" } = dimensions;
  const publishedIn = metric.region === "home" ? home : origin;
  if (publishedIn !== region) return `published in ${publishedIn}`;
  const origins = metric.emitters.some((verb) => verb !== "consume") ? [home, ...probeRegions] : probeRegions;
  const isKnown = origins.includes(origin) && [home, ...probeRegions].includes(target);
  return isKnown && metricVariants.some((one) => one === variant)
    ? undefined
    : "no such origin, target or variant";
}

function orphanedFromAws({ region, namespace, name, dimensions, ...rest }: Read): string | undefined {
  const entries = (published[namespace] ?? []).filter(({ names }) => names.includes(name));
  if (entries.length === 0) return "not among the metrics AWS publishes";
  const named = Object.keys(dimensions).sort().join(" ");
  const entry = entries.find((one) => one.dimensions === named);
  if (entry === undefined)
    return `published by ${entries.map((one) => one.dimensions).join(" or ")}, not by ${named} (${rest.by})`;
  const { Operation: _operation, GlobalSecondaryIndexName: index, ...of } = dimensions;
  const [physical] = Object.values(of);
  const exists = physicalNames(entry.type).has(`${region} ${physical}`) || ids.has(`${region} ${physical}`);
  if (!exists) return `${physical} is not in ${region}`;
  return index === undefined || indexes.has(`${region} ${physical} ${index}`)
    ? undefined
    : `${index} is no index of ${physical}`;
}

describe("docs/metrics.md", () => {
  it("is what the table and stacks/ say", async () => {
    const stored = await readFile(join(import.meta.dirname, "../../docs/metrics.md"), "utf8");
    const isFresh = stored === renderMetrics(committed);
    expect(isFresh, "docs/metrics.md is stale: run `npm run metrics` and commit it").toBe(true);
  });
});

describe("metrics", () => {
  it("that alarms and widgets read are published by something, there and by those dimensions", () => {
    const orphans = reads.flatMap((read) => {
      const why = orphaned(read);
      return why === undefined
        ? []
        : [`${read.by} reads ${read.namespace} ${read.name} in ${read.region}: ${why}`];
    });
    expect(reads.length).toBeGreaterThan(500);
    expect(orphans).toEqual([]);
  });

  it.each([
    [{ name: "Probse" }, "neither in the metric table"],
    [{ dimensions: {} }, "other dimensions"],
    [{ dimensions: { origin: "eu-west-1" }, region: "eu-west-1" }, "no such origin"],
    [{ region: home }, "published in eu-west-2"],
    [{ namespace: "AWS/Lambda", name: "Timeouts" }, "not among the metrics AWS publishes"],
    [
      { namespace: "AWS/SQS", name: "NumberOfMessagesSent", dimensions: { QueueName: "gone" } },
      "gone is not in",
    ],
    [
      {
        namespace: "AWS/DynamoDB",
        name: "ReadThrottleEvents",
        region: home,
        dimensions: { TableName: "crisscross-local-ResultsTable", GlobalSecondaryIndexName: "gone" },
      },
      "gone is no index of",
    ],
  ])("read as %j are found to be orphans", (change, why) => {
    const sound = { name: "Probes", namespace, region: "eu-west-2", dimensions: { origin: "eu-west-2" } };
    expect(orphaned({ by: "a test", stat: "Sum", ...sound })).toBeUndefined();
    expect(orphaned({ by: "a test", stat: "Sum", ...sound, ...change })).toContain(why);
  });

  it("of the table are read by an alarm or a widget, or say why not", () => {
    const read = new Set(reads.filter((one) => one.namespace === namespace).map(({ name }) => name));
    const unread = metricNames.filter((name) => !read.has(name) && metricOf(name).unused === undefined);
    expect(unread).toEqual([]);
    expect(metricNames.filter((name) => read.has(name) && metricOf(name).unused !== undefined)).toEqual([]);
  });

  it("of log metric filters are read by an alarm each", () => {
    const read = new Set(
      alarms()
        .flatMap(readByAlarm)
        .map(({ region, name }) => `${region} ${name}`),
    );
    expect(filters.filter(({ region, name }) => !read.has(`${region} ${name}`))).toEqual([]);
  });

  it("come from a log group that exists", () => {
    const groups = physicalNames(types.logGroup);
    for (const { region, inputs } of ofType(watchTypes.filter))
      expect(groups).toContain(`${region} ${inputs.logGroupName}`);
  });

  it("that functions publish have the namespace of the stage in each publisher's environment", () => {
    const verbs = new Set(metricNames.flatMap((name) => [...metricOf(name).emitters]));
    for (const { inputs } of ofType(types.function, committed)) {
      const verb = String(inputs.name).replace("crisscross-local-", "");
      const { variables } = inputs.environment as { variables: Record<string, string> };
      if ([...verbs].some((one) => one === verb))
        expect(variables.POWERTOOLS_METRICS_NAMESPACE).toBe(namespace);
    }
  });
});
