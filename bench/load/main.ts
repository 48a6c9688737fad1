/**
 * A crowd beside a job, and a cancelled job of a million probes: `npm run load` (about ten minutes; Linux). Exits 1 when
 * a bound of docs/load.md is broken. `node bench/load/main.ts PROBES CLIENTS CANCELLED` takes other sizes, 0 leaves
 * a part out.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deployedRegions, readGraph } from "../../packages/cli/src/cloud/description.ts";
import { type CancelledRun, cancelLargeJob } from "./cancelled-job.ts";
import type { Footprint } from "./footprint.ts";
import { type Run, runJob } from "./pollers-beside-job.ts";
import { startUp } from "./up.ts";

const [probes = 20_000, clients = 300, cancelled = 1_000_000] = process.argv.slice(2).map(Number);
const broken: string[] = [];
const regions = deployedRegions(await readGraph());
/** As many probes as a job of all regions both ways can have, but no more. */
const samplesOf = (size: number): number => Math.floor(size / regions.length ** 2);

function hold(what: string, value: number, bound: number, unit: string, isMost = true): void {
  const isKept = isMost ? value <= bound : value >= bound;
  console.log(
    `${isKept ? "ok    " : "BROKEN"} ${what}: ${Number(value.toPrecision(3))} ${unit}, at ${isMost ? "most" : "least"} ${bound}`,
  );
  if (!isKept) broken.push(what);
}

const folder = mkdtempSync(join(tmpdir(), "crisscross-load-"));
const up = await startUp(folder);
try {
  if (probes > 0) {
    // Once before, so that no run starts cold.
    await runJob(up, 5, 0);
    const alone = await runJob(up, samplesOf(probes), 0);
    judgeCrowd(alone, await runJob(up, samplesOf(probes), clients));
  }
  if (cancelled > 0) judgeCancelled(await cancelLargeJob(up, regions, samplesOf(cancelled)));
} finally {
  await up.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = broken.length === 0 ? 0 : 1;

function judgeCrowd(alone: Run, beside: Run): void {
  const { answers, statuses } = beside.polled ?? { answers: [], statuses: new Map<number, number>() };
  const at = (share: number) => Math.round(answers[Math.floor(answers.length * share)]?.waitMs ?? 0);
  console.log(
    `${answers.length} requests, ${[...statuses].map(([status, n]) => `${n} × ${status}`).join(", ")}; ` +
      `waits p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
  );
  for (const { path, status, waitMs } of answers.slice(-3))
    console.log(`       among the longest: ${path} ${status} after ${(waitMs / 1_000).toFixed(1)} s`);
  hold("pace beside the crowd", beside.perS / alone.perS, 0.5, "of that alone", false);
  hold("longest request", (answers.at(-1)?.waitMs ?? 0) / 1_000, 10, "s");
  hold("probes with another outcome than ok", alone.notOk + beside.notOk, 0, "");
  const isFine = (status: number) => status === 200 || status === 429;
  const other = [...statuses].reduce((sum, [status, n]) => sum + (isFine(status) ? 0 : n), 0);
  hold("answers other than 200 and 429", other, 0, "");
  const mostOf = (name: keyof Footprint) => Math.max(...beside.footprints.map((one) => one[name]));
  hold("memory of all processes", mostOf("totalMb") / 1024, 4, "GB");
  const most = beside.footprints.reduce((a, b) => (b.totalMb > a.totalMb ? b : a));
  console.log(
    `       then ${most.ownMb.toFixed(0)} MB of up and ${((most.totalMb - most.ownMb) / (most.processes - 1)).toFixed(0)} MB ` +
      `for each of ${most.processes - 1} others`,
  );
  hold("handles, last tenth to the tenth after the first half", growth(beside, "handles"), 1.1, "times");
  hold("memory, last tenth to the tenth after the first half", growth(beside, "totalMb"), 1.15, "times");
}

/** How much more the last tenth of a run has than the tenth after its first half. */
function growth({ footprints }: Run, name: keyof Footprint): number {
  const mean = (from: number, to: number): number => {
    const part = footprints.slice(Math.floor(from * footprints.length), Math.ceil(to * footprints.length));
    return part.reduce((sum, one) => sum + one[name], 0) / part.length;
  };
  return mean(0.9, 1) / mean(0.5, 0.6);
}

function judgeCancelled(run: CancelledRun): void {
  console.log(
    `${run.blocks} blocks of a cancelled job waited, with ${run.fullMb.toFixed(0)} MB of up; ` +
      `${run.leftBlocks} of them still did when the small job was over`,
  );
  hold("small job behind a cancelled one", run.smallJobS, 30, "s");
  hold("its probes with another outcome than ok", run.smallNotOk, 0, "");
}
