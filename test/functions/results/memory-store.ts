import { createHash } from "node:crypto";
import type { EpochMs } from "@crisscross/core/edge/time";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { shardOf } from "@crisscross/core/job/plan";
import { resultOf } from "@crisscross/core/sample/probe-outcome";
import type { StoredBlock } from "@crisscross/core/sample/stored-block";
import type { Finish } from "@crisscross/core/standing/ending";
import { roughStateOf } from "@crisscross/core/standing/job-state";
import { blockKeyBytes, type KnownJob } from "@crisscross/functions/edges/sign-block";
import type {
  ArrivalStore,
  BlockCounts,
  BlockId,
  BlockStore,
  DeadBlock,
  RunClaim,
  Shard,
} from "@crisscross/functions/results/block-store";
import type { Claim, JobStore, OpenJob } from "@crisscross/functions/results/job-store";
import { goneError, type PurgeStore } from "@crisscross/functions/results/purge-store";
import type { Seal, SealStore } from "@crisscross/functions/results/seal-store";

/** Every job's here; real ones are random. */
export const testKey = new Uint8Array(blockKeyBytes).fill(7);

/** The results table in memory; passes the same contract as the real one. */
export interface MemoryStore extends JobStore, BlockStore, SealStore, ArrivalStore, PurgeStore {
  /** Items written so far, of every kind. */
  writes(): number;
  /** `<origin> <index>` of every stored block of any job. */
  blocksStored(): string[];
}

