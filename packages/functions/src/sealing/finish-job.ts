import { keptDaysOf } from "@crisscross/core/job/canary";
import { blockCount } from "@crisscross/core/job/plan";
import { metricsOfFinish } from "@crisscross/core/metrics/job-metrics";
import { isStuck } from "@crisscross/core/metrics/stuck-job";
import { finishOf, timeLimitMs } from "@crisscross/core/standing/ending";
import { countLost, type LossReason, lossesOf } from "@crisscross/core/standing/loss";
import type { StoredJob } from "../results/job-store.ts";
import { readStoredJob } from "../results/read-stored-job.ts";
import { damagedIn } from "../results/shards.ts";
import type { ReconcileDeps } from "./reconcile-deps.ts";
import { rollUp } from "./roll-up.ts";
import { sealShards } from "./seal-shards.ts";

/**
 * Seals and rolls up what is there, and finishes a job whose every origin is rolled up. `stuck` as reconcileJob has it.
 */
export async function finishJob(
  deps: ReconcileDeps,
  state: StoredJob,
): Promise<"open" | "stuck" | "finished"> {
  const { jobs, nowMs, hasTime, log, metrics, home } = deps;
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
  const { rollUps = [] } = (await readStoredJob(deps, record.id)) ?? {};
  if (rollUps.length < record.spec.origins.length) return isPastLimit ? "stuck" : "open";
  const counted = new Map(rollUps.map(({ origin, blocks }) => [origin as string, blocks]));
  const losses = lossesOf(record, counted, await reasons(deps, state, rollUps));
  const ending = finishOf(losses, cancelled, nowMs());
  if ((await jobs.putFinish(record.id, ending, keptDaysOf(record))) === "stored") {
    log.finished(record.id, ending.state, countLost(losses));
    await metrics.publish(metricsOfFinish(record.spec, ending, home));
  }
  return "finished";
}

async function reasons(
  { blocks: store }: ReconcileDeps,
  { record, queued, cancelled }: StoredJob,
  rollUps: StoredJob["rollUps"],
): Promise<(origin: string, index: number) => LossReason> {
  const key = (origin: string, index: number) => `${origin} ${index}`;
  const dead = new Set<string>();
  for await (const { origin, index } of store.deadBlocks(record.id)) dead.add(key(origin, index));
  const damaged = new Set(damagedIn(record, rollUps).map(({ origin, index }) => key(origin, index)));
  const isEmpty = damaged.size === 0 && rollUps.every(({ blocks }) => blocks.every((byte) => byte === 0));
  const otherwise = cancelled ? "cancelled" : queued || !isEmpty ? "deadline passed" : "never queued";
  return (origin, index) => {
    if (damaged.has(key(origin, index))) return "corrupt";
    return dead.has(key(origin, index)) ? "dead-lettered" : otherwise;
  };
}
