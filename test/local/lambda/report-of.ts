interface Metrics {
  durationMs: number;
  billedDurationMs: number;
  initDurationMs?: number;
}

/** What the platform reports last in a log's tail; `initMs` is NaN when it has none. */
export function reportOf(log: string): { durationMs: number; billedMs: number; initMs: number } {
  const { record } = JSON.parse(log.trim().split("\n").at(-1) ?? "") as { record: { metrics: Metrics } };
  const { durationMs, billedDurationMs: billedMs, initDurationMs: initMs = Number.NaN } = record.metrics;
  return { durationMs, billedMs, initMs };
}
