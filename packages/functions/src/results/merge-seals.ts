import { AppError } from "@crisscross/core/edge/error";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { outcomes } from "@crisscross/core/sample/call";
import { countOutcomes } from "@crisscross/core/standing/ledger";
import type { LostBlock } from "@crisscross/core/standing/loss";
import { addSummary, emptySummary, type Summary } from "@crisscross/core/summary/summary";
import { decodeSummary, isOutdated } from "@crisscross/core/summary/summary-text";
import { forEachOf } from "../edges/for-each-of.ts";
import type { BlockReading } from "./read-blocks.ts";
import { type Rebuilt, rebuildSeal } from "./rebuild-seal.ts";
import type { Seal, SealStore } from "./seal-store.ts";

/** Merging a few at a time keeps a job of hundreds of shards within a function's memory. */
const seatsInMemory = 8;

/** Blocks are read only where a summary was stored in an older form, or is damaged. */
interface MergeDeps extends BlockReading {
  seals: Pick<SealStore, "summaryText">;
}

/**
 * The summaries of disjoint seals, merged. The order they arrive in leaves no trace. `lost` are blocks of damaged
 * summaries that are damaged as well.
 */
export async function mergeSeals(
  deps: MergeDeps,
  record: JobRecord,
  seals: readonly Seal[],
): Promise<Rebuilt> {
  const whole = emptySummary();
  const lost: LostBlock[] = [];
  await forEachOf(seals, seatsInMemory, async (seal) => {
    const stored = await readStored(deps, seal);
    const made = stored === undefined ? await rebuildSeal(deps, record, seal) : { summary: stored, lost: [] };
    lost.push(...made.lost);
    addSummary(whole, made.summary);
  });
  return { summary: whole, lost };
}

/** Undefined for a summary that has to be made again; a damaged one is told of. */
async function readStored({ seals, damaged }: MergeDeps, seal: Seal): Promise<Summary | undefined> {
  try {
    const text = await seals.summaryText(seal);
    if (isOutdated(text)) return undefined;
    const summary = decodeSummary(text);
    checkCounts(seal, summary);
    return summary;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "corrupt") throw error;
    const { job, origin, shard } = seal;
    damaged({ item: `summary of seal ${shard} of ${origin} of job ${job}`, why: error.message });
    return undefined;
  }
}

function checkCounts({ origin, counts }: Seal, summary: Summary): void {
  const counted = countOutcomes(summary);
  const isOfOrigin = [...summary.cells.keys()].every((key) => key.startsWith(`${origin} `));
  if (isOfOrigin && outcomes.every((outcome) => counts[outcome] === counted[outcome])) return;
  throw new AppError(
    "corrupt",
    `its seal counts ${JSON.stringify(counts)}, the summary ${JSON.stringify(counted)}`,
  );
}
