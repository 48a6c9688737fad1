import * as v from "valibot";
import { count } from "../edge/schema.ts";
import { toMs } from "../edge/time.ts";
import { type Measure, measureNames } from "../sample/measure.ts";
import { startClasses } from "../sample/start-class.ts";
import type { Distribution } from "../statistics/distribution.ts";
import { ecdfBand } from "../statistics/ecdf-band.ts";
import type { CellSummary } from "../summary/summary.ts";

/** How the values of one measure are spread, in ms. As large for a million samples as for a thousand. */
const Spread = v.object({
  n: count,
  /** Ascending: so many values lie from the least to the greatest named, at most 1% apart; both are the same where each value is counted by itself. */
  buckets: v.array(v.object({ leastMs: v.number(), greatestMs: v.number(), n: count })),
  /** How far, 0 to 1, the true cumulative share may lie from these anywhere, with 95% confidence. Absent where all samples are of one group of blocks. */
  band: v.optional(v.number()),
});

/** Of a cell's ok samples by the coldest start among their functions. `gaveUp`: waits that were given up, each longer than this. */
export const CellSpread = v.object({
  measure: v.picklist(measureNames),
  starts: v.record(v.picklist(startClasses), Spread),
  gaveUp: v.optional(v.array(v.object({ leastMs: v.number(), n: count }))),
});
export type CellSpread = v.InferOutput<typeof CellSpread>;

export function cellSpreadOf(cell: CellSummary, measure: Measure): CellSpread {
  const starts = startClasses.flatMap((start) => {
    const found = cell.starts.get(start)?.measures.get(measure);
    return found ? [[start, spreadOf(found)] as const] : [];
  });
  const gaveUp = [...(cell.censored.get(measure)?.waits.values() ?? [])]
    .map(({ leastUs, n }) => ({ leastMs: toMs(leastUs), n }))
    .sort((one, other) => one.leastMs - other.leastMs);
  return { measure, starts: Object.fromEntries(starts), ...(gaveUp.length > 0 && { gaveUp }) };
}

function spreadOf(values: Distribution): v.InferOutput<typeof Spread> {
  const { n, spread } = values;
  const [least, greatest] =
    spread.kind === "values" ? [spread.keys, spread.keys] : [spread.leastUs, spread.greatestUs];
  const band = ecdfBand(values);
  return {
    n,
    buckets: spread.counts.map((of, at) => ({
      leastMs: toMs(least[at] as number),
      greatestMs: toMs(greatest[at] as number),
      n: of,
    })),
    ...(band !== undefined && { band }),
  };
}
