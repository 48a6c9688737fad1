import type { JobEvent } from "@crisscross/core/documents/job-event";
import type { EpochMs } from "@crisscross/core/edge/time";
import type { MetricSink } from "../edges/publish-metrics.ts";
import type { BlockStore } from "../results/block-store.ts";
import type { JobStore } from "../results/job-store.ts";
import type { PurgeStore } from "../results/purge-store.ts";
import type { DamageDeps } from "../results/read-blocks.ts";
import type { SealStore } from "../results/seal-store.ts";
import type { IdleWatch } from "./idle-watch.ts";

/** What bringing jobs on needs. */
export interface ReconcileDeps extends DamageDeps {
  jobs: Pick<JobStore, "storedJob" | "openJobs" | "closeJob" | "putFinish" | "putAnnounced">;
  purges: Pick<PurgeStore, "purges" | "deleteData" | "closePurge">;
  /** The topic of events. */
  events: { publish(event: JobEvent): Promise<void> };
  blocks: Pick<BlockStore, "blockCounts" | "blocks" | "deadBlocks">;
  seals: SealStore;
  /** Has plan publish a job's next blocks. */
  queue: { send(job: string): Promise<void> };
  watch: IdleWatch;
  metrics: MetricSink;
  /** Where this runs: the origin of what it publishes. */
  home: string;
  nowMs(): EpochMs;
  /** Whether there is time for one more step. */
  hasTime(): boolean;
  log: {
    sealed(job: string, origin: string, shard: number | "all"): void;
    finished(job: string, state: string, lost: number): void;
    announced(job: string, event: string): void;
    deleted(job: string): void;
  };
}
