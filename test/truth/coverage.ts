import {
  addDistribution,
  type Distribution,
  distributionOf,
  emptyDistribution,
} from "@crisscross/core/distribution";
import { type QuantileName, quantileNames } from "@crisscross/core/quantile-rank";
import { type Random, seededRandom, seedOf } from "@crisscross/core/random";
import { type Stats, statsOf } from "@crisscross/core/stats";
import { drawNormal, type Latency } from "./latencies.ts";

/** How a simulated cell's samples fall into blocks: so many in each, sharing a disturbance of so many ms (sd). */
export interface Blocks {
  perBlock: number;
  sharedSdMs: number;
}

/** Share of the jobs, 0 to 1, whose 95% interval held the truth; absent for refused statistics. */
export interface Coverage {
  latency: string;
  n: number;
  mean: number;
  quantiles: Partial<Record<QuantileName, number>>;
}

/** Measures coverage over `jobs` simulated cells of n samples each, seeded. */
export function measureCoverage(
  latency: Latency,
  n: number,
  jobs: number,
  seed: number,
  blocks: Blocks = { perBlock: 1, sharedSdMs: 0 },
): Coverage {
  const held = new Map<string, number>();
  const given = new Set<QuantileName>();
  for (let job = 0; job < jobs; job++) {
    const stats = statsOfCell(latency, n, blocks, seededRandom(seedOf(seed, latency.name, n, job)));
    if (holds(stats.intervals.mean, latency.meanMs)) held.set("mean", (held.get("mean") ?? 0) + 1);
    for (const name of quantileNames) {
      if (stats[name] === null) continue;
      given.add(name);
      if (holds(stats.intervals[name], latency.quantilesMs[name])) held.set(name, (held.get(name) ?? 0) + 1);
    }
  }
  const shareOf = (name: string) => (held.get(name) ?? 0) / jobs;
  const quantiles = Object.fromEntries([...given].map((name) => [name, shareOf(name)]));
  return { latency: latency.name, n, mean: shareOf("mean"), quantiles };
}

function statsOfCell(latency: Latency, n: number, blocks: Blocks, random: Random): Stats {
  const stats = statsOf(drawCell(latency, n, blocks, random), undefined, 30_000);
  if (!stats) throw new Error(`a cell of ${n} samples has no statistics`);
  return stats;
}

function drawCell(
  latency: Latency,
  n: number,
  { perBlock, sharedSdMs }: Blocks,
  random: Random,
): Distribution {
  const cell = emptyDistribution();
  for (let drawn = 0; drawn < n; drawn += perBlock) {
    const sharedMs = sharedSdMs === 0 ? 0 : sharedSdMs * drawNormal(random);
    const size = Math.min(perBlock, n - drawn);
    const values = Array.from({ length: size }, () => Math.round((latency.draw(random) + sharedMs) * 1_000));
    addDistribution(cell, distributionOf(values));
  }
  return cell;
}

function holds(interval: Stats["intervals"]["p50"], truthMs: number): boolean {
  if (!interval) return false;
  const [low, high] = interval;
  return (typeof low === "number" ? low : low.gt) <= truthMs && (typeof high !== "number" || truthMs <= high);
}
