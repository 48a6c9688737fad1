import { blocksPerShard } from "../job/block-message.ts";
import { gapMsOf } from "../job/load.ts";
import { roundTripMs } from "../job/round-trip.ts";
import { workFacts } from "../job/works.ts";
import { addInvocations, addJob, addSeals, kilobytes } from "./job-uses.ts";
import { addMetrics } from "./metric-uses.ts";
import { type CostedJob, type PlannedOrigin, plannedOrigins } from "./planned-job.ts";
import { priceAssumptions } from "./price-assumptions.ts";
import { addStarts } from "./start-uses.ts";
import { openTally, type Tally, type Use } from "./uses.ts";

interface PlannedUses {
  uses: Use[];
  probes: number;
  cells: number;
  blocks: number;
  /** From the first block's time to the last result. */
  seconds: number;
}

/**
 * What a job will use of what AWS sells, each region's own, every probe once and every function's environments new. Throws
 * TypeError for an unknown variant.
 */
export function plannedUses(job: CostedJob): PlannedUses {
  const tally = openTally();
  const origins = plannedOrigins(job);
  for (const origin of origins) {
    addProbes(tally, job, origin);
    addStarts(tally, job, origin);
    addBlocks(tally, job, origin);
    addSeals(tally, job, origin);
  }
  addJob(tally, job, origins);
  const seconds = Math.max(...origins.map((origin) => secondsOf(job, origin)));
  addMetrics(tally, job, seconds);
  const sum = (of: (origin: PlannedOrigin) => number) =>
    origins.reduce((total, origin) => total + of(origin), 0);
  return {
    uses: tally.uses(),
    probes: sum(({ probes }) => probes),
    cells: sum(({ cells }) => cells.length),
    blocks: sum(({ blocks }) => blocks),
    seconds,
  };
}

function addProbes(tally: Tally, job: CostedJob, { cells }: PlannedOrigin): void {
  const { samples } = job.spec;
  for (const { target, variant, probe } of cells) {
    for (const level of probe.levels)
      addInvocations(tally, job, level, { count: samples, ms: samples * level.ms });
    for (const { region, bytes } of probe.transfers)
      tally.add(region, "transferGb", "calls", (samples * bytes) / 1e9);
    const { units } = workFacts[variant.work];
    if (units.read > 0) tally.add(target, "dynamoReadUnit", "records", samples * units.read);
    if (units.write > 0) tally.add(target, "dynamoWriteUnit", "records", samples * units.write);
  }
}

/** What becomes of blocks beside their probes: published, delivered, received, looked up, claimed, stored, logged. */
function addBlocks(tally: Tally, job: CostedJob, planned: PlannedOrigin): void {
  const { messageBytes, blockLogBytes, blockTrips, requestBytes, blockMs } = priceAssumptions;
  const { origin, blocks, probes, invocations, consumeMs, postponed, storedBytes } = planned;
  const { home } = job;
  const tripMs = roundTripMs(origin, home);
  const published = blocks * messageBytes.block + probes * messageBytes.probe;
  const shards = Math.ceil(blocks / blocksPerShard);
  tally.add(home, "snsDelivery", "blocks", blocks);
  // Receive and delete, of batches; hiding a block that is postponed, and receiving it again.
  tally.add(origin, "sqsRequest", "blocks", 2 * invocations + postponed);
  addInvocations(
    tally,
    job,
    { region: origin, name: "consume" },
    {
      count: invocations,
      ms:
        consumeMs +
        blocks * (blockTrips * tripMs + blockMs.consume) +
        shards * priceAssumptions.shardTrips * tripMs +
        postponed * tripMs,
    },
  );
  tally.add(origin, "logsGb", "consume", (blocks * blockLogBytes.block + probes * blockLogBytes.probe) / 1e9);
  // Its claim, and itself in units of 1 KB.
  tally.add(home, "dynamoWriteUnit", "results", blocks * (1 + kilobytes(storedBytes / blocks)));
  // Whether it is stored, or its job finished or cancelled.
  tally.add(home, "dynamoReadUnit", "results", 3 * (blocks + postponed));
  if (origin === home) return;
  tally.add(home, "transferGb", "blocks", published / 1e9);
  tally.add(origin, "transferGb", "results", (storedBytes + blocks * blockTrips * requestBytes) / 1e9);
}

/** Consumers share an origin's blocks; gaps are waited out. */
function secondsOf({ spec, home }: CostedJob, { origin, blocks, consumeMs }: PlannedOrigin): number {
  const blockMs = priceAssumptions.blockTrips * roundTripMs(origin, home) + priceAssumptions.blockMs.consume;
  const workMs = (consumeMs + blocks * blockMs) / Math.min(blocks, priceAssumptions.consumers);
  const gapsMs = gapMsOf(spec.load) * spec.targets.length * spec.variants.length * spec.samples;
  return Math.max(workMs, gapsMs) / 1_000;
}
