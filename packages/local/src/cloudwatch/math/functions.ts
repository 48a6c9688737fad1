import { MathError, type MathValue, type Series, scalar, type TimeSeries } from "./series.ts";

export interface Grid {
  periodMs: number;
  /** How many windows there are, from index 0. */
  count: number;
}

type MathFunction = (values: MathValue[], grid: Grid) => MathValue;

/** Functions whose arguments are values; METRICS, FILL, IF and PERIOD look at more than that. */
export const functions: Readonly<Record<string, MathFunction>> = {
  SUM: aggregate((values) => values.reduce((sum, value) => sum + value, 0)),
  // Over several series AVG takes a missing value for 0, as CloudWatch does.
  AVG: aggregate((values, of) => values.reduce((sum, value) => sum + value, 0) / of),
  MAX: aggregate((values) => Math.max(...values)),
  MIN: aggregate((values) => Math.min(...values)),
  ABS: each((points) => mapPoints(points, Math.abs)),
  CEIL: each((points) => mapPoints(points, Math.ceil)),
  FLOOR: each((points) => mapPoints(points, Math.floor)),
  DIFF: each((points) => steps(points, (value, before) => value - before)),
  RATE: each((points, { periodMs }) =>
    steps(points, (value, before, windows) => (value - before) / ((windows * periodMs) / 1000)),
  ),
  METRIC_COUNT: ([value]) => scalar(value?.kind === "list" ? value.items.length : 1),
};

function aggregate(reduce: (values: number[], of: number) => number): MathFunction {
  return ([value]) => {
    if (value === undefined || value.kind === "scalar")
      throw new MathError("An aggregate needs a time series.");
    if (value.kind === "series") {
      const values = [...value.points.values()];
      return scalar(values.length === 0 ? Number.NaN : reduce(values, values.length));
    }
    const points = new Map<number, number>();
    for (const index of listIndexes(value.items.map((item) => item.points))) {
      const present = value.items.flatMap((item) => item.points.get(index) ?? []);
      points.set(index, reduce(present, value.items.length));
    }
    return { kind: "series", label: "", points };
  };
}

function each(change: (points: Series, grid: Grid) => Series): MathFunction {
  return ([value], grid) => {
    const apply = (series: TimeSeries): TimeSeries => ({ ...series, points: change(series.points, grid) });
    if (value?.kind === "series") return apply(value);
    if (value?.kind === "list") return { kind: "list", items: value.items.map(apply) };
    throw new MathError("The function needs a time series.");
  };
}

function mapPoints(points: Series, change: (value: number) => number): Series {
  return new Map([...points].map(([index, value]) => [index, change(value)]));
}

function steps(points: Series, change: (value: number, before: number, windows: number) => number): Series {
  const changed = new Map<number, number>();
  let last: [number, number] | undefined;
  for (const index of listIndexes([points])) {
    const value = points.get(index) ?? 0;
    if (last !== undefined) changed.set(index, change(value, last[1], index - last[0]));
    last = [index, value];
  }
  return changed;
}

/** The windows in which any of the series has a value, in order. */
export function listIndexes(all: readonly Series[]): number[] {
  return [...new Set(all.flatMap((points) => [...points.keys()]))].sort((a, b) => a - b);
}

/** Gives each window without a value one: a number, another series' value, the last one seen, or one in between. */
export function fill(points: Series, filler: MathValue | "REPEAT" | "LINEAR", grid: Grid): Series {
  const known = listIndexes([points]);
  const filled = new Map<number, number>();
  for (let index = 0; index < grid.count; index++) {
    const value = points.get(index) ?? readFiller(points, known, filler, index);
    if (value !== undefined) filled.set(index, value);
  }
  return filled;
}

function readFiller(
  points: Series,
  known: number[],
  filler: MathValue | "REPEAT" | "LINEAR",
  index: number,
): number | undefined {
  if (filler !== "REPEAT" && filler !== "LINEAR") {
    if (filler.kind === "list") throw new MathError("FILL fills with a number or one time series.");
    return filler.kind === "scalar" ? filler.value : filler.points.get(index);
  }
  const before = known.findLast((one) => one < index);
  const after = known.find((one) => one > index);
  const beforeValue = before === undefined ? undefined : points.get(before);
  const afterValue = after === undefined ? undefined : points.get(after);
  if (filler === "REPEAT" || before === undefined || after === undefined) return beforeValue;
  if (beforeValue === undefined || afterValue === undefined) return undefined;
  return beforeValue + ((afterValue - beforeValue) * (index - before)) / (after - before);
}
