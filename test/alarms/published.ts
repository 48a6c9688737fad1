import { metricNamespace } from "@crisscross/core/metrics/metrics";
import { alarms, readByAlarm, readByWidget, widgets } from "../infrastructure/watching.ts";
import { findMissing, type Located, listPublished, placeOf } from "./orphans.ts";
import type { Stand } from "./stand.ts";

/** What alarms and widgets read, and who reads it. */
export const reads = [...alarms().flatMap(readByAlarm), ...widgets().flatMap(readByWidget)];

const own = metricNamespace("local");

/** What only a function that is put to every use publishes: Lambda's metrics, and the timeouts counted in logs. */
export const isOfFunctions = ({ namespace, name }: Located): boolean =>
  namespace === "AWS/Lambda" || (namespace === own && name.endsWith("Timeouts"));

export interface Orphans {
  /** Read and never published: the reader, by the place of the metric. */
  unpublished: Map<string, string>;
  /** Of the system's own metrics, and read by nobody. */
  unread: Set<string>;
}

/** Compares what a stand has published with what is read, of the reads that are meant. */
export async function findOrphans(stand: Stand, isMeant: (read: Located) => boolean): Promise<Orphans> {
  const regions = new Set(reads.map(({ region }) => region));
  const published = await listPublished(stand.system.cloud, regions);
  const missing = findMissing(reads.filter(isMeant), published);
  const ours = published.filter(({ namespace }) => namespace === own);
  return {
    unpublished: new Map(missing.map((read) => [placeOf(read), read.by])),
    unread: new Set(findMissing(ours, reads).map(placeOf)),
  };
}
