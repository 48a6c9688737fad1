import type { MatrixRow } from "@crisscross/core/documents/matrix-document";
import type { Stats } from "@crisscross/core/statistics/stats";
import { fewestWarm } from "./warm.ts";

/** What can be shown, sorted by and limited of a cell: a statistic of what warm calls waited in the origin. */
export const statNames = ["p50", "p90", "p95", "p99", "mean"] as const;
export type CellStat = (typeof statNames)[number];

export const isStat = (text: string): text is CellStat => (statNames as readonly string[]).includes(text);

interface Known {
  ms: number;
  /** Of warm probes. */
  n: number;
  interval: Stats["intervals"][CellStat];
}

/** A statistic of a cell's warm calls; or why it is not told. */
export function readStat({ starts }: MatrixRow, stat: CellStat): Known | { refused: string } {
  const stats = starts.warm?.measures.originWait;
  const n = starts.warm?.n ?? 0;
  if (stats === undefined || n < fewestWarm) return { refused: `needs ${fewestWarm} warm samples, has ${n}` };
  const value = stats[stat];
  if (typeof value === "number") return { ms: value, n, interval: stats.intervals[stat] };
  if (value !== null) return { refused: `is beyond ${value.gt} ms, nobody knows how far` };
  return { refused: stats.refused?.[stat] ?? "is not known" };
}
