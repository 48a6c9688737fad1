import { quantileNames } from "@crisscross/core/quantile-rank";
import { expect, it } from "vitest";
import { measureCoverage } from "./coverage.ts";
import { latencies, normal } from "./latencies.ts";

// 300 jobs leave a standard error of 1.3 points: the bands are the full run's ± 3 of those, a defect shows far more.
const jobs = 300;
const seed = 1;

it.each(latencies.flatMap((latency) => [60, 300].map((n) => [latency.name, n, latency] as const)))(
  "covers the truth of %s latencies with %i samples",
  (name, n, latency) => {
    const { mean, quantiles } = measureCoverage(latency, n, jobs, seed);
    for (const quantile of quantileNames) {
      if (quantiles[quantile] === undefined) continue;
      expect(quantiles[quantile], quantile).toBeGreaterThan(0.9);
      expect(quantiles[quantile], quantile).toBeLessThan(0.995);
    }
    // A tail without variance has no interval of its mean to rely on; docs/adr/0003-statistics.md has the figures.
    if (!name.startsWith("Pareto")) expect(mean, "mean").toBeGreaterThan(0.895);
    expect(mean, "mean").toBeLessThan(0.995);
  },
);

it("covers the truth when samples of a block share a disturbance", () => {
  const { meanMs, quantilesMs } = normal(120, Math.hypot(15, 10));
  const latency = { ...normal(120, 15), meanMs, quantilesMs };
  const { mean, quantiles } = measureCoverage(latency, 300, jobs, seed, { perBlock: 4, sharedSdMs: 10 });
  expect(mean).toBeGreaterThan(0.9);
  expect(quantiles.p50).toBeGreaterThan(0.9);
  expect(quantiles.p95).toBeGreaterThan(0.9);
});
