import { seededRandom, seedOf } from "@crisscross/core/edge/random";
import { epochMs } from "@crisscross/core/edge/time";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { openIdleWatch } from "@crisscross/functions/sealing/idle-watch";
import type { ReconcileDeps } from "@crisscross/functions/sealing/reconcile-deps";
import { reconcileJob } from "@crisscross/functions/sealing/reconcile-job";
import { noDamage } from "../../functions/results/all-sound.ts";
import { quiet } from "../../functions/sealing/quiet.ts";
import { worldStartMs } from "./machine.ts";

const minuteMs = 60_000;

/** Reconciles a job every minute until it is closed. Half of the runs are cut short, at a step the seed picks. */
export async function reconcile(
  store: ReconcileDeps["jobs"] & ReconcileDeps["blocks"] & ReconcileDeps["seals"],
  record: JobRecord,
  fromMs = worldStartMs,
): Promise<void> {
  const random = seededRandom(seedOf(record.spec.seed, "reconcile"));
  const watch = openIdleWatch();
  const lastMs = worldStartMs + (record.spec.timeLimitMinutes + 60) * minuteMs;
  for (let nowMs = fromMs; nowMs < lastMs; nowMs += minuteMs) {
    let steps = random() < 0.5 ? Math.floor(random() * 4) : Number.POSITIVE_INFINITY;
    const deps = {
      jobs: store,
      blocks: store,
      seals: store,
      queue: { send: async () => {} },
      watch,
      metrics: { publish: async () => {} },
      ...noDamage,
      home: "us-east-1",
      nowMs: () => epochMs(nowMs),
      hasTime: () => steps-- > 0,
      ...quiet,
    };
    const job = { id: record.id, openedAtMs: record.createdAtMs };
    if ((await reconcileJob(deps, job, true)) === "closed") return;
  }
  throw new Error(`${record.id} is not closed an hour after its time limit`);
}
