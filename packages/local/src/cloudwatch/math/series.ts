/** Values by the index of their window; windows without a value are missing. */
type Series = ReadonlyMap<number, number>;

export interface TimeSeries {
  kind: "series";
  /** Of the metric it comes from, for labels. */
  label: string;
  points: Series;
}

/** What an expression works with: numbers and time series. */
export type MathValue = { kind: "scalar"; value: number } | TimeSeries;

export const scalar = (value: number): MathValue => ({ kind: "scalar", value });

/** The value in a window; a number has itself in each, and what was divided by zero none. */
export function readAt(value: MathValue, index: number): number | undefined {
  if (value.kind === "series") return value.points.get(index);
  return Number.isFinite(value.value) ? value.value : undefined;
}

/** A metric math expression that cannot be read, or that asks for something that is not supported. */
export class MathError extends Error {}