export function createMemoryStore(): MemoryStore {
  const claims = new Map<string, Claim>();
  const jobs = new Map<string, JobRecord>();
  const queued = new Set<string>();
  const published = new Map<string, number>();
  const blocks = new Map<string, StoredBlock>();
  const open = new Map<string, OpenJob>();
  const seals = new Map<string, Seal>();
  const texts = new Map<string, string>();
  const finishes = new Map<string, Finish>();
  const cancelled = new Set<string>();
  const announced = new Set<string>();
  const purged = new Map<string, EpochMs>();
  const purging = new Map<string, EpochMs>();
  const dead = new Map<string, DeadBlock>();
  const runs = new Map<string, RunClaim>();

  const keyOf = ({ job, origin, index }: BlockId): string => `${job} ${origin} ${index}`;
  const sealsOf = (id: string, isRollUp: boolean): Seal[] =>
    [...seals.values()].filter(({ job, shard }) => job === id && (shard === "all") === isRollUp);

  const partitions = new Map<string, { shard: Shard; stored: StoredBlock[] }>();
  const partitionOf = ({ job, origin, shard }: Shard): string => `${job} ${origin} ${shard}`;
  const blocksOf = (shard: Shard): StoredBlock[] =>
    (partitions.get(partitionOf(shard))?.stored ?? []).toSorted((a, b) => a.index - b.index);
  const keep = (block: StoredBlock): void => {
    const shard = { job: block.job, origin: block.origin, shard: shardOf(block.index) };
    const partition = partitions.get(partitionOf(shard)) ?? { shard, stored: [] };
    partition.stored.push(block);
    partitions.set(partitionOf(shard), partition);
    blocks.set(keyOf(block), block);
  };

  // Kept, as beside a block in the table: reconcile asks for them again and again.
  const counted = new WeakMap<StoredBlock, BlockCounts["counts"]>();
  const countsOf = (block: StoredBlock): BlockCounts["counts"] => {
    const known = counted.get(block);
    if (known !== undefined) return known;
    const counts = { ok: 0, throttled: 0, timeout: 0, error: 0 };
    for (const sample of block.samples) counts[resultOf(sample).outcome]++;
    counted.set(block, counts);
    return counts;
  };

  const knownJob = (id: string): KnownJob | undefined => {
    const record = jobs.get(id);
    return record && { record, key: testKey };
  };

  const refuseGone = (id: string): void => {
    const atMs = purged.get(id);
    if (atMs !== undefined) throw goneError(id, atMs);
  };

  return {
    async claimKey(claim) {
      const key = `${claim.principal} ${claim.key}`;
      const held = claims.get(key) ?? claim;
      claims.set(key, held);
      return structuredClone(held);
    },
    async releaseKey({ principal, key }) {
      claims.delete(`${principal} ${key}`);
    },
    async putJob(record) {
      open.set(record.id, { id: record.id, openedAtMs: record.createdAtMs });
      if (jobs.has(record.id) || purged.has(record.id)) return "existing";
      jobs.set(record.id, structuredClone(record));
      return "stored";
    },
    getKey: async (id) => knownJob(id)?.key,
    async getJob(id) {
      refuseGone(id);
      return structuredClone(jobs.get(id));
    },
    async listJobs(limit, { after, canaries, isWanted = () => true, fromMs = 0, toMs = Infinity } = {}) {
      const listed: JobRecord[] = [];
      for (const job of jobs.values()) {
        const isInTime = job.createdAtMs >= fromMs && job.createdAtMs < toMs;
        if (isInTime && (canaries || !job.canary) && (await isWanted(job))) listed.push(job);
      }
      const newestFirst = listed.sort((a, b) => b.createdAtMs - a.createdAtMs);
      const from = after ? newestFirst.findIndex(({ id }) => id === after.id) + 1 : 0;
      const page = newestFirst.slice(from, from + limit);
      const last = page.at(-1);
      if (last === undefined || from + limit >= newestFirst.length) return { jobs: page };
      return { jobs: page, next: { id: last.id, createdAtMs: last.createdAtMs } };
    },
    async roughState(id) {
      const isStarted = [...partitions.values()].some(({ shard }) => shard.job === id);
      const ending = { finish: finishes.get(id), cancelled: cancelled.has(id) };
      return roughStateOf({ ...ending, started: isStarted });
    },
    async markQueued({ id }) {
      if (queued.has(id)) return "existing";
      queued.add(id);
      return "stored";
    },
    async isQueued(id) {
      return queued.has(id);
    },
    publishedBlocks: async (id) => published.get(id),
    async notePublished({ id }, count) {
      published.set(id, count);
    },
    async putBlock(block) {
      if (blocks.has(keyOf(block))) return "duplicate";
      keep(structuredClone(block));
      return "stored";
    },
    async *blockCounts(shard, { from, to } = { from: 0, to: Number.POSITIVE_INFINITY }) {
      for (const block of blocksOf(shard).filter(({ index }) => index >= from && index < to))
        yield { index: block.index, counts: { ...countsOf(block) } };
    },
    async *blocks(shard, { from } = { from: 0, atOnce: 1 }) {
      yield* blocksOf(shard).filter(({ index }) => index >= from);
    },
    async storedJob(id) {
      refuseGone(id);
      const record = jobs.get(id);
      if (record === undefined) return undefined;
      const finish = finishes.get(id);
      return structuredClone({
        record,
        queued: queued.has(id),
        cancelled: cancelled.has(id),
        announced: announced.has(id),
        ...(published.has(id) && { published: published.get(id) }),
        ...([...dead.values()].some(({ job }) => job === id) && { hasDead: true as const }),
        ...(finish && { finish }),
        rollUps: sealsOf(id, true),
      });
    },
    async shardStates(id) {
      const started = [...partitions.values()].map(({ shard }) => shard).filter(({ job }) => job === id);
      return { seals: sealsOf(id, false), started };
    },
    async putSeal(seal, text) {
      const summary = createHash("sha256").update(text).digest("hex");
      texts.set(summary, text);
      const key = `${seal.job} ${seal.origin} ${seal.shard}`;
      if (seals.has(key)) return "existing";
      seals.set(key, { ...seal, summary });
      return "stored";
    },
    async summaryText({ summary }) {
      const text = texts.get(summary);
      if (text === undefined) throw new Error(`no summary ${summary}`);
      return text;
    },
    async removeSeal({ job, origin, shard }) {
      seals.delete(`${job} ${origin} ${shard}`);
    },
    async putFinish(id, finish) {
      if (finishes.has(id)) return "existing";
      finishes.set(id, structuredClone(finish));
      return "stored";
    },
    async putCancelled(id) {
      cancelled.add(id);
    },
    async isCancelled(id) {
      return cancelled.has(id);
    },
    async *openJobs() {
      yield* [...open.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    },
    async closeJob(id) {
      open.delete(id);
    },
    isOpen: async (id) => open.has(id),
    async putAnnounced({ id }) {
      announced.add(id);
    },
    purgedAtMs: async (id) => purged.get(id),
    async putPurge(id, atMs) {
      purging.set(id, atMs);
      purged.set(id, atMs);
      jobs.delete(id);
    },
    async *purges() {
      for (const [id, purgedAtMs] of purging) yield { id, purgedAtMs };
    },
    async deleteData({ id }, isLast, hasTime) {
      for (const [key, { shard, stored }] of [...partitions].filter(([, { shard }]) => shard.job === id)) {
        if (!hasTime()) return false;
        for (const block of stored) blocks.delete(keyOf(block));
        if (isLast) partitions.delete(key);
        else partitions.set(key, { shard, stored: [] });
      }
      for (const [key, { job }] of seals) if (job === id) seals.delete(key);
      for (const [key, { job }] of dead) if (job === id) dead.delete(key);
      for (const marks of [queued, announced, cancelled, published]) marks.delete(id);
      return true;
    },
    async closePurge(id) {
      purging.delete(id);
    },
    async *deadBlocks(id) {
      for (const block of dead.values()) if (block.job === id) yield block;
    },
    async lookUp(block) {
      if (purged.has(block.job)) return { standing: "gone", job: undefined };
      const isOver = finishes.has(block.job) || cancelled.has(block.job);
      const standing = blocks.has(keyOf(block)) ? "stored" : isOver ? "over" : "new";
      return { standing, job: knownJob(block.job) };
    },
    knownJob: async (id) => knownJob(id),
    async claim(block, claim) {
      const other = runs.get(keyOf(block));
      if (other !== undefined && other.untilMs > claim.nowMs && other.receipt !== claim.receipt)
        return other.untilMs;
      runs.set(keyOf(block), claim);
      return undefined;
    },
    async noteDead({ job, origin, index }, note) {
      dead.set(keyOf({ job, origin, index }), { job, origin, index, ...note });
    },
    async areStored(ids) {
      return ids.every((id) => blocks.has(keyOf(id)));
    },
    blocksStored: () => [...blocks.values()].map(({ origin, index }) => `${origin} ${index}`).sort(),
    writes: () =>
      [claims, jobs, queued, published, blocks, seals, finishes, cancelled, dead, runs].reduce(
        (sum, { size }) => sum + size,
        0,
      ),
  };
}
