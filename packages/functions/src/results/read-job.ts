import { type JobView, jobViewOf } from "@crisscross/core/documents/job-view";
import { type MatrixWishes, matrixOf } from "@crisscross/core/documents/matrix";
import type { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { AppError } from "@crisscross/core/edge/error";
import { type JobEnding, lossesIn } from "@crisscross/core/standing/ending";
import { countOutcomes, ledgerOfCounts } from "@crisscross/core/standing/ledger";
import { countLost, type Loss, type LostBlock, lossesOfBlocks } from "@crisscross/core/standing/loss";
import { addSummary, type Summary } from "@crisscross/core/summary/summary";
import { forEachOf } from "../edges/for-each-of.ts";
import type { BlockStore, Shard } from "./block-store.ts";
import { isDamaged } from "./damage.ts";
import { type DeadReading, deadBlocksOf } from "./dead-blocks.ts";
import type { JobStore, StoredJob } from "./job-store.ts";
import { mergeSeals } from "./merge-seals.ts";
import { addCounts, countsOf, type OutcomeCounts } from "./outcome-counts.ts";
import { type DamageDeps, readBlocks, readCounts } from "./read-blocks.ts";
import { readShardStates, readStoredJob } from "./read-stored-job.ts";
import type { Seal, SealStore } from "./seal-store.ts";
import { corruptBlock, damagedIn, isRolledUp, keyOf } from "./shards.ts";
import { summarizeShard } from "./summarize-shard.ts";

export interface ReadDeps extends DeadReading {
  jobs: Pick<JobStore, "listJobs" | "storedJob">;
  seals: Pick<SealStore, "shardStates" | "summaryText">;
  blocks: Pick<BlockStore, "blockCounts" | "blocks" | "deadBlocks">;
}

const shardsInFlight = 8;

/** Throws AppError: `not-found`, `corrupt` when the job's own record is damaged. */
export async function readState(
  deps: DamageDeps & { jobs: Pick<JobStore, "storedJob"> },
  id: string,
): Promise<StoredJob> {
  const state = await readStoredJob(deps, id);
  if (state === undefined) throw new AppError("not-found", `job: ${JSON.stringify(id)} is not known`);
  return state;
}

/**
 * What became of a job's probes so far, counted without unpacking a block while it runs. Of an ended one it is what the matrix says:
 * counts kept beside what they count may be wrong, and an end is not to change.
 */
export async function readView(deps: ReadDeps, state: StoredJob): Promise<JobView> {
  const { record } = state;
  const { seals, unsealed, lost } = await piecesOf(deps, state);
  const pieces: { counts: OutcomeCounts }[] = [...seals];
  await forEachOf(unsealed, shardsInFlight, async (shard) => {
    for await (const block of readCounts(deps, record, shard))
      if (isDamaged(block)) lost.push(...corruptBlock(record, shard.origin, block.index));
      else pieces.push(block);
  });
  const ending = await endingOf(deps, state, seals, lost);
  const ledger = ledgerOfCounts(record, addCounts(pieces), countLost(lossesIn(ending)));
  const isOpen = ledger.pending > 0 || ending.deadLettered.length > 0;
  if (!state.finish && isOpen) return jobViewOf(record, ledger, ending);
  const whole = await countWhole(deps, state);
  const lostInAll = countLost(lossesIn(whole.ending));
  return jobViewOf(record, ledgerOfCounts(record, addCounts(whole.pieces), lostInAll), whole.ending);
}

/** The outcomes that a matrix of all that is stored would have, block by block where there are no summaries yet. */
async function countWhole(
  deps: ReadDeps,
  state: StoredJob,
): Promise<{ pieces: { counts: OutcomeCounts }[]; ending: JobEnding }> {
  const { record } = state;
  const { seals, unsealed, lost } = await piecesOf(deps, state);
  const merged = await mergeSeals(deps, record, seals);
  const pieces = [{ counts: countOutcomes(merged.summary) }];
  lost.push(...merged.lost);
  for (const shard of unsealed)
    for await (const block of readBlocks(deps, record, shard))
      if (isDamaged(block)) lost.push(...corruptBlock(record, shard.origin, block.index));
      else pieces.push({ counts: countsOf(block) });
  return { pieces, ending: { ...state, damaged: lossesOfBlocks(record, lost) } };
}

/** What is known of a job's end, once all its pieces are read. */
async function endingOf(
  deps: DeadReading,
  state: StoredJob,
  seals: readonly Seal[],
  lost: readonly LostBlock[],
): Promise<Omit<StoredJob, "damaged"> & { damaged: Loss[]; deadLettered: Loss[] }> {
  const { record } = state;
  const dead = await deadBlocksOf(deps, state, seals);
  return {
    ...state,
    damaged: lossesOfBlocks(record, lost),
    deadLettered: lossesOfBlocks(record, dead),
  };
}

/** The matrix of all that is stored so far. */
export async function readMatrix(
  deps: ReadDeps,
  state: StoredJob,
  wishes?: MatrixWishes,
): Promise<MatrixDocument> {
  const { summary, ending } = await readWhole(deps, state);
  return matrixOf(state.record, summary, ending, wishes);
}

async function readWhole(deps: ReadDeps, state: StoredJob): Promise<{ summary: Summary; ending: JobEnding }> {
  const { record } = state;
  const { seals, unsealed, lost } = await piecesOf(deps, state);
  const merged = await mergeSeals(deps, record, seals);
  // Folded as they come: all shards of a large job at once would not fit into a function's memory.
  const whole = merged.summary;
  lost.push(...merged.lost);
  await forEachOf(unsealed, shardsInFlight, async (shard) => {
    const { summary, damaged } = await summarizeShard(deps, record, shard);
    addSummary(whole, summary);
    lost.push(...damaged.flatMap((index) => corruptBlock(record, shard.origin, index)));
  });
  return { summary: whole, ending: await endingOf(deps, state, seals, lost) };
}

/** `lost` are the damaged blocks that are in no seal, unless the job's finish has them among its losses. */
interface Pieces {
  seals: Seal[];
  unsealed: Shard[];
  lost: LostBlock[];
}

/**
 * What a job is read from, disjoint: one roll-up per origin where there is one, else the seals of its shards and the
 * blocks of the shards that are not sealed. The blocks of a sealed shard are never read.
 */
async function piecesOf(deps: ReadDeps, state: StoredJob): Promise<Pieces> {
  const { record, rollUps, finish } = state;
  const lostIn = (seals: readonly Seal[]) => (finish ? [] : damagedIn(record, seals));
  if (rollUps.length === record.spec.origins.length)
    return { seals: rollUps, unsealed: [], lost: lostIn(rollUps) };
  const { seals, started } = await readShardStates(deps, record);
  const sealed = new Set(seals.map(keyOf));
  const isOpen = ({ origin }: { origin: string }) => !isRolledUp(state, origin);
  const all = [...rollUps, ...seals.filter(isOpen)];
  return {
    seals: all,
    unsealed: started.filter((shard) => isOpen(shard) && !sealed.has(keyOf(shard))),
    lost: lostIn(all),
  };
}
