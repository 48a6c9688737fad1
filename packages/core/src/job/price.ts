import { type JobSpec, probesIn } from "./job.ts";
import { computeUsd, listPrices } from "./list-prices.ts";
import { gapMsOf } from "./load.ts";
import { knownVariant, type Variant } from "./variant.ts";
import { workFacts } from "./works.ts";

/** Memory of each function, in MB. */
export interface MemoryMb {
  consume: number;
  outer: number;
  inner: number;
  innerDb: number;
}

/** What the estimate takes for granted where only the run itself could tell. */
export const priceAssumptions = {
  /** Mean wait of a caller for a function in another region. */
  waitMs: 120,
  executionMs: { inner: 2, innerDb: 12 },
  /** platform.start and platform.report of one invocation, in JSON. */
  logBytes: 1_000,
  /** Of one origin at a time: with a gap, all of them are paid for while they wait for a probe's time. */
  consumers: 2,
  /** A stored sample, packed. */
  sampleBytes: 150,
  /** Request, answer, headers and log tail of one call between regions, without padding. */
  callBytes: 6_000,
} as const;

/**
 * What a job will cost at list price, in USD: compute (a caller pays while it waits, consume also between probes with
 * a gap), requests, messages, stored results, logs and transfer. Assumes `priceAssumptions`; a cold start, a slow
 * network or calls longer than the gap cost more, a burst a little less. Throws TypeError for an unknown variant.
 */
export function estimateUsd(spec: JobSpec, probesPerBlock: number, memoryMb: MemoryMb): number {
  const pairs = spec.origins.length * spec.targets.length * spec.samples;
  const calls = spec.variants.reduce((sum, name) => sum + pairs * probeUsd(knownVariant(name), memoryMb), 0);
  const probes = probesIn(spec);
  const blocks = Math.ceil(probes / probesPerBlock);
  const waiting = probes * computeUsd(priceAssumptions.consumers * gapMsOf(spec.load), memoryMb.consume);
  return roundToMicroUsd(calls + waiting + blocks * blockUsd(probesPerBlock));
}

function probeUsd(variant: Variant, memoryMb: MemoryMb): number {
  const { waitMs, executionMs, logBytes, callBytes } = priceAssumptions;
  const { runsIn, callUsd } = workFacts[variant.work];
  const outers = variant.path === "direct" ? 0 : 1 + variant.via.length;
  const workMs = executionMs[runsIn];
  const innermost = computeUsd(workMs, memoryMb[runsIn]);
  // Each level waits for every hop below it; consume waits for all of them.
  let callers = 0;
  for (let hops = 1; hops <= outers; hops++) callers += computeUsd(hops * waitMs + workMs, memoryMb.outer);
  const consume = computeUsd(Math.max(1, outers) * waitMs + workMs, memoryMb.consume);
  const functions = outers + 1;
  const requests = functions * (listPrices.lambdaPerRequest + (logBytes / 1e9) * listPrices.logsPerGb);
  const padding = variant.upBytes + variant.downBytes;
  const transfer = ((Math.max(1, outers) * callBytes + padding) / 1e9) * listPrices.transferPerGb;
  return innermost + callers + consume + requests + transfer + callUsd;
}

/** One publish, one receive and one delete, one invocation of consume and its log, one write of 1 KB units. */
function blockUsd(probes: number): number {
  const writeUnits = Math.ceil((probes * priceAssumptions.sampleBytes) / 1_024);
  return (
    listPrices.snsPerPublish +
    2 * listPrices.sqsPerRequest +
    listPrices.lambdaPerRequest +
    (priceAssumptions.logBytes / 1e9) * listPrices.logsPerGb +
    writeUnits * listPrices.dynamoPerWriteUnit
  );
}

const roundToMicroUsd = (usd: number): number => Math.round(usd * 1e6) / 1e6;
