import { noteworthyLag1 } from "@crisscross/core/documents/sampling-words";
import { type Random, seededRandom, seedOf } from "@crisscross/core/edge/random";
import { addValue, emptyDistribution } from "@crisscross/core/statistics/distribution";
import { groupOf, unitCount } from "@crisscross/core/statistics/groups";
import { type Stats, statsOf } from "@crisscross/core/statistics/stats";
import { type Coverage, countHeld, createCoverage, type Estimate, holds, limitMs } from "./coverage.ts";
import { drawNormal, type Latency, lognormal, normal, normalShare } from "./latencies.ts";

/** How the standard normal scores of a job's samples hang together; each becomes a latency by `World.msOf`. */
export interface Dependence {
  /** Samples of one block. */
  perBlock: number;
  /** How much of a sample's score the next one keeps, 0 to 1: AR(1). */
  keeps: number;
  /** The share of the variance that samples of a block have in common, and how much of that the next block keeps. */
  sharedByBlock: number;
  blockKeeps: number;
  /** Of how many environments or connections samples are, by chance, and the share of the variance that those have in common. */
  units: number;
  sharedByUnit: number;
}

export const alone: Dependence = {
  perBlock: 1,
  keeps: 0,
  sharedByBlock: 0,
  blockKeeps: 0,
  units: 1,
  sharedByUnit: 0,
};

export interface World {
  name: string;
  n: number;
  dependence: Dependence;
  /** Of one sample, whatever it hangs together with. */
  latency: Latency;
  msOf(score: number): number;
  /**
   * What is promised. `held`: coverage in the bands. `least`: the lower end of the bands, since intervals that end on ties hold more.
   * `told`: the interval holds the truth, or the cell says that it speaks of less, in 93 of 100.
   */
  promise: "held" | "least" | "told";
}

/** Coverage, and how often the truth was held or the cell said of whom it speaks: without interval, or with words of lasting conditions. */
export interface DependentCoverage extends Coverage {
  promise: World["promise"];
  honest: Record<Estimate, number>;
  /** Intervals that say only what a quantile exceeds. */
  open: Record<Estimate, number>;
}

const none = (): Record<Estimate, number> => ({ mean: 0, p50: 0, p90: 0, p95: 0, p99: 0 });

export function coverWorld(
  { name, n, dependence, latency, msOf, promise }: World,
  jobs: number,
  seed: number,
  groupBy = groupOf,
): DependentCoverage {
  const coverage = { ...createCoverage(name, n), promise, honest: none(), open: none() };
  for (let job = 0; job < jobs; job++) {
    const stats = drawJob(n, dependence, msOf, seededRandom(seedOf(seed, name, n, job)), groupBy);
    countHeld(coverage, latency, stats);
    for (const estimate of coverage.given) {
      const truthMs = estimate === "mean" ? latency.meanMs : latency.quantilesMs[estimate];
      const interval = stats.intervals[estimate];
      const tells = !interval || stats.lasting || (stats.lag1 ?? 0) > noteworthyLag1;
      if (tells || holds(interval, truthMs)) coverage.honest[estimate]++;
      if (interval && typeof interval[1] !== "number") coverage.open[estimate]++;
    }
  }
  return coverage;
}

function drawJob(
  n: number,
  dependence: Dependence,
  msOf: World["msOf"],
  random: Random,
  groupBy: typeof groupOf,
): Stats {
  const { perBlock, units } = dependence;
  const distribution = emptyDistribution();
  const blocks = Math.ceil(n / perBlock);
  const shifts = Array.from({ length: units }, () => drawNormal(random));
  let [own, shared] = [drawNormal(random), drawNormal(random)];
  for (let index = 0; index < n; index++) {
    if (index > 0) own = kept(own, dependence.keeps, random);
    if (index > 0 && index % perBlock === 0) shared = kept(shared, dependence.blockKeeps, random);
    const unit = Math.floor(random() * units);
    const { sharedByBlock, sharedByUnit } = dependence;
    const score =
      Math.sqrt(1 - sharedByBlock - sharedByUnit) * own +
      Math.sqrt(sharedByBlock) * shared +
      Math.sqrt(sharedByUnit) * (shifts[unit] as number);
    const us = Math.round(msOf(score) * 1_000);
    addValue(
      distribution,
      us,
      groupBy(Math.floor(index / perBlock), blocks),
      seedOf("unit", unit) % unitCount,
    );
  }
  const stats = statsOf(distribution, undefined, limitMs);
  if (!stats) throw new Error("a job of no samples");
  return stats;
}

