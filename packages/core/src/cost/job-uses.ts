import { blocksPerShard } from "../job/block-message.ts";
import { customersPerJob } from "../job/customers.ts";
import { gbSeconds } from "../job/gb-seconds.ts";
import type { Region } from "../job/regions.ts";
import { roundTripMs } from "../job/round-trip.ts";
import { workFacts } from "../job/works.ts";
import type { CostedJob, PlannedOrigin } from "./planned-job.ts";
import { cellBytes, priceAssumptions } from "./price-assumptions.ts";
import type { Tally } from "./uses.ts";

/** DynamoDB sells writes by 1 KB of an item. */
export const kilobytes = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1_024));

/** Invocations of one function: requests, compute and what the platform logs of each. */
export function addInvocations(
  tally: Tally,
  { memoryMb }: CostedJob,
  at: { region: Region; name: keyof CostedJob["memoryMb"] },
  { count, ms }: { count: number; ms: number },
): void {
  tally.add(at.region, "lambdaRequest", at.name, count);
  tally.add(at.region, "lambdaGbSecond", at.name, gbSeconds(ms, memoryMb[at.name]));
  tally.add(at.region, "logsGb", at.name, (count * priceAssumptions.logBytes) / 1e9);
}

/**
 * A shard is started, once for each consumer. Sealing reads its blocks and writes its summary; rolling up writes the origin's, which
 * takes `wholeBytes` where that is known. It is also that of its only shard.
 */
export function addSeals(
  tally: Tally,
  { spec, home }: CostedJob,
  { cells, blocks, probes, invocations, storedBytes }: PlannedOrigin,
  wholeBytes?: number,
): void {
  const shards = Math.ceil(blocks / blocksPerShard);
  const started = shards * Math.min(priceAssumptions.consumers, invocations);
  const bytesOf = (samples: number) =>
    cells.reduce((sum, { variant }) => sum + cellBytes(samples, variant.path), 0);
  const whole = kilobytes(wholeBytes ?? bytesOf(spec.samples));
  const parts = shards === 1 ? whole : kilobytes(bytesOf(probes / shards / cells.length));
  tally.add(home, "dynamoWriteUnit", "results", started + shards * (parts + 1) + whole + 1);
  // Blocks are read for counting and for sealing; consume looks whether the last ones of a shard are there, and up the job.
  tally.add(home, "dynamoReadUnit", "results", Math.ceil((2 * storedBytes) / 4_096) + 16 * shards + 1);
}

/** Once a job: let in, stored, queued, planned, its records written, reconciled, finished. */
export function addJob(tally: Tally, job: CostedJob, origins: readonly PlannedOrigin[]): void {
  const { spec, home } = job;
  const { jobMs, blockMs, recordBytes } = priceAssumptions;
  const blocks = origins.reduce((sum, origin) => sum + origin.blocks, 0);
  const at = (name: keyof CostedJob["memoryMb"]) => ({ region: home, name });
  addInvocations(tally, job, at("authorize"), { count: 1, ms: jobMs.authorize });
  addInvocations(tally, job, at("api"), { count: 1, ms: jobMs.api });
  const needsRecords = origins[0]?.cells.some(({ variant }) => workFacts[variant.work].needsCustomers);
  const seeded = needsRecords ? spec.targets : [];
  const farthestMs = Math.max(0, ...seeded.map((target) => roundTripMs(home, target)));
  const seedingMs = farthestMs * (1 + priceAssumptions.preparingTrips.kept);
  addInvocations(tally, job, at("plan"), { count: 1, ms: jobMs.plan + seedingMs + blocks * blockMs.plan });
  for (const target of seeded) tally.add(target, "dynamoWriteUnit", "records", customersPerJob);
  // When an origin is done, and when the job is.
  const runs = origins.reduce((sum, one) => sum + Math.ceil(one.blocks / blocksPerShard), 1);
  addInvocations(tally, job, at("reconcile"), {
    count: runs,
    ms: runs * jobMs.reconcile + blocks * blockMs.reconcile,
  });
  tally.add(home, "snsRequest", "blocks", Math.ceil(blocks / 10));
  tally.add(home, "sqsRequest", "jobs", 3);
  const record = kilobytes(recordBytes + JSON.stringify(spec).length);
  // Its key, its record and that of the index; that it is open, queued, finished and closed.
  tally.add(home, "dynamoWriteUnit", "results", 3 * record + 4);
  tally.add(home, "dynamoReadUnit", "results", 4 + 4 * runs);
}
