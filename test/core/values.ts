import { addCensored, type Censored, censoredOf, noCensored } from "@crisscross/core/statistics/censored";
import { addValue, emptyDistribution } from "@crisscross/core/statistics/distribution";
import { groupOf } from "@crisscross/core/statistics/groups";
import { statsOf } from "@crisscross/core/statistics/stats";

/** Values in ms, one block each unless `perBlock` says otherwise. */
export function distributionOfMs(valuesMs: readonly number[], perBlock = 1) {
  const whole = emptyDistribution();
  for (const [at, ms] of valuesMs.entries())
    addValue(whole, Math.round(ms * 1_000), groupOf(Math.floor(at / perBlock)));
  return whole;
}

/** Waits given up after so many ms, one block each unless `perBlock` says otherwise. */
export function censoredMs(waitsMs: readonly number[], perBlock = 1): Censored {
  const whole = noCensored();
  for (const [at, ms] of waitsMs.entries())
    addCensored(whole, censoredOf(Math.round(ms * 1_000), groupOf(Math.floor(at / perBlock))));
  return whole;
}

/** Their statistics, when waits are given up after 5 s. */
export const statsOfMs = (valuesMs: readonly number[], perBlock?: number) =>
  statsOf(distributionOfMs(valuesMs, perBlock), undefined, 5_000);
