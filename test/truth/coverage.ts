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

/** How many of the jobs had a 95% interval that held the truth. Refused statistics are not in `given`. */
export interface Coverage {
  latency: string;
  n: number;
  jobs: number;
  held: Record<Estimate, number>;
  given: Estimate[];
}

export type Estimate = "mean" | QuantileName;
export const estimates: readonly Estimate[] = ["mean", ...quantileNames];

export function createCoverage(latency: string, n: number): Coverage {
  return { latency, n, jobs: 0, held: { mean: 0, p50: 0, p90: 0, p95: 0, p99: 0 }, given: [] };
}

/** Counts one more job with these statistics of this latency. */
export function countHeld(into: Coverage, latency: Latency, stats: Stats): void {
  into.jobs++;
  into.given = estimates.filter((name) => name === "mean" || stats[name] !== null);
  for (const name of into.given) {
    const truthMs = name === "mean" ? latency.meanMs : latency.quantilesMs[name];
    if (holds(stats.intervals[name], truthMs)) into.held[name]++;
  }
}

/** How a cell's samples fall into blocks: so many in each, sharing a disturbance of so many ms (sd). */
export interface Blocks {
  perBlock: number;
  sharedSdMs: number;
  /** How much of a block's disturbance the next one keeps, 0 to 1. */
  keeps: number;
}

export const independent: Blocks = { perBlock: 1, sharedSdMs: 0, keeps: 0 };

/** Coverage over `jobs` cells of n values, drawn and handed to the statistics directly, without the functions. */
export function coverCells(
  latency: Latency,
  n: number,
  jobs: number,
  seed: number,
  blocks = independent,
): Coverage {
  const coverage = createCoverage(latency.name, n);
  for (let job = 0; job < jobs; job++) {
    const cell = drawCell(latency, n, blocks, seededRandom(seedOf(seed, latency.name, n, job)));
    const stats = statsOf(cell, undefined, 30_000);
    if (!stats) throw new Error(`a cell of ${n} samples has no statistics`);
    countHeld(coverage, latency, stats);
  }
  return coverage;
}

function drawCell(latency: Latency, n: number, blocks: Blocks, random: Random): Distribution {
  const { perBlock, sharedSdMs, keeps } = blocks;
  const cell = emptyDistribution();
  let shared = sharedSdMs === 0 ? 0 : drawNormal(random);
  for (let drawn = 0; drawn < n; drawn += perBlock) {
    const size = Math.min(perBlock, n - drawn);
    const sharedMs = sharedSdMs * shared;
    const values = Array.from({ length: size }, () => Math.round((latency.draw(random) + sharedMs) * 1_000));
    addDistribution(cell, distributionOf(values));
    if (sharedSdMs > 0) shared = keeps * shared + Math.sqrt(1 - keeps ** 2) * drawNormal(random);
  }
  return cell;
}

function holds(interval: Stats["intervals"]["p50"], truthMs: number): boolean {
  if (!interval) return false;
  const [low, high] = interval;
  return (typeof low === "number" ? low : low.gt) <= truthMs && (typeof high !== "number" || truthMs <= high);
}
