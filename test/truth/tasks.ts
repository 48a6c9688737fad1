import type { StoredBlock } from "@crisscross/core/sample/stored-block";
import { allSound } from "../functions/results/all-sound.ts";
import { createMemoryStore } from "../functions/results/memory-store.ts";
import { findBug } from "./checks/checker.ts";
import { checkHops } from "./checks/hops.ts";
import type { Violation } from "./checks/job.ts";
import { checkOffsets, type Widths } from "./checks/offsets.ts";
import { plantedBugs, soundStore } from "./checks/planted.ts";
import { checkSameness } from "./checks/sameness.ts";
import type { Tally } from "./checks/tally.ts";
import type { Coverage } from "./coverage.ts";
import { coverWorld, type DependentCoverage, worlds } from "./dependent.ts";
import { coverJobs, type JobCoverage } from "./job-coverage.ts";
import { coverUnkind, type UnkindFinding, unkindWorlds } from "./unkind.ts";
import { coverWeakSpot, weakSpots } from "./weak-spots.ts";
import { recordOf } from "./world/records.ts";
import { createRoughWeather } from "./world/rough-weather.ts";
import { type JobTruth, runJob } from "./world/run-job.ts";
import { searched, searchWorst, type Worst } from "./worst-shapes.ts";

/** A piece of the work that can be done anywhere. `size` is about how many probes it takes. */
export type Task = { size: number } & (
  | { kind: "rough"; samples: number; seed: number; driftPpm: number }
  | { kind: "same"; samples: number; orders: number; seed: number }
  | { kind: "bug"; place: number; blocks: number; seed: number }
  | { kind: "jobs"; n: number; from: number; to: number; seed: number }
  | { kind: "weak"; place: number; jobs: number; seed: number }
  | { kind: "world"; place: number; jobs: number; seed: number }
  | { kind: "search"; n: number; jobs: number; seed: number }
  | { kind: "unkind"; place: number; from: number; to: number; seed: number }
);

export type Finding =
  | { kind: "rough"; tallies: Tally[]; widths: Widths }
  | { kind: "same"; tallies: Tally[] }
  | { kind: "bug"; place: number; violations: Violation[] }
  | { kind: "jobs"; n: number; covered: JobCoverage[] }
  | { kind: "weak"; place: number; coverage: Coverage }
  | { kind: "world"; place: number; coverage: DependentCoverage }
  | { kind: "search"; found: Worst }
  | { kind: "unkind"; place: number; found: UnkindFinding & { tallies: Tally[] } };

export interface Extent {
  seed: number;
  /** Jobs of each n and shape. */
  jobs: number;
  ns: readonly number[];
  roughJobs: number;
  /** Of each cell of a rough job; there are 16. */
  roughSamples: number;
  orders: number;
  /** Blocks of the job the checker is tried on: a thousand at least. */
  bugBlocks: number;
}

export const fullExtent: Omit<Extent, "seed"> = {
  jobs: 500,
  ns: [60, 300, 1_000],
  roughJobs: 6,
  roughSamples: 400,
  orders: 10,
  bugBlocks: 2_100,
};

/** First a sound store, then each planted bug. */
export const checkedStores = [soundStore, ...plantedBugs];

/** The whole work in pieces. */
export function tasksOf({ seed, jobs, ns, roughJobs, roughSamples, orders, bugBlocks }: Extent): Task[] {
  const tasks: Task[] = [];
  for (let job = 0; job < roughJobs; job++)
    // Every third without drift, where the network's sum has to be exact.
    tasks.push({
      kind: "rough",
      size: roughSamples * 32,
      samples: roughSamples,
      seed: seed + job,
      driftPpm: job % 3 === 2 ? 0 : 100,
    });
  tasks.push({ kind: "same", size: 150 * orders, samples: 150, orders, seed });
  for (const place of checkedStores.keys())
    tasks.push({ kind: "bug", size: bugBlocks * 2, place, blocks: bugBlocks, seed });
  for (const place of weakSpots.keys()) tasks.push({ kind: "weak", size: jobs, place, jobs, seed });
  for (const [place, { n }] of worlds.entries())
    tasks.push({ kind: "world", size: (jobs * n) / 100, place, jobs, seed });
  for (const n of searched) tasks.push({ kind: "search", size: jobs * 20, n, jobs, seed });
  for (const n of ns)
    for (const { from, to } of piecesOf(jobs, n))
      tasks.push({ kind: "jobs", size: n * (to - from), n, from, to, seed });
  for (const [place, { n }] of unkindWorlds.entries())
    for (const { from, to } of piecesOf(jobs, n))
      tasks.push({ kind: "unkind", size: n * (to - from), place, from, to, seed });
  return tasks;
}

/** Jobs of n samples, by about so many probes. */
function piecesOf(jobs: number, n: number): { from: number; to: number }[] {
  const step = Math.ceil(8_000 / n);
  return Array.from({ length: Math.ceil(jobs / step) }, (_, piece) => ({
    from: piece * step,
    to: Math.min(jobs, (piece + 1) * step),
  }));
}

export async function runTask(task: Task): Promise<Finding> {
  switch (task.kind) {
    case "rough": {
      const { blocks, truth } = await runRough(task.samples, task.seed, task.driftPpm);
      const { tallies, widths } = checkOffsets(blocks, truth);
      return { kind: "rough", tallies: [...checkHops(blocks, truth), ...tallies], widths };
    }
    case "same":
      return { kind: "same", tallies: await checkSameness(task.seed, task.samples, task.orders) };
    case "bug": {
      const violations = await findBug(checkedStores[task.place] ?? soundStore, task.blocks, task.seed);
      return { kind: "bug", place: task.place, violations };
    }
    case "jobs": {
      const covered = await coverJobs(task.n, task.from, task.to, task.seed);
      return { kind: "jobs", n: task.n, covered: Object.values(covered) };
    }
    case "weak":
      return { kind: "weak", place: task.place, coverage: coverWeakSpot(task.place, task.jobs, task.seed) };
    case "world": {
      const world = worlds[task.place];
      if (!world) throw new RangeError(`no world ${task.place}`);
      return { kind: "world", place: task.place, coverage: coverWorld(world, task.jobs, task.seed) };
    }
    case "search":
      return { kind: "search", found: searchWorst(task.n, task.jobs, task.seed) };
    case "unkind": {
      const world = unkindWorlds[task.place];
      if (!world) throw new RangeError(`no unkind world ${task.place}`);
      return {
        kind: "unkind",
        place: task.place,
        found: await coverUnkind(world, task.from, task.to, task.seed),
      };
    }
  }
}

/**
 * A job over every kind of path in rough weather: what was stored of it, and what really happened. With an even seed
 * its probes come in bursts of 4.
 */
export async function runRough(
  samples: number,
  seed: number,
  driftPpm: number,
): Promise<{ blocks: StoredBlock[]; truth: JobTruth }> {
  const record = recordOf(
    seed,
    {
      origins: ["ap-south-1", "eu-west-2"],
      targets: ["us-west-1", "sa-east-1"],
      variants: ["bare", "db-get/fresh", "db-put/via=eu-west-2", "bare/direct"],
      samples,
      deadlineMs: 5_000,
      timeLimitMinutes: 240,
      ...(seed % 2 === 0 && { load: { model: "burst", size: 4 } }),
    },
    16,
  );
  const store = createMemoryStore();
  const truth = await runJob(createRoughWeather(seed, driftPpm), record, store);
  const { started } = await store.shardStates(record.id);
  const blocks = (await Promise.all(started.map((shard) => allSound(store.blocks(shard))))).flat();
  return { blocks, truth };
}
