import type { EpochMs } from "../time/times.ts";
export type Dimensions = Readonly<Record<string, string>>;

/** What tells one metric of a region from another. */
export interface MetricId {
  namespace: string;
  name: string;
  dimensions: Dimensions;
}

/** Values, each seen as often as its count says (once without counts), or what a caller aggregated beforehand. */
export type DatumValues =
  | { kind: "values"; values: readonly number[]; counts?: readonly number[] }
  | { kind: "set"; sampleCount: number; sum: number; min: number; max: number };

/** Something measured at one moment, as it enters CloudWatch. */
export interface Datum extends MetricId {
  epochMs: EpochMs;
  /** One of CloudWatch's units. */
  unit: string;
  sample: DatumValues;
}

export const MINUTE_MS = 60_000;

/** Dimensions in one order, so that equal ones print the same. */
export function printDimensions(dimensions: Dimensions): string {
  const names = Object.keys(dimensions);
  if (names.length > 1) names.sort();
  let text = "";
  for (const name of names) text += `${name}\u0000${dimensions[name]}\u0000`;
  return text;
}

export type Measured = readonly [name: string, value: number, unit: string];

/** Each measured value under each set of dimensions. */
export const dataOf = (
  namespace: string,
  epochMs: EpochMs,
  dimensionSets: readonly Dimensions[],
  measured: readonly Measured[],
): Datum[] =>
  dimensionSets.flatMap((dimensions) =>
    measured.map(([name, value, unit]) => {
      return { namespace, name, dimensions, epochMs, unit, sample: { kind: "values", values: [value] } };
    }),
  );
