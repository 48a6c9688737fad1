import { CloudWatchClient, paginateListMetrics } from "@aws-sdk/client-cloudwatch";
import type { Cloud } from "@crisscross/local/cloud";
import { probeRegions, suffixOf } from "../infrastructure/stack.ts";
import { home } from "./places.ts";

/** A metric where it is published or read. */
export interface Located {
  readonly region: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** What CloudWatch has been told of in these regions, ever. */
export async function listPublished(cloud: Cloud, regions: Iterable<string>): Promise<Located[]> {
  const published: Located[] = [];
  for (const region of regions) {
    const client = new CloudWatchClient({ region, endpoint: cloud.endpoint, credentials: cloud.credentials });
    for await (const { Metrics = [] } of paginateListMetrics({ client }, {}))
      for (const { Namespace = "", MetricName = "", Dimensions = [] } of Metrics) {
        const dimensions = Object.fromEntries(Dimensions.map(({ Name = "", Value = "" }) => [Name, Value]));
        published.push({ region, namespace: Namespace, name: MetricName, dimensions });
      }
    client.destroy();
  }
  return published;
}

/** Those of the metrics that are not among the others: the same by all of placeOf. */
export function findMissing<Metric extends Located>(
  metrics: readonly Metric[],
  among: readonly Located[],
): Metric[] {
  const known = new Set(among.map(placeOf));
  return metrics.filter((metric) => !known.has(placeOf(metric)));
}

/**
 * Where a metric is, its name, and its dimensions with their values: "probe region: AWS/Lambda Errors by
 * FunctionName=crisscross-local-inner". One probe region stands for the others, one operation of DynamoDB for all.
 */
export function placeOf({ region, namespace, name, dimensions }: Located): string {
  const by = Object.entries(dimensions)
    .map(([key, value]) => `${key}=${key === "Operation" ? "any" : generalize(value, region)}`)
    .sort();
  const where = region === home ? "home" : "probe region";
  return `${where}: ${namespace} ${name} by ${by.join(" and ") || "nothing"}`;
}

/** A value with the region it is read in, or else any probe region, by no name. */
function generalize(value: string, region: string): string {
  if (value === region) return "own region";
  if (probeRegions.includes(value)) return "probe region";
  return value.replace(suffixOf(region), "OwnRegion");
}
