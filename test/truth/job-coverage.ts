import { matrixOf } from "@crisscross/core/documents/matrix";
import { seedOf } from "@crisscross/core/edge/random";
import { blockCount } from "@crisscross/core/job/plan";
import { measuresOf } from "@crisscross/core/sample/measures-of-sample";
import { resultOf } from "@crisscross/core/sample/probe-outcome";
import type { StoredBlock } from "@crisscross/core/sample/stored-block";
import { type QuantileName, quantileNames } from "@crisscross/core/statistics/quantile-rank";
import type { Stats } from "@crisscross/core/statistics/stats";
import { mergeAll } from "@crisscross/core/summary/summary";
import { summarizeOf } from "../core/summarized.ts";
import { testKey } from "../functions/results/memory-store.ts";
import { type Coverage, countHeld, createCoverage } from "./coverage.ts";
import { latencies } from "./latencies.ts";
import { recordOf } from "./world/records.ts";
import { runJob, type Store } from "./world/run-job.ts";
import { createShapedWeather, type ShapedMeasure, shapedMeasures } from "./world/shaped-weather.ts";
import type { Weather } from "./world/weather.ts";

/** What one measure of simulated jobs showed. */
export interface JobCoverage extends Coverage {
  /** How far a quantile was from the one of the sorted values, as a share of it, at worst. */
  sketchError: number;
}

export const shapes = {
  outerOverhead: latencies.normal,
  innerTransit: latencies.bimodal,
  innerInit: latencies.lognormal,
  db: latencies.heavyTail,
} as const satisfies Record<ShapedMeasure, unknown>;

/**
 * Runs jobs number `from` up to `to` of n samples each, every probe through the real functions on a virtual clock, and
 * counts whose matrix held the truth. Every probe brings one value of each of four shapes, in four measures.
 */
export async function coverJobs(
  n: number,
  from: number,
  to: number,
  seed: number,
): Promise<Record<ShapedMeasure, JobCoverage>> {
  const covered = newCoverages(n);
  for (let job = from; job < to; job++) {
    const { accepted, stats } = await runShaped(n, seedOf(seed, n, job));
    for (const name of shapedMeasures) {
      const found = stats[name];
      if (!found) throw new Error(`job ${job} has no ${name}`);
      const of = covered[name];
      countHeld(of, shapes[name], found);
      // A draw beyond the deadline is a timeout, and ranks above the values that are left.
      if (found.censored) continue;
      const valuesUs = accepted.map((sample) => measuresOf(sample)[name] ?? 0);
      of.sketchError = Math.max(of.sketchError, sketchErrorOf(found, valuesUs));
    }
  }
  return covered;
}

export function newCoverages(n: number): Record<ShapedMeasure, JobCoverage> {
  const of = (name: ShapedMeasure): JobCoverage => ({
    ...createCoverage(shapes[name].name, n),
    sketchError: 0,
  });
  return {
    outerOverhead: of("outerOverhead"),
    innerTransit: of("innerTransit"),
    innerInit: of("innerInit"),
    db: of("db"),
  };
}

export function addJobCoverage(into: JobCoverage, more: JobCoverage): void {
  into.jobs += more.jobs;
  if (more.given.length > 0) into.given = more.given;
  for (const name of ["mean", ...quantileNames] as const) into.held[name] += more.held[name];
  into.sketchError = Math.max(into.sketchError, more.sketchError);
}

const runShaped = (n: number, seed: number) => runCell(createShapedWeather(seed, shapes), n, seed);

/** One job of one cell: what was stored ok, and what is said of it. */
export async function runCell(weather: Weather, n: number, seed: number) {
  const record = recordOf(seed, { samples: n });
  const blocks: StoredBlock[] = [];
  const stored = new Set<number>();
  const store: Store = {
    putJob: async () => "stored",
    markQueued: async () => "stored",
    lookUp: async () => ({ standing: "new", job: { record, key: testKey } }),
    knownJob: async () => ({ record, key: testKey }),
    getKey: async () => testKey,
    claim: async () => undefined,
    noteDead: async () => {},
    areStored: async () => false,
    async putBlock(block) {
      if (stored.has(block.index)) return "duplicate";
      stored.add(block.index);
      blocks.push(block);
      return "stored";
    },
  };
  const truth = await runJob(weather, record, store);
  const { matrix } = matrixOf(record, mergeAll(blocks.map(summarizeOf(blockCount(record)))));
  const samples = blocks.flatMap((block) => block.samples);
  const accepted = samples.filter((sample) => resultOf(sample).outcome === "ok");
  const { measures = {}, sampling, starts } = matrix[0] ?? {};
  return { blocks, truth, accepted, stats: measures, sampling, warm: starts?.warm };
}

/** Against definition 2 of Hyndman and Fan on the sorted values, written down again here. */
function sketchErrorOf(stats: Stats, valuesUs: readonly number[]): number {
  const sorted = valuesUs.toSorted((a, b) => a - b);
  const errors = quantileNames.map((name) => {
    const estimate = stats[name];
    if (typeof estimate !== "number") return 0;
    const exactMs = quantileMs(sorted, name);
    return Math.abs(estimate - exactMs) / exactMs;
  });
  return Math.max(...errors);
}

const percent: Readonly<Record<QuantileName, number>> = { p50: 50, p90: 90, p95: 95, p99: 99 };

function quantileMs(sortedUs: readonly number[], name: QuantileName): number {
  const place = (sortedUs.length * percent[name]) / 100;
  const [low = 0, high = 0] = Number.isInteger(place)
    ? [sortedUs[place - 1], sortedUs[place]]
    : [sortedUs[Math.floor(place)], sortedUs[Math.floor(place)]];
  return (low + high) / 2_000;
}
