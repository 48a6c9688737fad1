import { gbSeconds } from "../job/gb-seconds.ts";
import type { MemoryMb } from "../job/priced-functions.ts";
import type { Region } from "../job/regions.ts";
import { roundTripMs } from "../job/round-trip.ts";
import { knownVariant } from "../job/variant.ts";
import { workFacts } from "../job/works.ts";
import type { Call } from "../sample/call.ts";
import { callChainOf } from "../sample/call-chain.ts";
import type { Sample, StoredBlock } from "../sample/stored-block.ts";
import { addInvocations, addJob, addSeals, kilobytes } from "./job-uses.ts";
import { addMetrics } from "./metric-uses.ts";
import { type CostedJob, plannedOrigins } from "./planned-job.ts";
import { priceAssumptions } from "./price-assumptions.ts";
import { openTally, type Tally, type Use } from "./uses.ts";

/** A block with the bytes that its item takes. */
export interface SizedBlock {
  block: StoredBlock;
  itemBytes: number;
}

interface SpentUses {
  uses: Use[];
  /** Calls that ran and left no receipt, so that what they were billed is not known. */
  unbilled: number;
  /** From the first probe's start to the last one's. */
  seconds: number;
}

/**
 * What a job used, from what it stored: the bytes of each origin's summary, and receipts, waits, sizes and deliveries of these blocks, each standing for `factor` of the
 * job. What nothing is stored of (docs/cost.md lists it) is as planned.
 */
export function spentUses(
  job: CostedJob,
  blocks: readonly SizedBlock[],
  factor: number,
  summaryBytes: ReadonlyMap<string, number> = new Map(),
): SpentUses {
  const tally = openTally();
  let unbilled = 0;
  for (const { block, itemBytes } of blocks) {
    addBlock(tally, job, { block, itemBytes }, factor);
    for (const sample of block.samples)
      unbilled += addSample(tally, job, block.origin as Region, sample, factor);
  }
  const origins = plannedOrigins(job);
  for (const origin of origins) addSeals(tally, job, origin, summaryBytes.get(origin.origin));
  addJob(tally, job, origins);
  const times = blocks.flatMap(({ block }) => block.samples.map(({ startedAtMs }) => startedAtMs));
  const seconds = times.length === 0 ? 0 : (Math.max(...times) - Math.min(...times)) / 1_000;
  addMetrics(tally, job, seconds);
  return { uses: tally.uses(), unbilled: Math.round(unbilled * factor), seconds };
}

/** Consume's own work, and what became of the block beside its probes. */
function addBlock(tally: Tally, job: CostedJob, { block, itemBytes }: SizedBlock, factor: number): void {
  const { home } = job;
  const { blockTrips, blockMs, blockLogBytes, messageBytes, requestBytes, initMs, preparingTrips } =
    priceAssumptions;
  const { origin, receives, samples } = block;
  const at = origin as Region;
  const tripMs = roundTripMs(at, home);
  // Its first delivery came in a batch, others by themselves.
  const invocations = 1 / priceAssumptions.batchSize + receives - 1;
  // What comes before the first probe, its claim included, is within `workedMs`; the look-up and storing are not.
  const besideMs = (blockTrips - 1) * tripMs + blockMs.consume;
  const starts = samples.filter(({ consumeServed }) => consumeServed === 0).length;
  const startMs = starts * (initMs + preparingTrips.kept * tripMs);
  addInvocations(
    tally,
    job,
    { region: at, name: "consume" },
    { count: factor * invocations, ms: factor * (workedMs(block) + besideMs + startMs) },
  );
  const logged = blockLogBytes.block + samples.length * blockLogBytes.probe;
  tally.add(at, "logsGb", "consume", (factor * logged) / 1e9);
  tally.add(at, "sqsRequest", "blocks", 2 * factor * invocations);
  tally.add(home, "snsDelivery", "blocks", factor);
  tally.add(home, "dynamoWriteUnit", "results", factor * (1 + kilobytes(itemBytes)));
  tally.add(home, "dynamoReadUnit", "results", 3 * factor * receives);
  if (at === home) return;
  const published = messageBytes.block + samples.length * messageBytes.probe;
  tally.add(home, "transferGb", "blocks", (factor * published) / 1e9);
  tally.add(at, "transferGb", "results", (factor * (itemBytes + blockTrips * requestBytes)) / 1e9);
}

/** From claiming the block to the last answer, by consume's own clocks. */
function workedMs({ startedAtMs, samples }: StoredBlock): number {
  const sentUs = Math.min(...samples.map(({ call }) => call.sentUs));
  const receivedUs = Math.max(...samples.map(({ call }) => call.receivedUs));
  const firstMs = Math.min(...samples.map((sample) => sample.startedAtMs));
  return Math.max(0, firstMs - startedAtMs) + (receivedUs - sentUs) / 1_000;
}

/** The functions on a probe's way. Gives how many of them ran and left no receipt. */
function addSample(tally: Tally, job: CostedJob, origin: Region, sample: Sample, factor: number): number {
  const { calls, outers, inner } = callChainOf(sample);
  const variant = knownVariant(sample.variant);
  const { runsIn, units } = workFacts[variant.work];
  let from = origin;
  let unbilled = 0;
  for (const [place, call] of calls.entries()) {
    const region = call.region as Region;
    const isLast = place === outers;
    if (from !== region) addTransfer(tally, { from, to: region }, isLast ? variant : noPadding, factor);
    from = region;
    // Lambda refused it, so nothing ran.
    if (call.outcome === "throttled") continue;
    const name: keyof MemoryMb = isLast ? runsIn : "outer";
    if (!call.receipt) unbilled++;
    const memoryMb = call.receipt?.memoryMb ?? job.memoryMb[name];
    tally.add(region, "lambdaRequest", name, factor);
    tally.add(region, "lambdaGbSecond", name, factor * gbSeconds(billedMs(call), memoryMb));
    tally.add(region, "logsGb", name, (factor * priceAssumptions.logBytes) / 1e9);
    if (job.spec.refresh !== undefined && isNew(call))
      tally.add(region, "lambdaTenantGb", name, (factor * memoryMb) / 1_024);
  }
  if (inner?.level?.db !== undefined) {
    tally.add(inner.region, "dynamoReadUnit", "records", factor * units.read);
    tally.add(inner.region, "dynamoWriteUnit", "records", factor * units.write);
  }
  return unbilled;
}

/** Whether its environment was made for its tenant: what lets no other call in can only be new for its first. */
const isNew = ({ receipt, level }: Call): boolean => level?.served === 0 || receipt?.initUs !== undefined;

/** Without a receipt as long as the function's own account of it, which is a little less; without that, nothing. */
function billedMs({ receipt, level }: Call): number {
  if (receipt) return receipt.billedMs;
  return level ? Math.ceil((level.endUs - level.startUs) / 1_000) : 0;
}

const noPadding = { upBytes: 0, downBytes: 0 };

function addTransfer(
  tally: Tally,
  { from, to }: { from: string; to: string },
  { upBytes, downBytes }: typeof noPadding,
  factor: number,
): void {
  const { requestBytes, answerBytes } = priceAssumptions;
  tally.add(from, "transferGb", "calls", (factor * (requestBytes + upBytes)) / 1e9);
  tally.add(to, "transferGb", "calls", (factor * (answerBytes + downBytes)) / 1e9);
}
