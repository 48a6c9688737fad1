/** Values by the index of their window; windows without a value are missing. */
export type Series = ReadonlyMap<number, number>;

export interface TimeSeries {
  kind: "series";
  /** Of the metric it comes from, for labels. */
  label: string;
  points: Series;
}

/** What an expression works with: numbers and time series. */
export type MathValue = { kind: "scalar"; value: number } | TimeSeries;

export const scalar = (value: number): MathValue => ({ kind: "scalar", value });

/** The value in a window; a number has itself in each. */
export const readAt = (value: MathValue, index: number): number | undefined =>
  value.kind === "scalar" ? value.value : value.points.get(index);

/** A metric math expression that cannot be read, or that asks for something that is not supported. */
export class MathError extends Error {}
