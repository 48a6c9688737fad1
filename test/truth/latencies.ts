import type { Random } from "@crisscross/core/edge/random";
import type { QuantileName } from "@crisscross/core/statistics/quantile-rank";

/** A latency whose truth is known: how to draw one, its mean and its quantiles, all in ms. */
export interface Latency {
  name: string;
  draw(random: Random): number;
  meanMs: number;
  quantilesMs: Readonly<Record<QuantileName, number>>;
}

/** Standard normal quantiles, from tables. */
const standard = { p50: 0, p90: 1.2815515655446, p95: 1.6448536269515, p99: 2.3263478740408 };
const share = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99 };

const eachQuantile = (at: (name: QuantileName) => number): Record<QuantileName, number> => ({
  p50: at("p50"),
  p90: at("p90"),
  p95: at("p95"),
  p99: at("p99"),
});

/** Box-Muller, one of the pair. */
export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

export function normal(meanMs: number, sdMs: number): Latency {
  return {
    name: "normal",
    draw: (random) => meanMs + sdMs * drawNormal(random),
    meanMs,
    quantilesMs: eachQuantile((name) => meanMs + sdMs * standard[name]),
  };
}

export function lognormal(medianMs: number, sigma: number): Latency {
  return {
    name: `lognormal, σ = ${sigma}`,
    draw: (random) => medianMs * Math.exp(sigma * drawNormal(random)),
    meanMs: medianMs * Math.exp(sigma ** 2 / 2),
    quantilesMs: eachQuantile((name) => medianMs * Math.exp(sigma * standard[name])),
  };
}

/** A normal latency with a lognormal one on top: jitter that only ever adds. */
export function shiftedLognormal(meanMs: number, sdMs: number, medianMs: number, sigma: number): Latency {
  const [base, jitter] = [normal(meanMs, sdMs), lognormal(medianMs, sigma)];
  // The jitter's distribution by the middles of so many equal shares of it.
  const parts = 2_000;
  const jitterMs = Array.from({ length: parts }, (_, part) => {
    const z = bisect(normalShare, (part + 1 / 2) / parts, -8, 8);
    return medianMs * Math.exp(sigma * z);
  });
  const below = (ms: number) =>
    jitterMs.reduce((sum, jitter) => sum + normalShare((ms - meanMs - jitter) / sdMs), 0) / parts;
  return {
    name: `normal and lognormal, σ = ${sigma}`,
    draw: (random) => base.draw(random) + jitter.draw(random),
    meanMs: meanMs + jitter.meanMs,
    quantilesMs: eachQuantile((name) => bisect(below, share[name], 0, 10 * (meanMs + medianMs))),
  };
}

/** Two normal modes: `slowShare` of the calls take the slow one. */
export function bimodal(slowShare: number, fastMs: number, slowMs: number, sdMs: number): Latency {
  const below = (ms: number) =>
    (1 - slowShare) * normalShare((ms - fastMs) / sdMs) + slowShare * normalShare((ms - slowMs) / sdMs);
  return {
    name: `bimodal, ${Math.round(slowShare * 100)}% slow`,
    draw: (random) => (random() < slowShare ? slowMs : fastMs) + sdMs * drawNormal(random),
    meanMs: (1 - slowShare) * fastMs + slowShare * slowMs,
    quantilesMs: eachQuantile((name) => bisect(below, share[name], 0, 2 * slowMs)),
  };
}

export function pareto(leastMs: number, shape: number): Latency {
  return {
    name: `Pareto, α = ${shape}`,
    draw: (random) => leastMs * (1 - random()) ** (-1 / shape),
    meanMs: (shape * leastMs) / (shape - 1),
    quantilesMs: eachQuantile((name) => leastMs * (1 - share[name]) ** (-1 / shape)),
  };
}

/**
 * One for each way a cell looks in the field. Normal: the wire between regions, ± an eighth. Lognormal: warm AWS
 * invocations, p50 18 and p99 74 ms (STeLLAR, IISWC 2021). Bimodal: an init of 110 ms (measured in
 * docs/adr/0001-execution-environments.md) in 3 calls of 10. Heavy tail: a mean, but no variance.
 */
export const latencies = {
  normal: normal(120, 15),
  lognormal: lognormal(18, 0.6),
  bimodal: bimodal(0.3, 50, 160, 15),
  heavyTail: pareto(2, 1.8),
} as const;

/** The standard normal distribution function (Abramowitz and Stegun 7.1.26, error below 1e-7). */
export function normalShare(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const erf = 1 - series * Math.exp(-x * x);
  return z < 0 ? (1 - erf) / 2 : (1 + erf) / 2;
}

function bisect(rising: (x: number) => number, wanted: number, low: number, high: number): number {
  const middle = (low + high) / 2;
  if (high - low < 1e-9) return middle;
  return rising(middle) < wanted ? bisect(rising, wanted, middle, high) : bisect(rising, wanted, low, middle);
}
