import { AppError } from "@crisscross/core/error";
import type { JobRecord } from "@crisscross/core/job-record";
import { type MatrixDocument, matrixOf } from "@crisscross/core/matrix";
import { blockCount, shardOf } from "@crisscross/core/plan";
import { mergeAll, type Summary, summarize } from "@crisscross/core/summary";
import { forEachOf } from "./for-each-of.ts";
import type { BlockStore, JobStore, OutcomeCounts, Shard } from "./result-store.ts";

export interface ReadDeps {
  jobs: Pick<JobStore, "getJob" | "listJobs">;
  blocks: Pick<BlockStore, "blockCounts" | "blocks">;
}

export const noOutcomes: OutcomeCounts = { ok: 0, throttled: 0, timeout: 0, error: 0 };

const shardsInFlight = 8;

/** Throws AppError `not-found`. */
export async function readRecord({ jobs }: Pick<ReadDeps, "jobs">, id: string): Promise<JobRecord> {
  const record = await jobs.getJob(id);
  if (record === undefined) throw new AppError("not-found", `job: ${JSON.stringify(id)} is not known`);
  return record;
}

/** What became of a job's samples so far, counted without unpacking a block. */
export async function countOutcomes({ blocks }: ReadDeps, record: JobRecord): Promise<OutcomeCounts> {
  const total: OutcomeCounts = { ...noOutcomes };
  await forEachOf(shardsOf(record), shardsInFlight, async (shard) => {
    for await (const counts of blocks.blockCounts(shard))
      for (const outcome of Object.keys(total) as (keyof OutcomeCounts)[]) total[outcome] += counts[outcome];
  });
  return total;
}

/** The matrix of all blocks stored so far. */
export async function readMatrix({ blocks }: ReadDeps, record: JobRecord): Promise<MatrixDocument> {
  const shards: Summary[] = [];
  await forEachOf(shardsOf(record), shardsInFlight, async (shard) => {
    const parts: Summary[] = [];
    for await (const block of blocks.blocks(shard)) parts.push(summarize(block));
    shards.push(mergeAll(parts));
  });
  return matrixOf(record, mergeAll(shards));
}

function* shardsOf(record: JobRecord): Generator<Shard> {
  const lastShard = shardOf(blockCount(record) - 1);
  for (const origin of record.spec.origins)
    for (let shard = 0; shard <= lastShard; shard++) yield { job: record.id, origin, shard };
}
