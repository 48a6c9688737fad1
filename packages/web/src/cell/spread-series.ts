import type { StartClass } from "@crisscross/core/sample/start-class";
import { startClasses } from "@crisscross/core/sample/start-class";
import type { MatrixRow } from "../data/documents.ts";
import { type Axis, axisAround, placeOn } from "./log-axis.ts";

type Spread = NonNullable<MatrixRow["distribution"]>;
type Buckets = NonNullable<Spread["starts"]["warm"]>;

/** One start class's values, and which colour it has everywhere in the view. */
export interface Series {
  readonly start: StartClass;
  readonly colour: number;
  readonly buckets: Buckets;
}

/** The warm ones first: what is met most is drawn first and has the first colour. */
export function seriesOf({ starts }: Spread): Series[] {
  const found = startClasses.filter((start) => starts[start] !== undefined).toReversed();
  return found.flatMap((start, colour) => {
    const buckets = starts[start];
    return buckets ? [{ start, colour, buckets }] : [];
  });
}

export const axisOf = (series: readonly Series[]): Axis | undefined =>
  axisAround(
    series.flatMap(({ buckets }) =>
      buckets.buckets.flatMap(({ leastMs, greatestMs }) => [leastMs, greatestMs]),
    ),
  );

/** How many columns of equal ratio a histogram has. */
export const columnCount = 48;

/** How many values lie in each column. A bucket is counted where its middle is: buckets are far narrower than columns. */
export function columnsOf({ buckets }: Buckets, axis: Axis): number[] {
  const columns = Array<number>(columnCount).fill(0);
  for (const { leastMs, greatestMs, n } of buckets) {
    const place = placeOn(axis, (leastMs + greatestMs) / 2);
    const column = Math.min(columnCount - 1, Math.floor(place * columnCount));
    columns[column] = (columns[column] ?? 0) + n;
  }
  return columns;
}

/** What share of values is no more than so many ms: a step at the end of each bucket. */
export function sharesOf({ buckets, n }: Buckets): { ms: number; share: number }[] {
  let seen = 0;
  return buckets.map((bucket) => {
    seen += bucket.n;
    return { ms: bucket.greatestMs, share: seen / n };
  });
}
