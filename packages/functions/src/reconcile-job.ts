import { finishOf, timeLimitMs } from "@crisscross/core/ending";
import { countLost, type LossReason, lossesOf } from "@crisscross/core/loss";
import type { JobState, ProgressStore } from "./progress-store.ts";
import type { BlockStore } from "./result-store.ts";
import { rollUp } from "./roll-up.ts";
import { sealShards } from "./seal-shards.ts";

export interface ReconcileDeps {
  progress: ProgressStore;
  blocks: Pick<BlockStore, "blockCounts" | "blocks">;
  nowMs(): number;
  /** Whether there is time for one more step. */
  hasTime(): boolean;
  log: {
    sealed(job: string, origin: string, shard: number | "all"): void;
    finished(job: string, state: string, lost: number): void;
  };
}

/** A job's marker is written just before the job; one that stays alone this long belongs to a job that never came. */
const orphanMs = 600_000;

/**
 * Brings one job on as far as what is stored allows: seals complete shards, rolls up complete origins, finishes a
 * job that is complete, cancelled or past its time limit. Every step is one write-once put after which the next run
 * can go on, so a crash between steps is harmless and two runs at once agree.
 */
export async function reconcileJob(
  deps: ReconcileDeps,
  job: { id: string; openedAtMs: number },
): Promise<"open" | "closed"> {
  const { progress, nowMs } = deps;
  const state = await progress.jobState(job.id);
  if (state === undefined && nowMs() - job.openedAtMs < orphanMs) return "open";
  if (state !== undefined && state.finish === undefined && !(await finish(deps, state))) return "open";
  await progress.closeJob(job.id);
  return "closed";
}

/** Whether the job is finished now. */
async function finish(deps: ReconcileDeps, state: JobState): Promise<boolean> {
  const { progress, nowMs, hasTime, log } = deps;
  const { record, cancelled } = state;
  const isOver = cancelled || nowMs() >= timeLimitMs(record);
  if (!(await sealShards(deps, state, isOver))) return false;
  if (!(await rollUp(deps, state, isOver))) return false;
  if (!hasTime()) return false;
  // Read again, as another run may have been first with any of the steps.
  const { rollUps = [] } = (await progress.jobState(record.id)) ?? {};
  const counted = new Map(rollUps.map(({ origin, blocks }) => [origin as string, blocks]));
  const losses = lossesOf(record, counted, await reasons(deps, state, rollUps));
  const ending = finishOf(losses, cancelled, nowMs());
  if ((await progress.putFinish(record.id, ending)) === "stored")
    log.finished(record.id, ending.state, countLost(losses));
  return true;
}

async function reasons(
  { progress }: ReconcileDeps,
  { record, queued, cancelled }: JobState,
  rollUps: JobState["rollUps"],
): Promise<(origin: string, index: number) => LossReason> {
  const key = (origin: string, index: number) => `${origin} ${index}`;
  const dead = new Set<string>();
  for await (const { origin, index } of progress.deadBlocks(record.id)) dead.add(key(origin, index));
  const isEmpty = rollUps.every(({ blocks }) => blocks.every((byte) => byte === 0));
  const otherwise = cancelled ? "cancelled" : queued || !isEmpty ? "deadline passed" : "never queued";
  return (origin, index) => (dead.has(key(origin, index)) ? "dead-lettered" : otherwise);
}
