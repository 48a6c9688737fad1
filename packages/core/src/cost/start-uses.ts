import { gbSeconds } from "../job/gb-seconds.ts";
import type { MemoryMb } from "../job/priced-functions.ts";
import type { Region } from "../job/regions.ts";
import { roundTripMs } from "../job/round-trip.ts";
import { workFacts } from "../job/works.ts";
import { calledFunctions, freshEach } from "./fresh-environments.ts";
import type { CostedJob, PlannedOrigin } from "./planned-job.ts";
import { priceAssumptions } from "./price-assumptions.ts";
import type { Tally } from "./uses.ts";

/** Environments that start for the job: their init is billed, and all that called wait for it. Consume's own are not renewed. */
export function addStarts(tally: Tally, job: CostedJob, planned: PlannedOrigin): void {
  const { spec, memoryMb, home } = job;
  const { origin, invocations } = planned;
  const { initMs, preparingTrips, consumers } = priceAssumptions;
  const environments = Math.min(consumers, invocations);
  const connectMs = preparingTrips.kept * roundTripMs(origin, home);
  const waitedMs =
    spec.refresh === undefined
      ? addShared(tally, job, planned, environments)
      : addFresh(tally, job, planned, spec.refresh);
  const ms = environments * (initMs + connectMs) + waitedMs;
  tally.add(origin, "lambdaGbSecond", "consume", gbSeconds(ms, memoryMb.consume));
}

/** Each consumer's outer, and one of each target's functions for all origins. Answers how long consume waits for them, in ms. */
function addShared(
  tally: Tally,
  { spec, memoryMb }: CostedJob,
  { origin, cells }: PlannedOrigin,
  environments: number,
): number {
  const { initMs } = priceAssumptions;
  const inners = new Map(
    cells.map(({ target, variant: { work } }) => {
      const { runsIn } = workFacts[work];
      return [`${target} ${runsIn}`, { region: target, name: runsIn }];
    }),
  );
  const shareMs = initMs / spec.origins.length;
  for (const inner of inners.values()) addInit(tally, memoryMb, inner, shareMs);
  const innersMs = inners.size * shareMs;
  if (cells.every(({ variant }) => variant.path === "direct")) return innersMs;
  const outersMs = environments * initMs;
  addInit(tally, memoryMb, { region: origin, name: "outer" }, outersMs + innersMs);
  return outersMs + innersMs;
}

/**
 * Those of tenants, one for each call of a burst, which Lambda also charges for being made. The origin's outer waits for all others of its
 * tenant, and consume for all, for those of a burst together. Answers how long consume does, in ms.
 */
function addFresh(
  tally: Tally,
  { spec, memoryMb }: CostedJob,
  { origin }: PlannedOrigin,
  tenants: number,
): number {
  const { initMs } = priceAssumptions;
  const called = calledFunctions(spec, origin);
  const each = freshEach(spec);
  for (const one of called) {
    tally.add(one.region, "lambdaTenantGb", one.name, (each * memoryMb[one.name]) / 1_024);
    addInit(tally, memoryMb, one, each * initMs);
  }
  if (called.some(({ name }) => name === "outer"))
    addInit(tally, memoryMb, { region: origin, name: "outer" }, each * (called.length - 1) * initMs);
  return tenants * called.length * initMs;
}

const addInit = (
  tally: Tally,
  memoryMb: MemoryMb,
  { region, name }: { region: Region; name: keyof MemoryMb },
  ms: number,
): void => tally.add(region, "lambdaGbSecond", name, gbSeconds(ms, memoryMb[name]));
