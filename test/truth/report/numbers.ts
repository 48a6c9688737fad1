import type { Widths } from "../checks/offsets.ts";
import type { Tally } from "../checks/tally.ts";

export const countOf = (n: number): string => n.toLocaleString("en-US");

/** How far off the worst case was, in the unit its promise names. */
export const worstOf = ({ worst }: Tally): string =>
  worst === undefined ? "" : String(Number(worst.toPrecision(3)));

/** Several jobs' widths as one line: sums, and the median of their medians. */
export function medianWidths(widths: readonly Widths[]) {
  const sum = (read: (one: Widths) => number) => widths.reduce((total, one) => total + read(one), 0);
  const medianMs = (read: (one: Widths) => number) => {
    const sorted = widths.map(read).toSorted((a, b) => a - b);
    return ((sorted[Math.floor(sorted.length / 2)] ?? 0) / 1_000).toFixed(1);
  };
  return {
    calls: sum(({ calls }) => calls),
    pairs: sum(({ pairs }) => pairs),
    contradictions: sum(({ contradictions }) => contradictions),
    aloneMs: medianMs(({ aloneUs }) => aloneUs),
    togetherMs: medianMs(({ togetherUs }) => togetherUs),
  };
}
