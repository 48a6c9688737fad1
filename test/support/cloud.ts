import { type Cloud, type CloudOptions, startCloud } from "@crisscross/local/cloud";
import type { CloudEvent } from "@crisscross/local/events/event";
import { ensurePage } from "@crisscross/web/building/ensure-page";
import { sharedBundles } from "../bundles.ts";

/** A running local cloud, and everything that happened in it, in order. */
export interface RecordedCloud {
  cloud: Cloud;
  events: CloudEvent[];
}

/** Starts a local cloud of any graph, with the bundles that other files of this run have built already. */
export async function startRecorded(options: Omit<CloudOptions, "onEvent">): Promise<RecordedCloud> {
  await ensurePage();
  const events: CloudEvent[] = [];
  const cloud = await startCloud({ ...sharedBundles, ...options, onEvent: (event) => events.push(event) });
  return { cloud, events };
}
