import { gapMsOf, type Load } from "../job/load.ts";
import type { Spread } from "../statistics/spread.ts";
import type { Summary } from "../summary/summary.ts";

/** A job of which more probes than this start later than a gap is a closed loop: its calls decide when the next ones are made. */
export const closedLoopShare = 0.1;

/**
 * The share of ok probes that started more than a gap after their time, 0 to 1. Slow times of a closed loop have fewer calls
 * than fast ones. Undefined without a gap, where no probe has a time of its own, and without samples.
 */
export function lateShareOf({ cells }: Summary, load: Load): number | undefined {
  const limitUs = gapMsOf(load) * 1_000;
  if (limitUs === 0) return undefined;
  let [n, late] = [0, 0];
  for (const { starts } of cells.values())
    for (const { measures } of starts.values()) {
      const lateness = measures.get("lateness");
      if (!lateness) continue;
      n += lateness.n;
      late += countAbove(lateness.spread, limitUs);
    }
  return n === 0 ? undefined : Math.round((late / n) * 10_000) / 10_000;
}

/** Of a bucket around the limit, those above it if its values lie evenly. */
function countAbove(spread: Spread, limitUs: number): number {
  const [lows, highs] =
    spread.kind === "values" ? [spread.keys, spread.keys] : [spread.leastUs, spread.greatestUs];
  let above = 0;
  for (let at = spread.counts.length - 1; at >= 0 && (highs[at] as number) > limitUs; at--) {
    const n = spread.counts[at] as number;
    const [low, high] = [lows[at] as number, highs[at] as number];
    if (low > limitUs) above += n;
    else above += (n * (high - limitUs)) / (high - low);
  }
  return above;
}
