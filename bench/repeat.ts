/**
 * The same job three times, each on a local cloud of its own, within one region: by how much runs differ, against what the intervals of one
 * run allow and of whom it says that they speak. Exits with 1 where runs differ by more although intervals speak of more than
 * "these". `node bench/repeat.ts SAMPLES SIZE REFRESH` takes another number of probes than 60, bursts of SIZE calls (1: none),
 * and REFRESH fresh environments.
 */
import type { MatrixRow } from "@crisscross/core/documents/matrix-document";
import type { Stats } from "@crisscross/core/statistics/stats";
import { normalPoint, usualMiss } from "@crisscross/core/statistics/student";
import type { JobRequest } from "../packages/cli/src/api/api-client.ts";
import { runLocalJob } from "../scripts/local-job.ts";
import { judge } from "./judge.ts";

const region = "ap-south-1";
const runs = 3;
/** √(χ²/2): two degrees of freedom exceed χ² = 5.99 in 5 of 100 cases. */
const mostByChance = Math.sqrt(5.99 / (runs - 1));
const [samples = 60, size = 1, refresh] = process.argv.slice(2).map(Number);
const request: JobRequest = {
  ...{ origins: [region], targets: [region], variants: ["bare"], samples, seed: 31 },
  ...(size > 1 && { load: { model: "burst", size } }),
  ...(refresh !== undefined && { refresh }),
};

const found: { warm: Stats; sampling: MatrixRow["sampling"] }[] = [];
for (let run = 1; run <= runs; run++) {
  const [row] = await runLocalJob(request, async ({ client, id }) => (await client.matrix(id)).matrix);
  const warm = row?.starts.warm?.measures.originWait;
  if (!row || !warm) throw new Error(`run ${run} has no warm sample; take more than ${samples}`);
  found.push({ warm, sampling: row.sampling });
  const { connections, environments, effective, speaksOf } = row.sampling;
  console.log(
    `run ${run}: ${warm.n} warm, mean ${show(warm.mean)} ${show(warm.intervals.mean)}, median ${show(warm.p50)} ${show(warm.intervals.p50)} ms`,
  );
  console.log(
    `       ${show(connections)} connections of ${show(environments.origin)} environments, as ${effective} equal ones: intervals speak of ${speaksOf}`,
  );
}

const means = found.map(({ warm }) => warm.mean ?? Number.NaN);
const middle = means.reduce((sum, ms) => sum + ms, 0) / runs;
const betweenMs = Math.sqrt(means.reduce((sum, ms) => sum + (ms - middle) ** 2, 0) / (runs - 1));
const errorsMs = found.map(({ warm }) => {
  const [low = Number.NaN, high = Number.NaN] = warm.intervals.mean ?? [];
  return (high - low) / 2 / normalPoint(usualMiss);
});
const withinMs = Math.sqrt(errorsMs.reduce((sum, ms) => sum + ms ** 2, 0) / runs);
const ratio = betweenMs / withinMs;
console.log(
  `between runs the mean varies by ${show(betweenMs)} ms (sd), and the interval of one allows ${show(withinMs)}: ${ratio.toFixed(1)} times; up to ${mostByChance.toFixed(1)} is chance`,
);
const broad = found.filter(({ sampling }) => !sampling.speaksOf.startsWith("these"));
judge(
  broad.length > 0 && !(ratio <= mostByChance)
    ? [
        `${broad.length} of ${runs} runs speak of more than their own, and runs differ by more than that allows`,
      ]
    : [],
);

function show(value: unknown): string {
  if (typeof value === "number") return String(Math.round(value * 100) / 100);
  return Array.isArray(value) ? `[${value.map(show).join(", ")}]` : JSON.stringify(value ?? null);
}
