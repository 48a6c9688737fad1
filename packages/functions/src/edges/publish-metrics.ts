import type { MetricDatum } from "@crisscross/core/metrics/metric-datum";
import { metricOf } from "@crisscross/core/metrics/metrics";

/** What a use case publishes its metrics to. Never rejects: what they count is already stored. */
export interface MetricSink {
  publish(data: readonly MetricDatum[]): Promise<void>;
}

interface PublishMetricsDeps {
  /** Whether this function runs in the home region. */
  atHome: boolean;
  /** Publishes in the own region, data of one set of dimensions at a time. */
  embed(data: readonly MetricDatum[]): void;
  /** Publishes in the home region. */
  put(data: readonly MetricDatum[]): Promise<void>;
  failed(metrics: readonly string[], error: unknown): void;
}

/**
 * Publishes each metric in the region its table entry names. A document of the embedded metric format holds one value
 * list per name, so there is one document for each set of dimensions.
 */
export async function publishMetrics(deps: PublishMetricsDeps, data: readonly MetricDatum[]): Promise<void> {
  const isAway = ({ name }: MetricDatum) => metricOf(name).region === "home" && !deps.atHome;
  const here = data.filter((datum) => !isAway(datum));
  const away = data.filter(isAway);
  const sets = Map.groupBy(here, ({ dimensions }) => JSON.stringify(dimensions));
  for (const set of sets.values()) deps.embed(set);
  if (away.length === 0) return;
  try {
    await deps.put(away);
  } catch (error) {
    // Not thrown: the block would come back, be found stored, and its metrics be lost all the same.
    deps.failed([...new Set(away.map(({ name }) => name))], error);
  }
}
