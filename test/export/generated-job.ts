import { type Random, seededRandom, seedOf } from "@crisscross/core/edge/random";
import { epochMs } from "@crisscross/core/edge/time";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { blockCount, planBlock, shardOf } from "@crisscross/core/job/plan";
import type { Call, Level } from "@crisscross/core/sample/call";
import type { Sample, StoredBlock } from "@crisscross/core/sample/stored-block";
import type { Shard } from "@crisscross/functions/results/block-store";
import { countsOf } from "@crisscross/functions/results/outcome-counts";
import type { ReadDeps } from "@crisscross/functions/results/read-job";
import { noDamage } from "../functions/results/all-sound.ts";

export const jobId = "01j0000000000000000000000a";

/** A finished job of 2 × 5 × 2 cells and this many samples of each, none of them kept: blocks are made when read. */
export function generateJob(samples: number): ReadDeps {
  const record: JobRecord = {
    id: jobId,
    createdAtMs: epochMs(1_800_000_000_000),
    spec: {
      origins: ["ap-south-1", "eu-west-2"],
      targets: ["us-west-1", "sa-east-1", "ap-northeast-1", "eu-west-2", "ap-south-1"],
      variants: ["bare", "db-get"],
      samples,
      seed: 31,
      deadlineMs: 5_000,
      timeLimitMinutes: 60,
      load: { model: "sequential", gapMs: 0 },
    },
    probesPerBlock: 16,
    estimatedUsd: 0.01,
    wan: "simulated",
  };
  const blocks = blockCount(record);
  const shards = Array.from({ length: shardOf(blocks - 1) + 1 }, (_, shard) => shard);
  function* blocksOf({ origin, shard }: Shard, from = 0): Generator<StoredBlock> {
    const region = record.spec.origins.find((each) => each === origin);
    for (let index = Math.max(from, shard * 256); index < Math.min(blocks, (shard + 1) * 256); index++)
      if (region !== undefined) yield blockOf(planBlock(record, region, index));
  }
  const unused = () => Promise.reject(new Error("this job is only read"));
  return {
    jobs: {
      listJobs: unused,
      storedJob: async (id) =>
        id === jobId ? { record, queued: true, cancelled: false, announced: false, rollUps: [] } : undefined,
    },
    ...noDamage,
    seals: {
      shardStates: async () => ({
        seals: [],
        started: record.spec.origins.flatMap((origin) =>
          shards.map((shard) => ({ job: jobId, origin, shard })),
        ),
      }),
      summaryText: unused,
    },
    blocks: {
      async *blockCounts(shard) {
        for (const block of blocksOf(shard)) yield { index: block.index, counts: countsOf(block) };
      },
      async *deadBlocks() {},
      async *blocks(shard, range) {
        yield* blocksOf(shard, range?.from);
      },
    },
  };
}

function blockOf({ job, origin, index, probes }: ReturnType<typeof planBlock>): StoredBlock {
  const random = seededRandom(seedOf(origin, index));
  const atMs = 1_800_000_001_000 + index * 3_000;
  return {
    job,
    origin,
    index,
    wan: "simulated",
    environment: uuidOf(random),
    receives: 1,
    publishedAtMs: epochMs(atMs),
    enqueuedAtMs: epochMs(atMs + between(random, -3, 40)),
    firstReceivedAtMs: epochMs(atMs + between(random, -5, 900)),
    startedAtMs: epochMs(atMs + 950),
    samples: probes.map((probe) => ({
      ...probe,
      startedAtMs: epochMs(atMs + 1_000),
      call: outerCall(random, probe),
    })),
  };
}

function outerCall(random: Random, { target, variant }: Pick<Sample, "target" | "variant">): Call {
  const inner = innerCall(random, target, variant !== "bare");
  const sentUs = between(random, 1e6, 9e9);
  const executionUs = inner.receivedUs - inner.sentUs + between(random, 200, 9_000);
  const isLost = random() < 0.02;
  return {
    region: "ap-south-1",
    sentUs,
    receivedUs: sentUs + executionUs + between(random, 900, 60_000),
    connection: "reused",
    outcome: isLost ? "throttled" : "ok",
    ...(isLost
      ? { reason: 'ConcurrentInvocationLimitExceeded, "reserved"' }
      : {
          receipt: receiptOf(random, executionUs),
          level: { ...levelOf(random), call: inner },
        }),
  };
}

function innerCall(random: Random, region: string, wantsDb: boolean): Call {
  const sentUs = between(random, 1e6, 9e9);
  const hasFailed = random() < 0.04;
  const executionUs = between(random, 100, 30_000);
  const level = levelOf(random);
  const db = { sentUs: level.startUs, receivedUs: level.startUs + between(random, 1e3, 2e4) };
  return {
    region,
    sentUs,
    receivedUs: sentUs + executionUs + between(random, 2_000, 400_000),
    connection: random() < 0.1 ? "fresh" : "reused",
    outcome: hasFailed ? "timeout" : "ok",
    ...(hasFailed
      ? { reason: "Task timed out" }
      : {
          receipt: receiptOf(random, executionUs),
          level: { ...level, ...(wantsDb && { db: { ...db, outcome: "ok" as const } }) },
        }),
  };
}

function levelOf(random: Random): Level {
  const startUs = between(random, 2e6, 9e9);
  const served = random() < 0.05 ? 0 : between(random, 1, 500);
  const environment = uuidOf(random);
  return { environment, served, initType: "on-demand", readyUs: startUs - 900, startUs, endUs: startUs + 90 };
}

function receiptOf(random: Random, durationUs: number): NonNullable<Call["receipt"]> {
  const init = random() < 0.05 ? { initUs: between(random, 90_000, 300_000) } : {};
  const memory = { memoryMb: 256, maxMemoryMb: between(random, 60, 90) };
  return { durationUs, billedMs: Math.ceil(durationUs / 1_000), ...memory, ...init, source: "json" };
}

const between = (random: Random, low: number, high: number): number =>
  Math.floor(low + random() * (high - low));

function uuidOf(random: Random): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join("");
  return digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
