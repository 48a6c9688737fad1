import * as v from "valibot";
import { toMs } from "../edge/time.ts";
import { type Censored, censoredCount } from "./censored.ts";
import type { Distribution } from "./distribution.ts";
import type { QuantileEffects } from "./quantile-effects.ts";
import { intervalRanks, type QuantileName, ranksOf } from "./quantile-rank.ts";
import { type Ranked, readRanks } from "./ranks.ts";
import { usualMiss } from "./student.ts";

/** In ms; `gt` where all that is known is what the value exceeds: probes waited and gave up. */
export const Bound = v.union([v.number(), v.object({ gt: v.number() })]);
export type Bound = v.InferOutput<typeof Bound>;

export const Interval = v.tuple([Bound, Bound]);
export type Interval = v.InferOutput<typeof Interval>;

interface QuantileReader {
  quantile(name: QuantileName): Bound;
  interval(name: QuantileName): Interval | undefined;
}

/**
 * Quantiles of all samples, those included whose wait was given up. `limitMs` is when a wait is given up by plan,
 * `effects` the design effects, without which there are no intervals, `miss` the share of intervals that may miss.
 */
export function readQuantiles(
  distribution: Distribution | undefined,
  censored: Censored | undefined,
  limitMs: number,
  effects: QuantileEffects | undefined,
  miss = usualMiss,
): QuantileReader {
  const all = (distribution?.n ?? 0) + (censored ? censoredCount(censored) : 0);
  const { at, valueAt } = readRanks(distribution, censored, limitMs * 1_000);
  return {
    quantile(name) {
      const [low, high] = ranksOf(name, all);
      return boundOf(low === high ? at(low) : middleOf(at(low), at(high)));
    },
    interval(name) {
      const ranks = effects && intervalRanks(name, all, effects(name), miss);
      if (!ranks) return undefined;
      const [low, high] = ranks;
      const highUs = valueAt(high);
      const top = highUs === undefined ? { gt: toMs(at(Math.min(high, all)).us) } : toMs(highUs);
      return [boundOf(at(low)), top];
    },
  };
}

const boundOf = ({ us, isKnown }: Ranked): Bound => (isKnown ? toMs(us) : { gt: toMs(us) });

const middleOf = (low: Ranked, high: Ranked): Ranked => ({
  us: (low.us + high.us) / 2,
  isKnown: low.isKnown && high.isKnown,
});
