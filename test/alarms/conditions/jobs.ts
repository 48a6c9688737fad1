import { at, atHome, type Condition } from "../condition.ts";
import { probe } from "../places.ts";
import type { Stand } from "../stand.ts";

/** Submits a job whose blocks nobody runs, then lets reconcile look at it as if time had passed. */
async function abandon(stand: Stand, later: string, spec: object): Promise<void> {
  await stand.change("consume", probe, { reservedConcurrency: 0 });
  await stand.system.submit({ origins: [probe], targets: [probe], variants: ["bare"], samples: 1, ...spec });
  await stand.seen("a block without a consume", ({ kind }) => kind === "throttled");
  await stand.change("reconcile", "us-east-1", { module: later });
  await stand.invoke("reconcile");
}

export const jobConditions: readonly Condition[] = [
  {
    name: "a job's time limit passes while its blocks wait",
    rings: [...atHome("completeness"), ...at(probe, "consume-throttles")],
    cause: (stand) => abandon(stand, "reconcile-in-2-minutes", { timeLimitMinutes: 1 }),
    minutes: 7,
    // It says so for an hour.
    clearMinutes: 75,
  },
  {
    name: "a job gains no block for 20 minutes",
    rings: [...atHome("jobs-stuck"), ...at(probe, "consume-throttles")],
    cause: (stand) => abandon(stand, "reconcile-in-20-minutes", {}),
  },
];
