import { probesPerBlock } from "./block-message.ts";
import { burstSizeOf, defaultLoad, gapMsOf, type Load } from "./load.ts";
import { callGraceMs } from "./plan.ts";

/**
 * How many probes fit in one block (1 to 16) if every one of them runs into its deadline within `budgetMs`. A burst
 * runs at once and is never parted. A gap counts twice: a consumer waits with its blocks while another runs the ones
 * before. One by chance counts four times, so that no more than one block in a million has gaps that no consumer can wait for.
 */
export function probesPerBlockFor(deadlineMs: number, budgetMs: number, load: Load = defaultLoad): number {
  const size = burstSizeOf(load);
  const gapsMs = (load.model === "poisson" ? 4 : 2) * gapMsOf(load);
  const fitting = Math.floor(budgetMs / (deadlineMs + callGraceMs + gapsMs));
  return size * Math.max(1, Math.min(Math.floor(probesPerBlock / size), fitting));
}
