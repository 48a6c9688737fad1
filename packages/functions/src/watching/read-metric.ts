import type { MetricPoints, MetricView } from "@crisscross/core/documents/metric-view";
import { seriesOf } from "@crisscross/core/metrics/metric-series";
import { type MetricName, metricOf } from "@crisscross/core/metrics/metrics";
import { askRegions } from "./ask-regions.ts";
import type { MonitorDeps, Point, Window } from "./monitor.ts";

export interface MetricRequest extends Window {
  stat: string;
  periodSeconds: number;
  /** Only series that have these dimensions. */
  dimensions: Readonly<Record<string, string>>;
}

/** One metric of the table from every region that publishes it. Throws AppError `unavailable` when none can be read. */
export async function readMetric(
  deps: MonitorDeps,
  name: MetricName,
  request: MetricRequest,
): Promise<MetricView> {
  const { stat, periodSeconds, fromMs, toMs } = request;
  const wanted = seriesOf(name, deps.deployed, deps.home).filter((series) =>
    Object.entries(request.dimensions).every(([key, value]) => ({ ...series.dimensions })[key] === value),
  );
  const byRegion = Map.groupBy(wanted, ({ region }) => region);
  const { answers, failures } = await askRegions(deps, [...byRegion.keys()], async (monitor, region) => {
    const series = byRegion.get(region) ?? [];
    const queries = series.map(({ dimensions }) => ({
      namespace: deps.namespace,
      name,
      dimensions: { ...dimensions },
      stat,
      periodSeconds,
    }));
    const points = await monitor.metricData(queries, { fromMs, toMs });
    return queries.map(({ dimensions }, place) => ({ region, dimensions, points: shown(points[place]) }));
  });
  const { unit, meaning } = metricOf(name);
  return {
    name,
    unit,
    meaning,
    stat,
    periodSeconds,
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    series: answers.flatMap(({ answer }) => answer).filter(({ points }) => points.length > 0),
    failures,
  };
}

export const shown = (points: readonly Point[] = []): MetricPoints =>
  points.map(([epochMs, value]) => [new Date(epochMs).toISOString(), value]);
