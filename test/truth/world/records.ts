import { epochMs } from "@crisscross/core/edge/time";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { worldStartMs } from "./machine.ts";

/** A simulated job, of one cell and one probe a block unless told otherwise. */
export function recordOf(seed: number, spec: Partial<JobRecord["spec"]> = {}, probesPerBlock = 1): JobRecord {
  return {
    id: `job-${seed}`,
    createdAtMs: epochMs(worldStartMs),
    spec: {
      origins: ["ap-south-1"],
      targets: ["us-west-1"],
      variants: ["db-get"],
      samples: 60,
      seed,
      deadlineMs: 30_000,
      timeLimitMinutes: 60,
      load: { model: "sequential", gapMs: 0 },
      ...spec,
    },
    probesPerBlock,
    estimatedUsd: 0,
    wan: "simulated",
  };
}
