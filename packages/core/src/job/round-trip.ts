import table from "./aws-rtt-ms.json" with { type: "json" };
import type { Region } from "./regions.ts";

const places = new Map(table.regions.map((region, place) => [region, place]));
const longestMs = Math.max(...table.rttMs.flat());

/**
 * TCP round trip in ms between two regions, of a region with itself 1 to 4 ms; the table's longest where it lacks one of them.
 * Source: aws-rtt-ms.json, the table that the local cloud simulates distance by.
 */
export function roundTripMs(from: Region, to: Region): number {
  const row = table.rttMs[places.get(from) ?? -1];
  return row?.[places.get(to) ?? -1] ?? longestMs;
}
