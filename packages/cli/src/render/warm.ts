import type { MatrixRow } from "@crisscross/core/documents/matrix-document";

/** Fewer warm probes in a cell say little of its median: of two, one slow call moves it by half of its excess. */
export const fewestWarm = 3;

/** Whether a cell's warm median is told of. */
export const isKnown = (row: MatrixRow): boolean => (row.starts.warm?.n ?? 0) >= fewestWarm;

/** The median wait in the origin of a cell's warm probes, in ms; undefined where they are too few. */
export function warmMedianMs(row: MatrixRow): number | undefined {
  const p50 = row.starts.warm?.measures.originWait?.p50;
  return isKnown(row) && typeof p50 === "number" ? p50 : undefined;
}
