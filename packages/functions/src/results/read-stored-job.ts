import type { JobRecord } from "@crisscross/core/job/job-record";
import { blockCount, shardOf } from "@crisscross/core/job/plan";
import { finishFault } from "@crisscross/core/standing/ending";
import type { JobStore, StoredJob } from "./job-store.ts";
import type { DamageDeps } from "./read-blocks.ts";
import type { Seal, SealStore, ShardStates } from "./seal-store.ts";
import { sealFault } from "./shards.ts";

export interface StateReading extends DamageDeps {
  jobs: Pick<JobStore, "storedJob">;
  seals: Pick<SealStore, "shardStates">;
}

/** What is known of a job; damaged items are told of and left out, so that what they stood for is read from what is below. */
export async function readStoredJob(
  deps: Pick<StateReading, "damaged"> & { jobs: Pick<JobStore, "storedJob"> },
  id: string,
): Promise<StoredJob | undefined> {
  const state = await deps.jobs.storedJob(id);
  if (state === undefined) return undefined;
  const { damaged = [], rollUps, finish, ...rest } = state;
  for (const damage of damaged) deps.damaged(damage);
  const why = finish && finishFault(state.record, finish);
  if (why !== undefined) deps.damaged({ item: `finish of job ${id}`, why });
  const ending = finish && why === undefined ? { finish } : {};
  return { ...rest, ...ending, rollUps: soundSeals(deps, state.record, rollUps) };
}

/** As readStoredJob, of a job's shards: only those the plan has. */
export async function readShardStates(deps: ShardReading, record: JobRecord): Promise<ShardStates> {
  const { damaged = [], seals, started } = await deps.seals.shardStates(record.id);
  for (const damage of damaged) deps.damaged(damage);
  const last = shardOf(blockCount(record) - 1);
  const isPlanned = ({ origin, shard }: { origin: string; shard: number }) =>
    shard <= last && record.spec.origins.some((region) => region === origin);
  return { seals: soundSeals(deps, record, seals), started: started.filter(isPlanned) };
}

export type ShardReading = DamageDeps & { seals: Pick<SealStore, "shardStates"> };

function soundSeals(deps: DamageDeps, record: JobRecord, seals: readonly Seal[]): Seal[] {
  return seals.filter((seal) => {
    const why = sealFault(record, seal);
    if (why === undefined) return true;
    deps.damaged({ item: `seal ${seal.shard} of ${seal.origin} of job ${seal.job}`, why });
    return false;
  });
}
