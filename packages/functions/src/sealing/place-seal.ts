import type { EpochMs } from "@crisscross/core/edge/time";
import { keptDaysOf } from "@crisscross/core/job/canary";
import type { JobRecord } from "@crisscross/core/job/job-record";
import type { Summary } from "@crisscross/core/summary/summary";
import { encodeSummary } from "@crisscross/core/summary/summary-text";
import { readShardStates, readStoredJob, type StateReading } from "../results/read-stored-job.ts";
import type { Seal, SealStore } from "../results/seal-store.ts";
import { isRolledUp, keyOf } from "../results/shards.ts";

interface PlaceDeps extends StateReading {
  seals: Pick<SealStore, "shardStates" | "putSeal" | "removeSeal">;
  nowMs(): EpochMs;
  log: { sealed(job: string, origin: string, shard: number | "all"): void };
}

/** Stores a seal, once. One that is there already stays, unless it is damaged: then it makes room. */
export async function placeSeal(
  deps: PlaceDeps,
  record: JobRecord,
  seal: Omit<Seal, "summary">,
  summary: Summary,
): Promise<void> {
  const text = encodeSummary(summary);
  const put = async () =>
    (await deps.seals.putSeal(seal, text, deps.nowMs(), keptDaysOf(record))) === "stored";
  if (!(await put())) {
    if (await isThere(deps, record, seal)) return;
    await deps.seals.removeSeal(seal);
    if (!(await put())) return;
  }
  deps.log.sealed(seal.job, seal.origin, seal.shard);
}

async function isThere(
  deps: PlaceDeps,
  record: JobRecord,
  { origin, shard }: Omit<Seal, "summary">,
): Promise<boolean> {
  if (shard === "all") return isRolledUp((await readStoredJob(deps, record.id)) ?? { rollUps: [] }, origin);
  const { seals } = await readShardStates(deps, record);
  return seals.some((seal) => keyOf(seal) === keyOf({ origin, shard }));
}
