import { type Outcome, outcomes } from "@crisscross/core/sample/call";
import { resultOf } from "@crisscross/core/sample/probe-outcome";
import type { StoredBlock } from "@crisscross/core/sample/stored-block";

/** How many samples of each outcome a block holds. */
export type OutcomeCounts = Record<Outcome, number>;

export function countsOf({ samples }: StoredBlock): OutcomeCounts {
  const counts: OutcomeCounts = { ok: 0, throttled: 0, timeout: 0, error: 0 };
  for (const sample of samples) counts[resultOf(sample).outcome]++;
  return counts;
}

export const countAll = (counts: OutcomeCounts): number =>
  outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);

export function addCounts(parts: readonly { counts: OutcomeCounts }[]): OutcomeCounts {
  const total: OutcomeCounts = { ok: 0, throttled: 0, timeout: 0, error: 0 };
  for (const { counts } of parts) for (const outcome of outcomes) total[outcome] += counts[outcome];
  return total;
}
