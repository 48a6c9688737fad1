/** Values by the index of their window; windows without a value are missing. */
export type Series = ReadonlyMap<number, number>;

export interface TimeSeries {
  kind: "series";
  /** Of the metric it comes from, for labels. */
  label: string;
  points: Series;
}

/** What an expression works with: numbers, time series and lists of them. */
export type MathValue =
  | { kind: "scalar"; value: number }
  | TimeSeries
  | { kind: "list"; items: TimeSeries[] };

export const scalar = (value: number): MathValue => ({ kind: "scalar", value });

/** A metric math expression that cannot be read, or that asks for something that is not supported. */
export class MathError extends Error {}
