import { leastSamples } from "../metrics/percentile.ts";
import type { MetricStore } from "../metrics/store.ts";
import { runQueries } from "../query.ts";
import { countEvaluationRange, type Datapoint } from "./evaluate-state.ts";
import { listQueries, type MetricAlarm } from "./spec.ts";

export interface Seen {
  /** Oldest first. */
  range: Datapoint[];
  /** False if a percentile rests on too few samples and the alarm is to wait for more. */
  isTelling: boolean;
}

/** What an alarm watches, in the periods of its evaluation range up to endMs. */
export function observe(metrics: MetricStore, alarm: MetricAlarm, endMs: number): Seen {
  const { periodMs, region } = alarm;
  const count = countEvaluationRange(alarm.evaluationPeriods);
  const windows = { startMs: endMs - count * periodMs, periodMs, count };
  const { queries, resultId } = listQueries(alarm);
  const result = runQueries(metrics, region, queries, windows).get(resultId);
  const points = result?.kind === "series" ? result.points : undefined;
  const range = Array.from({ length: count }, (_empty, index): Datapoint => {
    const startMs = windows.startMs + index * periodMs;
    const value = points?.get(index);
    return value === undefined ? { startMs } : { startMs, value };
  });
  return { range, isTelling: alarm.evaluateLowSampleCount === "evaluate" || hasEnoughSamples() };

  /** Only the datapoints that decide count. The earlier periods stand in for periods without data. */
  function hasEnoughSamples(): boolean {
    const { watches } = alarm;
    if (watches.kind !== "metric" || watches.source.statistic.kind !== "percentile") return true;
    const { metric, unit, statistic } = watches.source;
    const least = leastSamples(statistic.percent);
    const buckets = [...metrics.read(region, metric, unit, windows)];
    return buckets
      .filter(([index]) => range[index]?.value !== undefined)
      .sort(([a], [b]) => b - a)
      .slice(0, alarm.evaluationPeriods)
      .every(([, { sampleCount }]) => sampleCount >= least);
  }
}
