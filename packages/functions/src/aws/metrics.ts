import type { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import type { MetricDatum } from "@crisscross/core/metrics/metric-datum";
import { metricOf } from "@crisscross/core/metrics/metrics";
import { type MetricSink, publishMetrics } from "../edges/publish-metrics.ts";
import { limitedRequests, type RequestLimits } from "../edges/request-limits.ts";
import { logEvent } from "../edges/write-event.ts";

interface MetricsOptions {
  namespace: string;
  /** Where this function runs, and where metrics of the home region are put. */
  region: string;
  homeRegion: string;
  logger: Logger;
  limits?: RequestLimits;
}

/** The block is stored by now; its batch must not wait long for metrics. */
const putMs = 2_000;

/** Metrics by CloudWatch's embedded metric format, and by PutMetricData where they belong to another region. */
export function openMetrics({ namespace, region, homeRegion, logger, limits }: MetricsOptions): MetricSink {
  const metrics = new Metrics({ namespace });
  // Powertools would add `service`, and every dimension is billed.
  metrics.clearDefaultDimensions();
  const home = new CloudWatchClient({ region: homeRegion, requestHandler: limitedRequests(limits) });
  const deps = {
    atHome: region === homeRegion,
    embed(data: readonly MetricDatum[]) {
      metrics.addDimensions({ ...data[0]?.dimensions });
      for (const { name, values } of data)
        for (const value of values) metrics.addMetric(name, metricOf(name).unit, value);
      metrics.publishStoredMetrics();
    },
    async put(data: readonly MetricDatum[]) {
      const command = new PutMetricDataCommand({ Namespace: namespace, MetricData: data.map(putDatum) });
      await home.send(command, { abortSignal: AbortSignal.timeout(putMs) });
    },
    failed: (names: readonly string[], error: unknown) =>
      logEvent(logger, "metrics.failed", { metrics: names, error }),
  };
  return { publish: (data) => publishMetrics(deps, data) };
}

const putDatum = ({ name, dimensions, values }: MetricDatum) => ({
  MetricName: name,
  Unit: metricOf(name).unit,
  Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  Values: [...values],
});
