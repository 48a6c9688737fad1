import { blocksPerShard } from "@crisscross/core/block";
import type { BlockSet } from "@crisscross/core/block-set";
import { outcomes } from "@crisscross/core/call";
import { AppError } from "@crisscross/core/error";
import { countOutcomes } from "@crisscross/core/ledger";
import { blockCount, shardOf } from "@crisscross/core/plan";
import { encodeSummary } from "@crisscross/core/summary";
import { addCounts } from "./add-counts.ts";
import { mergeSeals } from "./merge-seals.ts";
import type { JobState, Seal } from "./progress-store.ts";
import type { ReconcileDeps } from "./reconcile-job.ts";
import type { OutcomeCounts } from "./result-store.ts";
import { isRolledUp } from "./shards.ts";

/**
 * Rolls the seals of each origin up into one: of an origin whose every shard is sealed, or of any once the job is
 * over. True when every origin is rolled up.
 */
export async function rollUp(deps: ReconcileDeps, state: JobState, isOver: boolean): Promise<boolean> {
  const { record } = state;
  const shards = shardOf(blockCount(record) - 1) + 1;
  const { seals } = await deps.progress.shardStates(record.id);
  let left = 0;
  for (const origin of record.spec.origins) {
    if (isRolledUp(state, origin)) continue;
    const parts = seals.filter((seal) => seal.origin === origin);
    if ((parts.length < shards && !isOver) || !deps.hasTime()) {
      left++;
      continue;
    }
    const whole = {
      job: record.id,
      origin,
      shard: "all" as const,
      counts: addCounts(parts),
      blocks: joinBlocks(parts, shards),
    };
    const summary = await mergeSeals(deps, parts);
    checkCounts(whole, countOutcomes(summary));
    if ((await deps.progress.putSeal(whole, encodeSummary(summary), deps.nowMs())) === "stored")
      deps.log.sealed(record.id, origin, "all");
  }
  return left === 0;
}

/** What is rolled up is never read from its parts again, so a part that got lost on the way must not pass. */
function checkCounts({ job, origin, counts }: Omit<Seal, "summary">, merged: OutcomeCounts): void {
  if (outcomes.every((outcome) => counts[outcome] === merged[outcome])) return;
  const said = `${JSON.stringify(counts)} by its seals and ${JSON.stringify(merged)} by their summaries`;
  throw new AppError("corrupt", `origin ${origin} of job ${job} has ${said}`);
}

/** A shard's blocks fill whole bytes, so the sets of an origin's shards stand one after another. */
function joinBlocks(parts: readonly Seal[], shards: number): BlockSet {
  const bytes = blocksPerShard / 8;
  const whole = new Uint8Array(shards * bytes);
  for (const { shard, blocks } of parts) if (shard !== "all") whole.set(blocks, shard * bytes);
  return whole;
}
