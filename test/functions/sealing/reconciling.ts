import type { JobEvent } from "@crisscross/core/documents/job-event";
import { epochMs } from "@crisscross/core/edge/time";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { blockCount, planBlock } from "@crisscross/core/job/plan";
import type { Region } from "@crisscross/core/job/regions";
import type { MetricDatum } from "@crisscross/core/metrics/metric-datum";
import type { Damage } from "@crisscross/functions/results/damage";
import { readMatrix, readState, readView } from "@crisscross/functions/results/read-job";
import { openIdleWatch } from "@crisscross/functions/sealing/idle-watch";
import type { ReconcileDeps } from "@crisscross/functions/sealing/reconcile-deps";
import { reconcileJobs } from "@crisscross/functions/sealing/reconcile-open";
import { ranBlock, recordOf } from "../../core/samples.ts";
import { createMemoryStore } from "../results/memory-store.ts";
import { quiet } from "./quiet.ts";

export const origins = ["ap-south-1", "eu-west-2"] as const satisfies Region[];

/** Two origins with 300 blocks of one probe each: a shard of 256 and one of 44. */
export const job: JobRecord = recordOf(
  { origins: [...origins], targets: ["us-west-1"], variants: ["bare"], samples: 300, timeLimitMinutes: 10 },
  1,
);
export const startMs = job.createdAtMs;
export const limitMs = startMs + 10 * 60_000;
export const everyIndex = Array.from({ length: blockCount(job) }, (_, index) => index);

/** A store with the job in it, and reconcile under a clock that tests set. */
export async function open(record = job) {
  const store = createMemoryStore();
  await store.putJob(record);
  await store.markQueued(record);
  const clock = { nowMs: startMs + 1_000, steps: Number.POSITIVE_INFINITY };
  const published: MetricDatum[] = [];
  const planned: string[] = [];
  const told: JobEvent[] = [];
  const deleted: string[] = [];
  const damages: Damage[] = [];
  const deps: ReconcileDeps = {
    jobs: store,
    blocks: store,
    seals: store,
    queue: { send: async (id) => void planned.push(id) },
    watch: openIdleWatch(),
    metrics: { publish: async (data) => void published.push(...data) },
    damaged: (damage) => void damages.push(damage),
    home: "us-east-1",
    nowMs: () => epochMs(clock.nowMs),
    hasTime: () => clock.steps-- > 0,
    purges: store,
    events: { publish: async (event) => void told.push(event) },
    log: { ...quiet.log, deleted: (id) => void deleted.push(id) },
  };
  const put = async (origin: Region, indices: readonly number[]) => {
    for (const index of indices) await store.putBlock(ranBlock(planBlock(record, origin, index)));
  };
  const read = { jobs: store, seals: store, blocks: store, damaged: deps.damaged, nowMs: deps.nowMs };
  return {
    store,
    clock,
    published,
    planned,
    told,
    deleted,
    damages,
    put,
    reconcile: (more: Partial<ReconcileDeps> = {}, only?: string) =>
      reconcileJobs({ ...deps, ...more }, only),
    view: async () => readView(read, await readState(read, record.id)),
    matrix: async () => readMatrix(read, await readState(read, record.id)),
    openIds: async () => (await Array.fromAsync(store.openJobs())).map(({ id }) => id),
  };
}
