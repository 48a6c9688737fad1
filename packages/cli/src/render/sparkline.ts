import type { MetricPoints } from "@crisscross/core/documents/metric-view";

const levels = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;

export interface Axis {
  fromMs: number;
  toMs: number;
  periodMs: number;
  /** What the highest bar stands for; the lowest is 0. */
  top: number;
  /** Most characters; further back is cut. */
  width: number;
}

/** One character per period, the latest last; a space where there is no value. A value above 0 is never as low as 0. */
export function sparkline(points: MetricPoints, { fromMs, toMs, periodMs, top, width }: Axis): string {
  const first = Math.floor(fromMs / periodMs);
  const last = Math.ceil(toMs / periodMs) - 1;
  const values = new Map(points.map(([at, value]) => [Math.floor(Date.parse(at) / periodMs), value]));
  const start = Math.max(first, last - width + 1);
  let line = "";
  for (let place = start; place <= last; place++) line += barOf(values.get(place), top);
  return line;
}

function barOf(value: number | undefined, top: number): string {
  if (value === undefined) return " ";
  if (value <= 0 || top <= 0) return levels[0];
  const level = Math.ceil((value / top) * (levels.length - 1));
  return levels[Math.min(level, levels.length - 1)] ?? levels[0];
}
