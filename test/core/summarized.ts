import type { StoredBlock } from "@crisscross/core/sample/stored-block";
import { addBlock } from "@crisscross/core/summary/summarize";
import { emptySummary, type Summary } from "@crisscross/core/summary/summary";

/** The summary of one block, of an origin that has so many planned. */
export const summarizeOf =
  (planned: number) =>
  (block: StoredBlock): Summary => {
    const summary = emptySummary();
    addBlock(summary, block, planned);
    return summary;
  };

/** The same where each block is a group of its own. */
export const summarize = summarizeOf(64);
