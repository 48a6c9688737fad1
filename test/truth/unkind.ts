import { seedOf } from "@crisscross/core/edge/random";
import { measuresOf } from "@crisscross/core/sample/measures-of-sample";
import { addValue, emptyDistribution } from "@crisscross/core/statistics/distribution";
import { groupOf } from "@crisscross/core/statistics/groups";
import { type Stats, statsOf } from "@crisscross/core/statistics/stats";
import { compare, type Spoiled, spoiled } from "./before.ts";
import { checkHops } from "./checks/hops.ts";
import { checkOffsets } from "./checks/offsets.ts";
import type { Tally } from "./checks/tally.ts";
import { type Coverage, countHeld, createCoverage, limitMs } from "./coverage.ts";
import { brokenIn as brokenInWorld } from "./dependent.ts";
import { runCell } from "./job-coverage.ts";
import { blockKey } from "./world/run-job.ts";
import { createUnkindWeather, truthOf, type Unkindness, unkindnesses } from "./world/unkind-weather.ts";

/** A world with some unkindnesses, or with none, to compare with. */
export interface UnkindWorld {
  name: string;
  on: ReadonlySet<Unkindness>;
  n: number;
}

export const everyUnkindness = "every unkindness";
const every = new Set(unkindnesses);

export const unkindWorlds: readonly UnkindWorld[] = [
  { name: "none", on: new Set(), n: 60 },
  ...unkindnesses.map((one) => ({ name: one, on: new Set([one]), n: 60 })),
  { name: everyUnkindness, on: every, n: 60 },
  { name: everyUnkindness, on: every, n: 300 },
];

/** Sums of what samples said beside what was so, in µs. */
export type Errors = Record<Spoiled, { samples: number; sumUs: number }>;

/** What the jobs of one unkind world said. `before` is what the measures and intervals as they were would have said of the same samples. */
export interface UnkindFinding {
  world: string;
  samples: number;
  transit: Coverage;
  db: Coverage;
  before: Coverage;
  errors: { before: Errors; after: Errors };
  falseErrors: number;
}

/** Jobs number `from` up to `to` through the real functions. */
export async function coverUnkind(
  { name, on, n }: UnkindWorld,
  from: number,
  to: number,
  seed: number,
): Promise<UnkindFinding & { tallies: Tally[] }> {
  const truths = truthOf(on);
  const found = { ...emptyFinding(name, n), tallies: [] as Tally[] };
  for (let job = from; job < to; job++) {
    const jobSeed = seedOf(seed, name, n, job);
    const { blocks, truth, stats } = await runCell(createUnkindWeather(jobSeed, on), n, jobSeed);
    const { innerTransit, db } = stats;
    if (!innerTransit || !db) throw new Error(`job ${job} of ${name} lacks measures`);
    countHeld(found.transit, truths.innerTransit, innerTransit);
    countHeld(found.db, truths.db, db);
    countHeld(found.before, truths.innerTransit, byBlocks(blocks, n));
    for (const tally of [...checkHops(blocks, truth), ...checkOffsets(blocks, truth).tallies])
      found.tallies.push(tally);
    for (const block of blocks)
      for (const [place, sample] of block.samples.entries()) {
        const probe = truth.visits.get(blockKey(block))?.[place];
        const said = probe && compare(sample, probe);
        if (!said) continue;
        found.samples++;
        if (said.wasError) found.falseErrors++;
        for (const when of ["before", "after"] as const) {
          const values = said[when];
          if (!values) continue;
          for (const measure of spoiled) {
            found.errors[when][measure].samples++;
            found.errors[when][measure].sumUs += values[measure] - said.was[measure];
          }
        }
      }
  }
  return found;
}

/** With blocks as the units, whatever connections their calls went over. */
function byBlocks(blocks: Awaited<ReturnType<typeof runCell>>["blocks"], n: number): Stats {
  const values = emptyDistribution();
  for (const { index, samples } of blocks)
    for (const sample of samples) addValue(values, measuresOf(sample).innerTransit ?? 0, groupOf(index, n));
  const stats = statsOf(values, undefined, limitMs);
  if (!stats) throw new Error("a job of no samples");
  return stats;
}

const noErrors = (): Errors => ({
  total: { samples: 0, sumUs: 0 },
  outerExecution: { samples: 0, sumUs: 0 },
  innerOverhead: { samples: 0, sumUs: 0 },
  db: { samples: 0, sumUs: 0 },
});

const emptyFinding = (world: string, n: number): UnkindFinding => ({
  world,
  samples: 0,
  transit: createCoverage(`innerTransit, ${world}`, n),
  db: createCoverage(`db, ${world}`, n),
  before: createCoverage(`innerTransit before, ${world}`, n),
  errors: { before: noErrors(), after: noErrors() },
  falseErrors: 0,
});

/** Adds what more jobs of the same world said. */
export function addUnkind(into: UnkindFinding, more: UnkindFinding): void {
  into.samples += more.samples;
  into.falseErrors += more.falseErrors;
  for (const which of ["transit", "db", "before"] as const) {
    into[which].jobs += more[which].jobs;
    into[which].given = more[which].given;
    for (const name of more[which].given) into[which].held[name] += more[which].held[name];
  }
  for (const when of ["before", "after"] as const)
    for (const measure of spoiled) {
      into.errors[when][measure].samples += more.errors[when][measure].samples;
      into.errors[when][measure].sumUs += more.errors[when][measure].sumUs;
    }
}

/** Two clocks of 100 ppm each, over the third of a second that a probe takes here. */
const mostErrorUs = 70;
const nothing = { mean: 0, p50: 0, p90: 0, p95: 0, p99: 0 };

/** What is not as promised, in words. `slack` is for fewer jobs than the bands are for. */
export function brokenIn({ world, transit, db, errors }: UnkindFinding, slack: number): string[] {
  const held = { promise: "held", honest: nothing, open: nothing } as const;
  const off = spoiled.filter((measure) => {
    const { samples, sumUs } = errors.after[measure];
    return !(Math.abs(sumUs) <= mostErrorUs * samples);
  });
  return [
    ...[transit, db].flatMap((coverage) => brokenInWorld({ ...coverage, ...held }, slack)),
    ...off.map((measure) => `${measure} of warm samples, ${world}: its mean is off`),
  ];
}
