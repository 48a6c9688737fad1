import type { MatrixRow } from "@crisscross/core/documents/matrix-document";
import { leastValues } from "@crisscross/core/statistics/refused-quantiles";
import { confidence } from "./confidence.ts";
import { warmWait } from "./grid.ts";
import { showMs } from "./milliseconds.ts";

/** Of how many warm calls the medians of a grid are, and how far their intervals reach; no lines without a warm call. */
export function certaintyOf(rows: readonly MatrixRow[], level = 0.95): string[] {
  const waits = rows.map(warmWait).filter((wait) => wait !== undefined);
  if (waits.length === 0) return [];
  const counts = waits.map(({ n }) => n);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const n = `n = ${least === most ? least : `${least}–${most}`} warm calls a cell`;
  const reaches = waits.flatMap(({ p50, intervals }) => {
    const [low, high] = intervals.p50 ?? [];
    return typeof p50 === "number" && typeof low === "number" && typeof high === "number"
      ? [Math.max(p50 - low, high - p50)]
      : [];
  });
  const more = most < leastValues.p95 ? `; --samples ${leastValues.p95 + 1} adds p95` : "";
  if (reaches.length === 0) return [`${n}: medians without intervals, which need more${more}`];
  const without = waits.length - reaches.length;
  const some = without === 0 ? "" : `, and ${without} of ${waits.length} cells have none`;
  return [
    `${n}; ${confidence(level)} intervals reach at most ${showMs(Math.max(...reaches))} ms from these medians${some}${more}`,
  ];
}
