import type { MetricStore } from "../metrics/store.ts";
import { runQueries } from "../query.ts";
import { countEvaluationRange, type Datapoint } from "./evaluate-state.ts";
import { listQueries, type MetricAlarm } from "./spec.ts";

/** What an alarm watches, in the periods of its evaluation range up to endMs, oldest first. */
export function observe(metrics: MetricStore, alarm: MetricAlarm, endMs: number): Datapoint[] {
  const { periodMs, region } = alarm;
  const count = countEvaluationRange(alarm.evaluationPeriods);
  const windows = { startMs: endMs - count * periodMs, periodMs, count };
  const { queries, resultId } = listQueries(alarm);
  const result = runQueries(metrics, region, queries, windows).get(resultId);
  const points = result?.kind === "series" ? result.points : undefined;
  return Array.from({ length: count }, (_empty, index): Datapoint => {
    const startMs = windows.startMs + index * periodMs;
    const value = points?.get(index);
    return value === undefined ? { startMs } : { startMs, value };
  });
}
