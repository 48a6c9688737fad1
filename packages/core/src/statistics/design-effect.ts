import type { Censored } from "./censored.ts";
import type { Distribution } from "./distribution.ts";
import { type Residuals, residualsOf } from "./group-residuals.ts";
import { type Groups, leastGroups } from "./groups.ts";

/**
 * How much wider intervals of quantiles must be because values of a block resemble each other: the variance of the mean
 * by groups of blocks over that of independent values (Kish's design effect), at least 1, or the same of the share of
 * censored waits if that is larger. Undefined with one group, which cannot show how much groups differ.
 */
export function designEffect(values: Values | undefined, censored: Censored | undefined): number | undefined {
  const ofValues = values ? effectOf(values.residuals, values.sumSquaresUs) : 1;
  if (!censored) return values && values.residuals.sizes.length > 1 ? ofValues : undefined;
  const shares = sharesOf(values?.groups, censored);
  if (shares.size < 2) return undefined;
  const residuals = residualsOf(shares);
  return Math.max(ofValues, effectOf(residuals, residuals.sumUs));
}

interface Values extends Pick<Distribution, "groups" | "sumSquaresUs"> {
  residuals: Residuals;
}

/** Every sample as 0, or as 1 where its wait was given up. */
function sharesOf(groups: Groups | undefined, censored: Censored): Groups {
  const shares: Groups = new Map();
  for (const [number, { n }] of groups ?? []) shares.set(number, { n, sumUs: 0n });
  for (const [number, n] of censored.groups)
    shares.set(number, { n: n + (shares.get(number)?.n ?? 0), sumUs: BigInt(n) });
  return shares;
}

function effectOf({ n, sumUs, sizes, standardErrorUs }: Residuals, sumSquares: bigint): number {
  const squares = Number(BigInt(n) * sumSquares - sumUs * sumUs);
  if (squares === 0) return 1;
  const effect = (standardErrorUs ** 2 * n * n * (n - 1)) / squares;
  return effect < 1 + chance(sizes.length) ? 1 : effect;
}

/**
 * How far above 1 the effect of independent values lies by chance: one standard deviation of a variance by so many
 * groups. Few groups say too little to call anything chance.
 */
const chance = (groups: number): number => (groups < leastGroups ? 0 : Math.sqrt(2 / (groups - 1)));
