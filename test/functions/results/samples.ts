import { epochMs } from "@crisscross/core/edge/time";
import type { BlockMessage, UnsignedBlock } from "@crisscross/core/job/block-message";
import type { JobRecord } from "@crisscross/core/job/job-record";
import type { Level } from "@crisscross/core/sample/call";
import type { Sample, StoredBlock } from "@crisscross/core/sample/stored-block";
import { signBlock } from "@crisscross/functions/edges/sign-block";
import { testKey } from "./memory-store.ts";

export const startMs = epochMs(1_800_000_000_000);

/** A job of 1 origin × 1 target × bare × 40 samples: 3 blocks. */
export function recordOf(id: string, more: Partial<JobRecord> = {}): JobRecord {
  return {
    id,
    createdAtMs: startMs,
    spec: {
      origins: ["ap-south-1"],
      targets: ["us-west-1"],
      variants: ["bare"],
      samples: 40,
      seed: 31,
      deadlineMs: 5_000,
      timeLimitMinutes: 60,
      load: { model: "sequential", gapMs: 0 },
    },
    probesPerBlock: 16,
    estimatedUsd: 0.000123,
    wan: "none",
    ...more,
  };
}

export const levelOf = (more: Partial<Level> = {}): Level => ({
  environment: "environment-1",
  served: 1,
  initType: "on-demand",
  readyUs: 100,
  startUs: 200,
  endUs: 300,
  ...more,
});

/** A nested bare probe that took 300 ms. */
export function sampleOf(seq: number, more: Partial<Sample["call"]> = {}): Sample {
  const inner = {
    region: "us-west-1",
    sentUs: 220,
    receivedUs: 280,
    outcome: "ok" as const,
    level: levelOf(),
  };
  return {
    seq,
    target: "us-west-1",
    variant: "bare",
    intendedAtMs: startMs,
    startedAtMs: epochMs(startMs + 10),
    call: {
      region: "ap-south-1",
      sentUs: 1_000,
      receivedUs: 301_000,
      outcome: "ok",
      level: levelOf({ call: inner }),
      ...more,
    },
  };
}

export function blockOf(job: string, index: number, samples = [sampleOf(index)]): StoredBlock {
  return {
    job,
    origin: "ap-south-1",
    index,
    wan: "none",
    environment: "consume-1",
    receives: 1,
    publishedAtMs: startMs,
    enqueuedAtMs: epochMs(startMs + 1),
    firstReceivedAtMs: epochMs(startMs + 2),
    startedAtMs: epochMs(startMs + 3),
    samples,
  };
}

/** A block as plan signs it with the key of the store in memory. */
export function messageOf(more: Partial<UnsignedBlock> = {}): BlockMessage {
  return signBlock(testKey, {
    v: 1,
    job: "job-1",
    origin: "ap-south-1",
    index: 0,
    blocks: 40,
    seed: 31,
    deadlineMs: 5_000,
    publishedAtMs: startMs,
    probes: [
      { seq: 0, target: "us-west-1", variant: "bare", intendedAtMs: startMs },
      { seq: 1, target: "eu-west-2", variant: "db-get", intendedAtMs: startMs },
    ],
    ...more,
  });
}
