import type { StoredBlock } from "@crisscross/core/sample/stored-block";
import { addBlock } from "@crisscross/core/summary/summarize";
import { emptySummary, type Summary } from "@crisscross/core/summary/summary";

/** The summary of one block. */
export function summarize(block: StoredBlock): Summary {
  const summary = emptySummary();
  addBlock(summary, block);
  return summary;
}