const kept = (score: number, keeps: number, random: Random): number =>
  keeps === 0 ? drawNormal(random) : keeps * score + Math.sqrt(1 - keeps ** 2) * drawNormal(random);

/** Of every whole ms how likely it is, from that of being at most so much. */
function wholeMs(name: string, atMost: (ms: number) => number, mostMs: number): Latency {
  let meanMs = 0;
  const quantilesMs = { p50: 0, p90: 0, p95: 0, p99: 0 };
  for (let ms = 0; ms < mostMs; ms++) {
    meanMs += 1 - atMost(ms);
    for (const [quantile, p] of [
      ["p50", 0.5],
      ["p90", 0.9],
      ["p95", 0.95],
      ["p99", 0.99],
    ] as const)
      if (atMost(ms) < p) quantilesMs[quantile] = ms + 1;
  }
  return { name, draw: () => Number.NaN, meanMs, quantilesMs };
}

const worldOf = (
  name: string,
  n: number,
  latency: Latency,
  msOf: World["msOf"],
  dependence: Partial<Dependence> = {},
  promise: World["promise"] = "held",
): World => ({ name, n, latency, msOf, dependence: { ...alone, ...dependence }, promise });

const normalMs = (score: number): number => 120 + 15 * score;
const lognormalMs = (score: number): number => 18 * Math.exp(0.6 * score);
const [wire, warm] = [normal(120, 15), lognormal(18, 0.6)];

/** Normal and lognormal latencies that hang together alike. */
const both = (
  name: string,
  n: number,
  dependence: Partial<Dependence>,
  promise?: World["promise"],
): World[] => [
  worldOf(`normal, ${name}`, n, wire, normalMs, dependence, promise),
  worldOf(`lognormal, ${name}`, n, warm, lognormalMs, dependence, promise),
];

const billed = (score: number): number => Math.ceil(lognormalMs(score));
const billedTruth = wholeMs("billed", (ms) => (ms <= 0 ? 0 : normalShare(Math.log(ms / 18) / 0.6)), 2_000);
/** 70% of the calls are billed 1 ms, the others 2 ms or more. */
const tieScore = 0.5244005127;
const tied = (score: number): number => (score <= tieScore ? 1 : 1 + Math.ceil(8 * (score - tieScore)));
const tiedTruth = wholeMs("tied", (ms) => (ms < 1 ? 0 : normalShare(tieScore + (ms - 1) / 8)), 200);
const third = { perBlock: 4, sharedByBlock: 1 / 3 };
const byUnit = (units: number): Partial<Dependence> => ({ units, sharedByUnit: 0.1 });

/** The worlds whose samples are not one independent number each. */
export const worlds: readonly World[] = [
  ...[60, 300, 1_000].map((n) =>
    worldOf("lognormal, billed in whole ms", n, billedTruth, billed, {}, "least"),
  ),
  ...[60, 300, 1_000].map((n) => worldOf("70% at 1 ms, others in whole ms", n, tiedTruth, tied, {}, "least")),
  ...[0.3, 0.5, 0.7].flatMap((keeps) =>
    [300, 1_000].flatMap((n) => both(`a sample keeps ${keeps * 100}% of the last`, n, { keeps })),
  ),
  ...both("blocks of 4 share a third", 300, third),
  ...[300, 1_000, 4_000].flatMap((n) =>
    both("blocks of 4 share a third and keep 90% of it", n, { ...third, blockKeeps: 0.9 }, "told"),
  ),
  ...[8, 12, 30].flatMap((units) => both(`${units} connections share a tenth`, 300, byUnit(units))),
  ...both("30 connections share nothing", 300, { units: 30 }),
];

/** What of a world is not as promised, in words. `slack` is for fewer jobs than the bands are for. */
export function brokenIn(
  { latency, n, jobs, given, held, honest, open, promise }: DependentCoverage,
  slack: number,
): string[] {
  return given.flatMap((estimate) => {
    const [least, most] = estimate === "mean" ? [0.93, 0.97] : [0.94, 0.98];
    const share = (promise === "told" ? honest[estimate] : held[estimate]) / jobs;
    // Intervals of quantiles are wide rather than wrong: the share below a bound nearby stands for that below the quantile.
    const mayHoldMore = promise !== "held" || estimate !== "mean" || open[estimate] > 0;
    const isBelow = share < (promise === "told" ? 0.93 : least) - slack;
    if (!isBelow && (mayHoldMore || share <= most + slack)) return [];
    return [`${estimate} of ${latency}, n = ${n}: ${(share * 100).toFixed(1)}%`];
  });
}
