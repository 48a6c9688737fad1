import type { BlockMessage } from "@crisscross/core/job/block-message";
import { defaultGapMs } from "@crisscross/core/job/load";
import { callGraceMs } from "@crisscross/core/job/plan";
import type { Sample } from "@crisscross/core/sample/stored-block";
import type { BlockTimes } from "./postpone-block.ts";
import { dueMsOf, orderOf, type ProbeDeps, type ProbeOfBlock, runTogether } from "./run-probe.ts";

/** Kept back for writing the block, retries included. */
const storeMs = 5_000;

type Probes = Pick<BlockMessage, "origin" | "seed" | "deadlineMs" | "probes"> & {
  /** By the number of a probe; see core's job/refresh.ts. */
  tenantOf?(seq: number): string | undefined;
};

/**
 * The longest a block may take, storing it included, once none of its probes is early. The pauses between steps
 * need no time of their own: each is shorter than the grace that every call is given beyond its deadline.
 */
export function neededMsOf(block: Probes): number {
  return stepsOf(block).length * stepMsOf(block) + storeMs;
}

/** When a block's steps are due, and what each may take. */
export function timesOf(block: Probes): BlockTimes {
  return { duesMs: stepsOf(block).map(dueMsOf), stepMs: stepMsOf(block), storeMs };
}

/** Throws AppError `invalid` if a probe is one that no plan would make: before the first call, poison costs nothing. */
export function checkOrders(block: Probes): void {
  for (const probe of stepsOf(block).flat()) orderOf(probe);
}

/**
 * Runs a block's probes one after another, those of a burst at once, none before its intended time. A late one is run without
 * waiting, but for the rest that its job's gap, or the default one between bursts, leaves the functions after the answer
 * before. Throws AppError `unavailable` for a wait after which the block might not end, stored, by `endMs` of the wall clock.
 */
export async function runBlock(deps: ProbeDeps, block: Probes, endMs: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  const steps = stepsOf(block);
  for (const [place, step] of steps.entries()) {
    const restMs = restBetween(steps[place - 1], step);
    if (restMs > 0) await deps.sleep(restMs);
    const neededMs = (steps.length - place) * stepMsOf(block) + storeMs;
    samples.push(...(await runTogether(deps, step, endMs - neededMs)));
  }
  return samples;
}

/** No longer than the default gap: late probes are to catch up. None where single probes are intended at one time. */
function restBetween(before: readonly ProbeOfBlock[] | undefined, step: readonly ProbeOfBlock[]): number {
  if (before === undefined) return 0;
  return step[0]?.burst ? defaultGapMs : Math.min(defaultGapMs, dueMsOf(step) - dueMsOf(before));
}

/** What is sent together: each burst, and every other probe by itself. */
function stepsOf({ origin, seed, deadlineMs, probes, tenantOf }: Probes): ProbeOfBlock[][] {
  const whole = probes.map((probe) => ({
    ...probe,
    origin,
    seed,
    deadlineMs,
    tenant: tenantOf?.(probe.seq),
  }));
  return [...Map.groupBy(whole, ({ seq, burst }) => (burst ? `burst ${burst.id}` : `probe ${seq}`)).values()];
}

const stepMsOf = ({ deadlineMs }: Probes): number => deadlineMs + callGraceMs;
