import { AppError } from "@crisscross/core/edge/error";
import { limits } from "@crisscross/core/job/job";
import { blockCount } from "@crisscross/core/job/plan";
import { isStuck, metricsOfFinish } from "@crisscross/core/metrics/job-metrics";
import { finishOf, timeLimitMs } from "@crisscross/core/standing/ending";
import { countLost, type LossReason, lossesOf } from "@crisscross/core/standing/loss";
import type { MetricSink } from "../edges/publish-metrics.ts";
import type { JobState, ProgressStore } from "../results/progress-store.ts";
import type { ProgressWatch } from "../results/progress-watch.ts";
import type { DamageDeps } from "../results/read-blocks.ts";
import { readJobState } from "../results/read-progress.ts";
import type { BlockStore } from "../results/result-store.ts";
import { damagedIn } from "../results/shards.ts";
import { rollUp } from "./roll-up.ts";
import { sealShards } from "./seal-shards.ts";

export interface ReconcileDeps extends DamageDeps {
  progress: ProgressStore;
  blocks: Pick<BlockStore, "blockCounts" | "blocks">;
  watch: ProgressWatch;
  metrics: MetricSink;
  /** Where this runs: the origin of what it publishes. */
  home: string;
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
const longestMs = limits.timeLimitMinutes.max * 60_000;

/**
 * Brings one job on as far as what is stored allows: seals complete shards, rolls up complete origins, finishes a
 * job that is complete, cancelled or past its time limit. Every step is one write-once put after which the next run
 * can go on, so a crash between steps is harmless and two runs at once agree. `stuck` is an open job that needs a look.
 */
export async function reconcileJob(
  deps: ReconcileDeps,
  job: { id: string; openedAtMs: number },
): Promise<"open" | "stuck" | "closed"> {
  const { progress, nowMs } = deps;
  const state = await readOrName(deps, job.id);
  // Nothing of it can be told, nor finished: it is looked at for as long as a job can run, in case it is restored.
  if (state === "damaged" && nowMs() - job.openedAtMs < longestMs) return "stuck";
  if (state === undefined && nowMs() - job.openedAtMs < orphanMs) return "open";
  if (state !== undefined && state !== "damaged" && state.finish === undefined) {
    const standing = await finish(deps, state);
    if (standing !== "finished") return standing;
  }
  await progress.closeJob(job.id);
  deps.watch.forget(job.id);
  return "closed";
}

/** A job's own record that is damaged is told of, like any other item. */
async function readOrName(deps: ReconcileDeps, id: string): Promise<JobState | "damaged" | undefined> {
  try {
    return await readJobState(deps, id);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "corrupt") throw error;
    deps.damaged({ item: `job#${id} job`, why: error.message });
    return "damaged";
  }
}

async function finish(deps: ReconcileDeps, state: JobState): Promise<"open" | "stuck" | "finished"> {
  const { progress, nowMs, hasTime, log, metrics, home } = deps;
  const { record, cancelled } = state;
  const isPastLimit = nowMs() >= timeLimitMs(record);
  const isOver = cancelled || isPastLimit;
  const { done, stored } = await sealShards(deps, state, isOver);
  if (!done) return isPastLimit ? "stuck" : "open";
  const planned = blockCount(record) * record.spec.origins.length;
  const idleMs = deps.watch.idleMs(record, stored, nowMs());
  if (!(await rollUp(deps, state, isOver)) || !hasTime())
    return isStuck({ planned, stored, idleMs, isPastLimit }) ? "stuck" : "open";
  // Read again, as another run may have been first with any of the steps.
  const { rollUps = [] } = (await readJobState(deps, record.id)) ?? {};
  if (rollUps.length < record.spec.origins.length) return isPastLimit ? "stuck" : "open";
  const counted = new Map(rollUps.map(({ origin, blocks }) => [origin as string, blocks]));
  const losses = lossesOf(record, counted, await reasons(deps, state, rollUps));
  const ending = finishOf(losses, cancelled, nowMs());
  if ((await progress.putFinish(record.id, ending)) === "stored") {
    log.finished(record.id, ending.state, countLost(losses));
    await metrics.publish(metricsOfFinish(record.spec, ending, home));
  }
  return "finished";
}

async function reasons(
  { progress }: ReconcileDeps,
  { record, queued, cancelled }: JobState,
  rollUps: JobState["rollUps"],
): Promise<(origin: string, index: number) => LossReason> {
  const key = (origin: string, index: number) => `${origin} ${index}`;
  const dead = new Set<string>();
  for await (const { origin, index } of progress.deadBlocks(record.id)) dead.add(key(origin, index));
  const damaged = new Set(damagedIn(record, rollUps).map(({ origin, index }) => key(origin, index)));
  const isEmpty = damaged.size === 0 && rollUps.every(({ blocks }) => blocks.every((byte) => byte === 0));
  const otherwise = cancelled ? "cancelled" : queued || !isEmpty ? "deadline passed" : "never queued";
  return (origin, index) => {
    if (damaged.has(key(origin, index))) return "corrupt";
    return dead.has(key(origin, index)) ? "dead-lettered" : otherwise;
  };
}
