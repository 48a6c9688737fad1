import { permutation, seededRandom } from "@crisscross/core/edge/random";
import { addCensored, type Censored, censoredOf, noCensored } from "@crisscross/core/statistics/censored";
import { addValue, emptyDistribution } from "@crisscross/core/statistics/distribution";
import { type Groups, groupOf } from "@crisscross/core/statistics/groups";
import { statsOf } from "@crisscross/core/statistics/stats";

/** Values in ms, one block each unless `perBlock` says otherwise. */
export function distributionOfMs(valuesMs: readonly number[], perBlock = 1) {
  const whole = emptyDistribution();
  const blocks = Math.ceil(valuesMs.length / perBlock);
  for (const [at, ms] of valuesMs.entries())
    addValue(whole, Math.round(ms * 1_000), groupOf(Math.floor(at / perBlock), blocks));
  return whole;
}

/** Waits given up after so many ms, one block each unless `perBlock` says otherwise. */
export function censoredMs(waitsMs: readonly number[], perBlock = 1): Censored {
  const whole = noCensored();
  const blocks = Math.ceil(waitsMs.length / perBlock);
  for (const [at, ms] of waitsMs.entries())
    addCensored(whole, censoredOf(Math.round(ms * 1_000), groupOf(Math.floor(at / perBlock), blocks)));
  return whole;
}

/** The same values in another order, so that neighbours have nothing in common. */
export function shuffled<T>(values: readonly T[], seed = 1): T[] {
  return permutation(values.length, seededRandom(seed)).map((place) => values[place] as T);
}

/** Their statistics, when waits are given up after 5 s. */
export const statsOfMs = (valuesMs: readonly number[], perBlock?: number) =>
  statsOf(distributionOfMs(valuesMs, perBlock), undefined, 5_000);

/** Groups numbered from 0, from how many values each has and their sum in µs. */
export const groupsOf = (all: readonly { n: number; sumUs: number | bigint }[]): Groups => ({
  numbers: all.map((_, number) => number),
  sizes: all.map(({ n }) => n),
  sumsUs: all.map(({ sumUs }) => sumUs),
});
