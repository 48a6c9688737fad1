import { attributionOf } from "@crisscross/core/documents/attribution";
import type { AttributionDocument } from "@crisscross/core/documents/attribution-document";
import type { StoredJob } from "./job-store.ts";
import type { SampleDeps } from "./read-samples.ts";
import { readSpread } from "./read-spread.ts";

/** Where the waits for inner went, from all of a small job's blocks or from runs of a large one's: clock offsets need raw samples. */
export async function readAttribution(deps: SampleDeps, state: StoredJob): Promise<AttributionDocument> {
  const { blocks, lookedFor } = await readSpread(deps, state);
  return attributionOf(state.record, blocks, lookedFor);
}
