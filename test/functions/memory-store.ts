import type { StoredBlock } from "@crisscross/core/block";
import type { JobRecord } from "@crisscross/core/job-record";
import { shardOf } from "@crisscross/core/plan";
import { resultOf } from "@crisscross/core/result";
import type { BlockStore, Claim, JobStore, Shard } from "@crisscross/functions/result-store";

/** The results table in memory; passes the same contract as the real one. */
export interface MemoryStore extends JobStore, BlockStore {
  /** Items written so far, of every kind. */
  writes(): number;
}

export function createMemoryStore(): MemoryStore {
  const claims = new Map<string, Claim>();
  const jobs = new Map<string, JobRecord>();
  const queued = new Set<string>();
  const blocks = new Map<string, StoredBlock>();

  const blocksOf = ({ job, origin, shard }: Shard): StoredBlock[] =>
    [...blocks.values()]
      .filter((block) => block.job === job && block.origin === origin && shardOf(block.index) === shard)
      .sort((a, b) => a.index - b.index);

  return {
    async claimKey(claim) {
      const key = `${claim.principal} ${claim.key}`;
      const held = claims.get(key) ?? claim;
      claims.set(key, held);
      return structuredClone(held);
    },
    async putJob(record) {
      if (jobs.has(record.id)) return "existing";
      jobs.set(record.id, structuredClone(record));
      return "stored";
    },
    async getJob(id) {
      return structuredClone(jobs.get(id));
    },
    async listJobs(limit, after) {
      const newestFirst = [...jobs.values()].sort((a, b) => b.createdAtMs - a.createdAtMs);
      const from = after ? newestFirst.findIndex(({ id }) => id === after.id) + 1 : 0;
      const page = newestFirst.slice(from, from + limit);
      const last = page.at(-1);
      if (last === undefined || from + limit >= newestFirst.length) return { jobs: page };
      return { jobs: page, next: { id: last.id, createdAtMs: last.createdAtMs } };
    },
    async markQueued({ id }) {
      queued.add(id);
    },
    async isQueued(id) {
      return queued.has(id);
    },
    async putBlock(block) {
      const key = `${block.job} ${block.origin} ${block.index}`;
      if (blocks.has(key)) return "duplicate";
      blocks.set(key, structuredClone(block));
      return "stored";
    },
    async *blockCounts(shard) {
      for (const block of blocksOf(shard)) {
        const counts = { ok: 0, throttled: 0, timeout: 0, error: 0 };
        for (const sample of block.samples) counts[resultOf(sample).outcome]++;
        yield counts;
      }
    },
    async *blocks(shard) {
      yield* blocksOf(shard);
    },
    writes: () => claims.size + jobs.size + queued.size + blocks.size,
  };
}
