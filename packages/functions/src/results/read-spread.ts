import { blockCount, shardOf } from "@crisscross/core/job/plan";
import type { StoredBlock } from "@crisscross/core/sample/stored-block";
import { forEachOf } from "../edges/for-each-of.ts";
import type { StoredJob } from "./job-store.ts";
import { readRun } from "./read-run.ts";
import type { SampleDeps } from "./read-samples.ts";
import { sourcesOf } from "./sample-sources.ts";

/** Of a large job so many blocks are read, in runs spread evenly over it. */
const blocksRead = 512;
const runLength = 16;
const runsInFlight = 4;

/** All of a small job's blocks, or runs of a large one's. They are what was found of `lookedFor`. */
export async function readSpread(
  deps: SampleDeps,
  state: StoredJob,
): Promise<{ blocks: StoredBlock[]; lookedFor: number }> {
  const { record } = state;
  const sources = await sourcesOf(deps, state);
  const { origins } = record.spec;
  const starts = runStarts(blockCount(record), Math.floor(blocksRead / origins.length));
  const runs = sources.flatMap((source) =>
    starts.filter(({ first }) => shardOf(first) === source.shard).map((run) => ({ source, ...run })),
  );
  const read: StoredBlock[][] = [];
  await forEachOf(runs.entries(), runsInFlight, async ([place, { source, first, length }]) => {
    read[place] = (await readRun(deps, record, source, first, length)).run;
  });
  const lookedFor = starts.reduce((sum, { length }) => sum + length, 0) * origins.length;
  return { blocks: read.flat(), lookedFor };
}

/** At most `budget` of `blocks` in runs of neighbours, whose calls tell more about each other's clocks than strangers'. */
function runStarts(blocks: number, budget: number): { first: number; length: number }[] {
  const all = Math.ceil(blocks / runLength);
  const runs = Math.min(all, Math.max(1, Math.floor(budget / runLength)));
  return Array.from({ length: runs }, (_, run) => {
    const first = Math.floor((run * all) / runs) * runLength;
    return { first, length: Math.min(runLength, blocks - first) };
  });
}
