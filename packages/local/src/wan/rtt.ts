import table from "./aws-rtt-ms.json" with { type: "json" };

/** The regions of the table. */
export const knownRegions: readonly string[] = table.regions;

const indexes = new Map(table.regions.map((region, index) => [region, index]));

/**
 * Round trip in ms between two regions, from the caller's to the called one. A region's round trip to itself is the
 * table's diagonal, 1 to 4 ms. Source: wan/aws-rtt-ms.json. Throws naming a region the table lacks.
 */
export function readRttMs(from: string, to: string): number {
  const row = indexes.get(from);
  const column = indexes.get(to);
  const rttMs = row === undefined || column === undefined ? undefined : table.rttMs[row]?.[column];
  if (rttMs === undefined) {
    const unknown = row === undefined ? from : to;
    throw new Error(
      `No round trip is known for region ${unknown}; the table has ${table.regions.join(", ")}.`,
    );
  }
  return rttMs;
}
