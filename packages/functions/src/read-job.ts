import { AppError } from "@crisscross/core/error";
import { type JobView, jobViewOf } from "@crisscross/core/job-view";
import { ledgerOfCounts } from "@crisscross/core/ledger";
import { countLost } from "@crisscross/core/loss";
import { type MatrixDocument, matrixOf } from "@crisscross/core/matrix";
import { mergeAll, type Summary } from "@crisscross/core/summary";
import { addCounts } from "./add-counts.ts";
import { forEachOf } from "./for-each-of.ts";
import { mergeSeals } from "./merge-seals.ts";
import type { JobState, ProgressStore, Seal } from "./progress-store.ts";
import type { BlockStore, JobStore, OutcomeCounts, Shard } from "./result-store.ts";
import { isRolledUp, keyOf } from "./shards.ts";
import { summarizeShard } from "./summarize-shard.ts";

export interface ReadDeps {
  jobs: Pick<JobStore, "listJobs">;
  progress: Pick<ProgressStore, "jobState" | "shardStates" | "summaryText">;
  blocks: Pick<BlockStore, "blockCounts" | "blocks">;
}

const shardsInFlight = 8;

/** Throws AppError `not-found`. */
export async function readState({ progress }: Pick<ReadDeps, "progress">, id: string): Promise<JobState> {
  const state = await progress.jobState(id);
  if (state === undefined) throw new AppError("not-found", `job: ${JSON.stringify(id)} is not known`);
  return state;
}

/** What became of a job's probes so far, counted without unpacking a block. */
export async function readView(deps: ReadDeps, state: JobState): Promise<JobView> {
  const { seals, unsealed } = await piecesOf(deps, state);
  const pieces: { counts: OutcomeCounts }[] = [...seals];
  await forEachOf(unsealed, shardsInFlight, async (shard) => {
    for await (const counts of deps.blocks.blockCounts(shard)) pieces.push({ counts });
  });
  const lost = countLost(state.finish?.losses ?? []);
  return jobViewOf(state.record, ledgerOfCounts(state.record, addCounts(pieces), lost), state);
}

/** The matrix of all that is stored so far. */
export async function readMatrix(deps: ReadDeps, state: JobState): Promise<MatrixDocument> {
  const { seals, unsealed } = await piecesOf(deps, state);
  const parts: Summary[] = [await mergeSeals(deps, seals)];
  await forEachOf(unsealed, shardsInFlight, async (shard) => {
    parts.push((await summarizeShard(deps, shard)).summary);
  });
  return matrixOf(state.record, mergeAll(parts), state);
}

/**
 * What a job is read from, disjoint: one roll-up an origin where there is one, else the seals of its shards and the
 * blocks of the shards that are not sealed. The blocks of a sealed shard are never read.
 */
async function piecesOf(deps: ReadDeps, state: JobState): Promise<{ seals: Seal[]; unsealed: Shard[] }> {
  const { record, rollUps } = state;
  if (rollUps.length === record.spec.origins.length) return { seals: rollUps, unsealed: [] };
  const { seals, started } = await deps.progress.shardStates(record.id);
  const sealed = new Set(seals.map(keyOf));
  const isOpen = ({ origin }: { origin: string }) => !isRolledUp(state, origin);
  return {
    seals: [...rollUps, ...seals.filter(isOpen)],
    unsealed: started.filter((shard) => isOpen(shard) && !sealed.has(keyOf(shard))),
  };
}
