/**
 * In how many of 100 refresh jobs of one cell the 95% intervals of mean and median hold the truth over all environments there
 * may be, where each environment shifts its latencies; of the intervals that are given, as with few samples some are refused.
 * Simulated and seeded; docs/adr/0021-fresh-environments.md has the figures. `node bench/fresh-environments.ts`
 */
import { seededRandom } from "@crisscross/core/edge/random";
import { refreshedBlock } from "@crisscross/core/job/refresh";
import { addValue, emptyDistribution } from "@crisscross/core/statistics/distribution";
import { groupOf, unitCount } from "@crisscross/core/statistics/groups";
import { type Stats, statsOf } from "@crisscross/core/statistics/stats";
import { drawNormal } from "../test/truth/latencies.ts";

const jobs = 1_500;
const [truthMs, sdMs] = [100, 10];
/** What fits in a block of a job with the default deadline and gap. */
const fitting = 10;
const random = seededRandom(31);

interface Case {
  samples: number;
  refresh: number;
  /** Whether intervals tell all environments apart, or as it comes. */
  areToldApart?: boolean;
}

const cases: readonly Case[] = [
  { samples: 60, refresh: 10 },
  { samples: 100, refresh: 10 },
  { samples: 300, refresh: 10 },
  { samples: 300, refresh: 30 },
  { samples: 60, refresh: 5, areToldApart: true },
  { samples: 300, refresh: 5, areToldApart: true },
  { samples: 300, refresh: 5 },
  { samples: 300, refresh: 3 },
  { samples: 60, refresh: 1 },
];

for (const one of cases)
  for (const share of [0.5, 1]) {
    const held = { mean: 0, p50: 0 };
    const given = { mean: 0, p50: 0 };
    for (let job = 0; job < jobs; job++) {
      const { intervals } = runJob(one, share * sdMs);
      for (const name of ["mean", "p50"] as const) {
        const interval = intervals[name];
        if (interval === undefined) continue;
        given[name]++;
        if (holds(interval)) held[name]++;
      }
    }
    const percent = (name: keyof typeof held) => ((100 * held[name]) / given[name]).toFixed(1);
    console.log(`${JSON.stringify(one)} shifts ${share}: mean ${percent("mean")}, p50 ${percent("p50")}`);
  }

function runJob({ samples, refresh, areToldApart = false }: Case, shiftMs: number): Stats {
  const environments = Array.from({ length: refresh }, (_, at) => ({
    meanMs: truthMs + shiftMs * drawNormal(random),
    unit: areToldApart ? at : Math.floor(random() * unitCount),
  }));
  const spec = { targets: ["eu-west-2"], variants: ["bare"], load: { model: "sequential", gapMs: 10 } };
  const perBlock = refreshedBlock({ ...spec, samples, refresh } as never, fitting);
  const distribution = emptyDistribution();
  for (let seq = 0; seq < samples; seq++) {
    const block = Math.floor(seq / perBlock);
    const environment = environments[block % refresh];
    if (environment === undefined) throw new Error("no such environment");
    const us = Math.round(1_000 * (environment.meanMs + sdMs * drawNormal(random)));
    addValue(distribution, us, groupOf(block, Math.ceil(samples / perBlock)), environment.unit);
  }
  const stats = statsOf(distribution, undefined, 10_000);
  if (stats === undefined) throw new Error("a job without a sample");
  return stats;
}

/** An end that is only known to lie farther holds all there. */
function holds([low, high]: NonNullable<Stats["intervals"]["p50"]>): boolean {
  return !(typeof low === "number" && low > truthMs) && !(typeof high === "number" && high < truthMs);
}
