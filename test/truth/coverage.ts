import { type Random, seededRandom, seedOf } from "@crisscross/core/edge/random";
import { addCensored, type Censored, censoredOf, noCensored } from "@crisscross/core/statistics/censored";
import { addValue, type Distribution, emptyDistribution } from "@crisscross/core/statistics/distribution";
import { groupOf } from "@crisscross/core/statistics/groups";
import { type QuantileName, quantileNames } from "@crisscross/core/statistics/quantile-rank";
import { leastForInterval } from "@crisscross/core/statistics/refused-quantiles";
import { type Stats, statsOf } from "@crisscross/core/statistics/stats";
import { usualMiss } from "@crisscross/core/statistics/student";
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
  into.given = estimates.filter(
    (name) => name === "mean" || stats.n + (stats.censored ?? 0) >= leastForInterval(name, usualMiss),
  );
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
  /** Blocks in which calls are given up: how many of the blocks, which of their calls, and when: after so many ms and so much of their time. */
  timeouts?: { ofBlocks: number; ofCalls: number; afterMs: number; afterShare: number };
}

export const independent: Blocks = { perBlock: 1, sharedSdMs: 0, keeps: 0 };

/** When the drawn waits are given up by plan. */
export const limitMs = 30_000;

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
    const { values, censored } = drawCell(
      latency,
      n,
      blocks,
      seededRandom(seedOf(seed, latency.name, n, job)),
    );
    const stats = statsOf(values, censored, limitMs);
    if (!stats) throw new Error(`a cell of ${n} samples has no statistics`);
    countHeld(coverage, latency, stats);
  }
  return coverage;
}

interface Cell {
  values: Distribution;
  censored: Censored;
}

function drawCell(latency: Latency, n: number, blocks: Blocks, random: Random): Cell {
  const { perBlock, sharedSdMs, keeps, timeouts } = blocks;
  const cell: Cell = { values: emptyDistribution(), censored: noCensored() };
  let shared = sharedSdMs === 0 ? 0 : drawNormal(random);
  for (let index = 0; index * perBlock < n; index++) {
    const size = Math.min(perBlock, n - index * perBlock);
    const sharedMs = sharedSdMs * shared;
    const group = groupOf(index, Math.ceil(n / perBlock));
    const isBad = timeouts !== undefined && random() < timeouts.ofBlocks;
    for (let call = 0; call < size; call++) {
      const ms = latency.draw(random) + sharedMs;
      if (isBad && random() < timeouts.ofCalls) {
        const waitMs = timeouts.afterMs + timeouts.afterShare * ms;
        addCensored(cell.censored, censoredOf(Math.round(waitMs * 1_000), group));
      } else addValue(cell.values, Math.round(ms * 1_000), group);
    }
    if (sharedSdMs > 0) shared = keeps * shared + Math.sqrt(1 - keeps ** 2) * drawNormal(random);
  }
  return cell;
}

export function holds(interval: Stats["intervals"]["p50"], truthMs: number): boolean {
  if (!interval) return false;
  const [low, high] = interval;
  return (typeof low === "number" ? low : low.gt) <= truthMs && (typeof high !== "number" || truthMs <= high);
}
