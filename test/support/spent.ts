import { CloudWatchClient, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import type { Cloud } from "@crisscross/local/cloud";
import type { CloudEvent } from "@crisscross/local/events/event";
import { until } from "./until.ts";

/** What a local cloud's own reports and metrics say was used: nothing that the product counts. */
export interface Spent {
  requests: number;
  gbSeconds: number;
}

/** Whom a job makes run, but for what lets it in and what runs every minute: each by its name in lines of cost. */
export const functionsOfJob = {
  plan: "plan",
  consume: "consume",
  outer: "outer",
  inner: "inner",
  "inner-db": "innerDb",
};

/** Resolves when a job is finished and all that it made run has been reported. */
export async function untilAtRest(events: () => readonly CloudEvent[], id: string): Promise<void> {
  const isFinished = (event: CloudEvent) =>
    event.kind === "log" &&
    event.record.message.includes("job.finished") &&
    event.record.message.includes(id);
  await until(
    () => events().some(isFinished) && ["consume", "reconcile"].every((name) => isAtRest(events(), name)),
    () => `job ${id} was not finished, or a consumer or reconcile is not done`,
  );
}

/** Units written to the results table and to the records of these regions since the cloud started. */
export async function unitsWritten(
  cloud: Pick<Cloud, "endpoint" | "credentials">,
  home: string,
  regions: readonly string[],
): Promise<{ results: number; records: number }> {
  const of = (where: readonly string[], table: string) =>
    metricSum(cloud, where, ["AWS/DynamoDB", "ConsumedWriteCapacityUnits"], {
      TableName: `crisscross-local-${table}`,
    });
  const [results, records] = await Promise.all([of([home], "ResultsTable"), of(regions, "records")]);
  return { results, records };
}

/** Invocations by the end of the function's name, from what the platform reported of each. */
export function invocationsIn(events: readonly CloudEvent[]): Map<string, Spent> {
  const found = new Map<string, Spent>();
  for (const event of events) {
    if (event.kind !== "log" || event.record.kind !== "platform") continue;
    const { type, record } = JSON.parse(event.record.message);
    if (type !== "platform.report") continue;
    // A function that is isolated by tenant counts as the one that it is a twin of.
    const name = event.record.functionName.replace(/^crisscross-local-|-isolated$/g, "");
    const spent = found.get(name) ?? { requests: 0, gbSeconds: 0 };
    spent.requests++;
    spent.gbSeconds += (record.metrics.billedDurationMs / 1_000) * (record.metrics.memorySizeMB / 1_024);
    found.set(name, spent);
  }
  return found;
}

/** Whether every invocation of a function that began has been reported: a job may be finished while its last consumer is not. */
function isAtRest(events: readonly CloudEvent[], name: string): boolean {
  const lines = events.flatMap((event) =>
    event.kind === "log" && event.record.kind === "platform" && event.record.functionName.endsWith(`-${name}`)
      ? [JSON.parse(event.record.message).type]
      : [],
  );
  const count = (type: string) => lines.filter((line) => line === type).length;
  return count("platform.start") === count("platform.report");
}

/** Sums of one metric since the cloud started, over these regions. */
export async function metricSum(
  cloud: Pick<Cloud, "endpoint" | "credentials">,
  regions: readonly string[],
  [Namespace, MetricName]: readonly [string, string],
  dimensions: Readonly<Record<string, string>>,
): Promise<number> {
  let sum = 0;
  for (const region of regions) {
    const client = new CloudWatchClient({ region, endpoint: cloud.endpoint, credentials: cloud.credentials });
    const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
    const MetricStat = { Metric: { Namespace, MetricName, Dimensions }, Period: 60, Stat: "Sum" };
    const { MetricDataResults = [] } = await client.send(
      new GetMetricDataCommand({
        MetricDataQueries: [{ Id: "sum", MetricStat }],
        StartTime: new Date(Date.now() - 3_600_000),
        EndTime: new Date(Date.now() + 60_000),
      }),
    );
    for (const { Values = [] } of MetricDataResults) for (const value of Values) sum += value;
    client.destroy();
  }
  return sum;
}
