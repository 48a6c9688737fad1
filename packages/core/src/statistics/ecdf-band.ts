import type { Distribution } from "./distribution.ts";
import { meanVarianceOf } from "./mean-variance.ts";
import { quantileEffects } from "./quantile-effects.ts";
import { quantileNames } from "./quantile-rank.ts";
import { usualMiss } from "./student.ts";

/**
 * How far, as a share, the true distribution may lie from the empirical one anywhere, with 95% confidence (Dvoretzky, Kiefer and
 * Wolfowitz, with Massart's constant). Values of a block resemble each other, so n is divided by the largest effect that this has on a
 * quantile. Undefined where samples of one group of blocks cannot show it.
 */
export function ecdfBand(values: Distribution): number | undefined {
  const effects = quantileEffects(values, meanVarianceOf(values), undefined);
  if (!effects) return undefined;
  const independent = values.n / Math.max(...quantileNames.map(effects));
  return Math.min(1, Math.sqrt(Math.log(2 / usualMiss) / (2 * independent)));
}
