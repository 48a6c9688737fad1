import { CloudWatchClient, GetMetricStatisticsCommand } from "@aws-sdk/client-cloudwatch";
import type { CloudEvent } from "@crisscross/local/events/event";
import type { System } from "./system.ts";

/** What a local cloud's own reports and metrics say was used: nothing that the product counts. */
export interface Spent {
  requests: number;
  gbSeconds: number;
}

/** Invocations by the end of the function's name, from what the platform reported of each. */
export function invocationsIn(events: readonly CloudEvent[]): Map<string, Spent> {
  const found = new Map<string, Spent>();
  for (const event of events) {
    if (event.kind !== "log" || event.record.kind !== "platform") continue;
    const { type, record } = JSON.parse(event.record.message);
    if (type !== "platform.report") continue;
    const name = event.record.functionName.replace(/^crisscross-local-/, "");
    const spent = found.get(name) ?? { requests: 0, gbSeconds: 0 };
    spent.requests++;
    spent.gbSeconds += (record.metrics.billedDurationMs / 1_000) * (record.metrics.memorySizeMB / 1_024);
    found.set(name, spent);
  }
  return found;
}

/** Whether every invocation of a function that began has been reported: a job may be finished while its last consumer is not. */
export function isAtRest(events: readonly CloudEvent[], name: string): boolean {
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
  { cloud }: System,
  regions: readonly string[],
  [Namespace, MetricName]: readonly [string, string],
  dimensions: Readonly<Record<string, string>>,
): Promise<number> {
  let sum = 0;
  for (const region of regions) {
    const client = new CloudWatchClient({ region, endpoint: cloud.endpoint, credentials: cloud.credentials });
    const { Datapoints = [] } = await client.send(
      new GetMetricStatisticsCommand({
        ...{ Namespace, MetricName, Period: 60, Statistics: ["Sum"] },
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        StartTime: new Date(Date.now() - 3_600_000),
        EndTime: new Date(Date.now() + 60_000),
      }),
    );
    sum += Datapoints.reduce((total, { Sum = 0 }) => total + Sum, 0);
    client.destroy();
  }
  return sum;
}
