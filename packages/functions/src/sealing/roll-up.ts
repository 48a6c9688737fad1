import { AppError } from "@crisscross/core/edge/error";
import { blocksPerShard } from "@crisscross/core/job/block-message";
import { blockCount, shardOf } from "@crisscross/core/job/plan";
import { type BlockSet, blockSetOf, blocksIn } from "@crisscross/core/sample/block-set";
import { outcomes } from "@crisscross/core/sample/call";
import { countOutcomes } from "@crisscross/core/standing/ledger";
import type { StoredJob } from "../results/job-store.ts";
import { mergeSeals } from "../results/merge-seals.ts";
import { addCounts } from "../results/outcome-counts.ts";
import { readShardStates } from "../results/read-stored-job.ts";
import type { Rebuilt } from "../results/rebuild-seal.ts";
import type { Seal } from "../results/seal-store.ts";
import { firstBlockOf, isRolledUp } from "../results/shards.ts";
import { placeSeal } from "./place-seal.ts";
import type { ReconcileDeps } from "./reconcile-deps.ts";

/**
 * Rolls the seals of each origin up into one: of an origin whose every shard is sealed, or of any once the job is
 * over. True when every origin is rolled up.
 */
export async function rollUp(deps: ReconcileDeps, state: StoredJob, isOver: boolean): Promise<boolean> {
  const { record } = state;
  const shards = shardOf(blockCount(record) - 1) + 1;
  const { seals } = await readShardStates(deps, record);
  let left = 0;
  for (const origin of record.spec.origins) {
    if (isRolledUp(state, origin)) continue;
    const parts = seals.filter((seal) => seal.origin === origin);
    if ((parts.length < shards && !isOver) || !deps.hasTime()) {
      left++;
      continue;
    }
    const merged = await mergeSeals(deps, record, parts);
    const place = { job: record.id, origin, shard: "all" as const };
    await placeSeal(deps, record, { ...place, ...joined(parts, merged, shards) }, merged.summary);
  }
  return left === 0;
}

/** What is rolled up is never read from its parts again, so a part that got lost on the way must not pass. */
function joined(
  parts: readonly Seal[],
  { summary, lost }: Rebuilt,
  shards: number,
): Pick<Seal, "counts" | "blocks" | "damaged"> {
  const counts = countOutcomes(summary);
  const said = addCounts(parts);
  if (lost.length === 0 && outcomes.some((outcome) => counts[outcome] !== said[outcome]))
    throw new AppError(
      "corrupt",
      `seals count ${JSON.stringify(said)}, their summaries ${JSON.stringify(counts)}`,
    );
  const setOf = (blocks: Iterable<number>) => blockSetOf(blocks, shards * blocksPerShard);
  const blocks = new Set(indicesIn(parts, (seal) => seal.blocks));
  const damaged = new Set(indicesIn(parts, (seal) => seal.damaged));
  for (const { index } of lost) {
    blocks.delete(index);
    damaged.add(index);
  }
  return { counts, blocks: setOf(blocks), ...(damaged.size > 0 && { damaged: setOf(damaged) }) };
}

const indicesIn = (parts: readonly Seal[], setOf: (seal: Seal) => BlockSet | undefined): number[] =>
  parts.flatMap((seal) =>
    [...blocksIn(setOf(seal) ?? new Uint8Array())].map((place) => firstBlockOf(seal) + place),
  );
