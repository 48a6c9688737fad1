import { attributionOf } from "@crisscross/core/documents/attribution";
import type { AttributionDocument } from "@crisscross/core/documents/attribution-document";
import { samplePointsOf } from "@crisscross/core/documents/sample-points";
import type { Measure } from "@crisscross/core/sample/measure";
import type { StoredJob } from "./job-store.ts";
import type { SampleDeps } from "./read-samples.ts";
import { readSpread } from "./read-spread.ts";

/** Where the waits for inner went, from all of a small job's blocks or from runs of a large one's: clock offsets need raw samples. */
export async function readAttribution(
  deps: SampleDeps,
  state: StoredJob,
  { isWanted, samples }: AttributionWishes,
): Promise<AttributionDocument> {
  const { blocks, lookedFor } = await readSpread(deps, state);
  const document = attributionOf(state.record, blocks, lookedFor);
  const attribution = document.attribution
    .filter(isWanted)
    .map((row) => (samples ? { ...row, samples: samplePointsOf(blocks, row, samples) } : row));
  return { ...document, attribution };
}

interface AttributionWishes {
  isWanted(cell: { origin: string; target: string; variant: string }): boolean;
  /** The measure whose samples are wanted. */
  samples?: Measure | undefined;
}
