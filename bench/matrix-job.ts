import { type Random, seededRandom, seedOf } from "@crisscross/core/edge/random";
import { parse } from "@crisscross/core/edge/schema";
import { epochMs } from "@crisscross/core/edge/time";
import { type JobRecord, StoredSpec } from "@crisscross/core/job/job-record";
import { parseJobSpec } from "@crisscross/core/job/parse-job";
import { type PlannedBlock, planBlocks } from "@crisscross/core/job/plan";
import type { Region } from "@crisscross/core/job/regions";
import type { Sample, StoredBlock } from "@crisscross/core/sample/stored-block";

/** 5 × 5 × 2 cells divide the sizes evenly. */
const regions: Region[] = ["ap-northeast-1", "ap-south-1", "us-west-1", "sa-east-1", "eu-west-2"];
const createdAtMs = 1_800_000_000_000;

/** A job of these regions both ways, bare and db-get, with `probes` probes shared evenly by its cells. */
export function jobOf(id: string, probes: number): JobRecord {
  const samples = Math.ceil(probes / (regions.length * regions.length * 2));
  const spec = parseJobSpec({ samples }, regions, 31);
  return {
    id,
    createdAtMs: epochMs(createdAtMs),
    spec: parse(StoredSpec, spec, "spec"),
    probesPerBlock: 16,
    estimatedUsd: 1,
    wan: "simulated",
  };
}

/** The job's blocks as they are stored: waits are lognormal about a round trip of the pair's own. */
export function* blocksOf(record: JobRecord): Generator<StoredBlock> {
  for (const planned of planBlocks(record)) {
    const random = seededRandom(seedOf(record.id, planned.origin, planned.index));
    yield {
      job: record.id,
      origin: planned.origin,
      index: planned.index,
      wan: record.wan,
      environment: `consume-${planned.index % 2}`,
      receives: 1,
      publishedAtMs: epochMs(createdAtMs),
      enqueuedAtMs: epochMs(createdAtMs + 20),
      firstReceivedAtMs: epochMs(createdAtMs + 60 + Math.floor(random() * 200)),
      startedAtMs: epochMs(createdAtMs + 400),
      samples: planned.probes.map((probe) => sampleOf(planned, probe, random)),
    };
  }
}

function sampleOf({ origin }: PlannedBlock, probe: PlannedBlock["probes"][number], random: Random): Sample {
  const { target, variant } = probe;
  const rttUs = 2_000 + (seedOf(origin, target) % 300_000);
  const spread = () => Math.exp(0.15 * normal(random));
  const isCold = random() < 0.01;
  const initUs = isCold ? Math.round(120_000 * spread()) : 0;
  const dbUs = variant === "bare" ? 0 : Math.round(4_000 * spread());
  const innerUs = Math.round(1_500 * spread()) + dbUs;
  const waitUs = Math.round(rttUs * spread()) + innerUs + initUs + 3_000;
  const outerUs = waitUs + Math.round(1_000 * spread());
  const level = { initType: "on-demand", readyUs: 100_000, startUs: 5_000_000 };
  const receipt = (durationUs: number) => ({
    durationUs,
    billedMs: Math.ceil(durationUs / 1_000),
    memoryMb: 512,
    maxMemoryMb: 90,
    source: "json" as const,
  });
  const inner = {
    region: target,
    sentUs: 5_000_300,
    receivedUs: 5_000_300 + waitUs,
    connection: "reused" as const,
    outcome: "ok" as const,
    receipt: { ...receipt(innerUs), ...(isCold && { initUs }) },
    level: {
      ...level,
      environment: crypto.randomUUID(),
      served: isCold ? 0 : 1 + (probe.seq % 90),
      ...(isCold && { readyUs: 4_990_000 }),
      endUs: 5_000_000 + innerUs,
      ...(dbUs > 0 && { db: { sentUs: 5_000_100, receivedUs: 5_000_100 + dbUs, outcome: "ok" as const } }),
    },
  };
  return {
    ...probe,
    startedAtMs: epochMs(createdAtMs + 500),
    call: {
      region: origin,
      sentUs: 9_000_000,
      receivedUs: 9_000_000 + outerUs + Math.round(6_000 * spread()),
      connection: "reused",
      outcome: "ok",
      receipt: receipt(outerUs),
      level: {
        ...level,
        environment: crypto.randomUUID(),
        served: 7,
        endUs: 5_000_000 + outerUs,
        call: inner,
      },
    },
  };
}

/** The Box-Muller transform. */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
