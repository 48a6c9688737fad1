import type { CostedJob } from "./planned-job.ts";
import { plannedUses } from "./planned-uses.ts";
import { type Cost, costOf } from "./uses.ts";

export interface Estimate extends Cost {
  probes: number;
  cells: number;
  blocks: number;
  seconds: number;
}

/**
 * What a job will take and cost at list prices, by its plan and the table of round trips: `usd` of what has a known price, which
 * is less than all where `isAtLeast`. Throws TypeError for an unknown variant.
 */
export function estimateJob(job: CostedJob): Estimate {
  const { uses, ...counts } = plannedUses(job);
  return { ...counts, ...costOf(uses) };
}
