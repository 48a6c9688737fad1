import { type Random, seededRandom, seedOf } from "@crisscross/core/edge/random";
import { type Coverage, coverCells, independent } from "./coverage.ts";
import { drawNormal, type Latency } from "./latencies.ts";

/** A latency of two kinds: most calls lognormal, a share of them slower by a factor, with a spread of its own. */
interface Shape {
  slowShare: number;
  slower: number;
  sigma: number;
  slowSigma: number;
}

/** The shape whose mean's interval held the truth least often, of all that were tried. */
export interface Worst {
  n: number;
  shape: Shape;
  tried: number;
  coverage: Coverage;
}

/** Samples of a cell that are looked at: the default, and where intervals were said to hold. */
export const searched = [5, 60, 300, 1_000] as const;

const drawn = 60;
const steps = 40;

/**
 * Looks for the shape that intervals of the mean hold least: shapes drawn by chance, then small changes to the worst for as long as
 * they are worse. What it comes to is measured anew, since the worst of many draws is partly bad luck.
 */
export function searchWorst(n: number, jobs: number, seed: number): Worst {
  const random = seededRandom(seedOf("worst shape", n, seed));
  const few = Math.max(50, Math.round(jobs / 10));
  const coverageOf = (shape: Shape, of: number, again: string) =>
    coverCells(latencyOf(shape), n, of, seedOf(seed, again), independent);
  const heldBy = (shape: Shape) => coverageOf(shape, few, "search").held.mean;
  let worst = drawShape(random);
  let held = heldBy(worst);
  for (let step = 1; step < drawn + steps; step++) {
    const shape = step < drawn ? drawShape(random) : changed(worst, random);
    const now = heldBy(shape);
    if (now < held) [worst, held] = [shape, now];
  }
  return { n, shape: worst, tried: drawn + steps, coverage: coverageOf(worst, jobs, "anew") };
}

const between = (low: number, high: number, random: Random): number => low * (high / low) ** random();

function drawShape(random: Random): Shape {
  return {
    slowShare: between(0.0005, 0.5, random),
    slower: between(1.5, 100, random),
    sigma: between(0.05, 0.8, random),
    slowSigma: between(0.05, 0.8, random),
  };
}

function changed({ slowShare, slower, sigma, slowSigma }: Shape, random: Random): Shape {
  const by = () => between(0.7, 1.4, random);
  return {
    slowShare: Math.min(0.5, slowShare * by()),
    slower: Math.min(100, slower * by()),
    sigma: Math.min(0.8, sigma * by()),
    slowSigma: Math.min(0.8, slowSigma * by()),
  };
}

/** Only the mean's truth is known. */
function latencyOf({ slowShare, slower, sigma, slowSigma }: Shape): Latency {
  const medianMs = 20;
  const fast = medianMs * Math.exp(sigma ** 2 / 2);
  const slow = medianMs * slower * Math.exp(slowSigma ** 2 / 2);
  const unknown = Number.NaN;
  return {
    name: "of two kinds",
    draw: (random) =>
      random() < slowShare
        ? medianMs * slower * Math.exp(slowSigma * drawNormal(random))
        : medianMs * Math.exp(sigma * drawNormal(random)),
    meanMs: (1 - slowShare) * fast + slowShare * slow,
    quantilesMs: { p50: unknown, p90: unknown, p95: unknown, p99: unknown },
  };
}

/** In words. */
export const shapeWords = ({ slowShare, slower, sigma, slowSigma }: Shape): string =>
  `${(slowShare * 100).toPrecision(2)}% of the calls ${slower.toPrecision(2)} times slower, σ = ${sigma.toPrecision(2)} and ${slowSigma.toPrecision(2)}`;
