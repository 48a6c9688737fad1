import { type JobSpec, probesIn } from "./job.ts";
import { computeUsd, listPrices } from "./list-prices.ts";
import { gapMsOf } from "./load.ts";
import { waitMs } from "./pace.ts";
import type { MemoryMb } from "./priced-functions.ts";
import type { Region } from "./regions.ts";
import { roundTripMs } from "./round-trip.ts";
import { transferPerGbFrom } from "./transfer-prices.ts";
import { trustedIdleMs } from "./trusted-idle.ts";
import { knownVariant, type Variant } from "./variant.ts";
import { workFacts } from "./works.ts";

/** What the estimate takes for granted where only the run itself could tell. */
export const priceAssumptions = {
  /** What Lambda adds to the round trip of a warm call: the median without propagation in STeLLAR (IISWC 2021). */
  dispatchMs: 18,
  executionMs: { inner: 2, innerDb: 12 },
  /** platform.start and platform.report of one invocation, in JSON. */
  logBytes: 1_000,
  /** Of a call that has no connection yet: TCP, TLS, and for one that is kept the greeting that establishes it. */
  preparingTrips: { fresh: 2, kept: 3 },
  /** A stored sample, packed. */
  sampleBytes: 150,
  /** Of one call between regions, without padding: the request, and the answer with its headers and log tail. */
  requestBytes: 1_500,
  answerBytes: 4_500,
  /** Once a job, and once a block: letting it in and submitting it, publishing its blocks, summarising them. */
  jobMs: { authorize: 10, api: 300, reconcile: 200 },
  blockMs: { plan: 4, reconcile: 4 },
} as const;

/**
 * What a job will cost in USD: compute (a caller pays while it waits, consume also between probes with a gap), requests,
 * messages, stored results, logs and transfer. At us-east-1 list prices but for transfer. Assumes `priceAssumptions` and the table
 * of round trips; a cold start or calls longer than the gap cost more, a burst a little less. Throws TypeError for an unknown
 * variant.
 */
export function estimateUsd(spec: JobSpec, probesPerBlock: number, memoryMb: MemoryMb): number {
  const variants = spec.variants.map(knownVariant);
  const keptTrips = priceAssumptions.preparingTrips.kept * preparedShare(spec);
  let calls = 0;
  for (const origin of spec.origins)
    for (const target of spec.targets)
      for (const variant of variants)
        calls += spec.samples * probeUsd({ origin, target, variant, keptTrips }, memoryMb);
  const probes = probesIn(spec);
  const blocks = Math.ceil(probes / probesPerBlock);
  const waiting = waitingUsd(gapMsOf(spec.load), probesPerBlock, memoryMb.consume);
  return roundToMicroUsd(
    calls + blocks * waiting + blocks * blockUsd(probesPerBlock) + overheadUsd(blocks, memoryMb),
  );
}

/**
 * What a block's gaps cost: consume waits for its probes, and for the block's own time up to some seconds. A block that is
 * earlier is postponed, which is another receive and look-up.
 */
function waitingUsd(gapMs: number, probesPerBlock: number, consumeMb: number): number {
  const spanMs = gapMs * probesPerBlock;
  const postponing =
    2 * listPrices.sqsPerRequest + listPrices.lambdaPerRequest + 3 * listPrices.dynamoPerReadUnit;
  return computeUsd(spanMs + Math.min(waitMs, spanMs), consumeMb) + (spanMs > waitMs ? postponing : 0);
}

/** Of how many calls between two regions one prepares a connection that is kept: the first, or each where gaps leave it idle too long. */
function preparedShare({ targets, variants, samples, load }: JobSpec): number {
  if (gapMsOf(load) * targets.length > trustedIdleMs) return 1;
  return 1 / (variants.length * samples);
}

interface PricedProbe {
  origin: Region;
  target: Region;
  variant: Variant;
  /** Round trips that preparing a kept connection takes, in the mean over all calls. */
  keptTrips: number;
}

/** Each function on the way is paid for while it waits for all calls behind it, consume for all of them. */
function probeUsd({ origin, target, variant, keptTrips }: PricedProbe, memoryMb: MemoryMb): number {
  const { preparingTrips, dispatchMs, executionMs, logBytes, requestBytes, answerBytes } = priceAssumptions;
  const { runsIn, callUsd } = workFacts[variant.work];
  // Where consume and each function behind it runs.
  const way = variant.path === "direct" ? [origin, target] : [origin, origin, ...variant.via, target];
  let waitMs: number = executionMs[runsIn];
  let usd = computeUsd(waitMs, memoryMb[runsIn]) + callUsd;
  let padding = { up: variant.upBytes, down: variant.downBytes };
  const calls = way.slice(1).map((to, place) => ({ to, from: way[place] ?? origin, isFirst: place === 0 }));
  let trips = variant.connection === "fresh" ? preparingTrips.fresh : keptTrips;
  for (const { from, to, isFirst } of calls.reverse()) {
    waitMs += (1 + trips) * roundTripMs(from, to) + dispatchMs;
    // Only the call of the last function may be over a connection of its own.
    trips = keptTrips;
    usd += computeUsd(waitMs, isFirst ? memoryMb.consume : memoryMb.outer);
    usd += transferUsd(from, to, requestBytes + padding.up, answerBytes + padding.down);
    // Only the call of the last function carries it.
    padding = { up: 0, down: 0 };
  }
  const requestUsd = listPrices.lambdaPerRequest + (logBytes / 1e9) * listPrices.logsPerGb;
  return usd + calls.length * requestUsd;
}

/** The caller's region charges for what it sends, the called one for its answer; within a region nobody does. */
function transferUsd(from: Region, to: Region, upBytes: number, downBytes: number): number {
  if (from === to) return 0;
  return (upBytes * transferPerGbFrom(from) + downBytes * transferPerGbFrom(to)) / 1e9;
}

/** What a job costs beside its probes and blocks: it is submitted, planned and summarised. */
function overheadUsd(blocks: number, memoryMb: MemoryMb): number {
  const { jobMs, blockMs } = priceAssumptions;
  return (
    computeUsd(jobMs.authorize, memoryMb.authorize) +
    computeUsd(jobMs.api, memoryMb.api) +
    computeUsd(blocks * blockMs.plan, memoryMb.plan) +
    computeUsd(jobMs.reconcile + blocks * blockMs.reconcile, memoryMb.reconcile)
  );
}

/** One publish, one receive and one delete, one invocation of consume and its log, a claim, one write of 1 KB units. */
function blockUsd(probes: number): number {
  const writeUnits = Math.ceil((probes * priceAssumptions.sampleBytes) / 1_024);
  return (
    listPrices.snsPerPublish +
    2 * listPrices.sqsPerRequest +
    listPrices.lambdaPerRequest +
    (priceAssumptions.logBytes / 1e9) * listPrices.logsPerGb +
    (1 + writeUnits) * listPrices.dynamoPerWriteUnit
  );
}

const roundToMicroUsd = (usd: number): number => Math.round(usd * 1e6) / 1e6;
