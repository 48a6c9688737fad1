import { Logger } from "@aws-lambda-powertools/logger";
import { parse } from "@crisscross/core/edge/schema";
import type { Context } from "aws-lambda";
import { openEventTopic } from "./aws/event-topic.ts";
import { openJobsQueue } from "./aws/jobs-queue.ts";
import { openMetrics } from "./aws/metrics.ts";
import { openBlockTable } from "./aws/results/block-table.ts";
import { openJobTable } from "./aws/results/job-table.ts";
import { openPurgeTable } from "./aws/results/purge-table.ts";
import { openResultClient } from "./aws/results/result-client.ts";
import { openSealTable } from "./aws/results/seal-table.ts";
import { nowMs } from "./calls/clock.ts";
import { readVariables, text } from "./edges/variables.ts";
import { logEvent } from "./edges/write-event.ts";
import type { Damage } from "./results/damage.ts";
import { openIdleWatch } from "./sealing/idle-watch.ts";
import { ReconcileMessage } from "./sealing/reconcile-message.ts";
import { reconcileJobs } from "./sealing/reconcile-open.ts";

const variables = readVariables({
  AWS_REGION: text,
  RESULTS_TABLE: text,
  JOBS_QUEUE_URL: text,
  EVENTS_TOPIC_ARN: text,
  POWERTOOLS_METRICS_NAMESPACE: text,
});

const logger = new Logger({ serviceName: "reconcile" });
const client = openResultClient(variables.AWS_REGION);

const deps = {
  jobs: openJobTable(client, variables.RESULTS_TABLE),
  blocks: openBlockTable(client, variables.RESULTS_TABLE),
  seals: openSealTable(client, variables.RESULTS_TABLE),
  purges: openPurgeTable(client, variables.RESULTS_TABLE),
  events: openEventTopic(variables.EVENTS_TOPIC_ARN),
  queue: openJobsQueue(variables.JOBS_QUEUE_URL),
  watch: openIdleWatch(),
  metrics: openMetrics({
    namespace: variables.POWERTOOLS_METRICS_NAMESPACE,
    region: variables.AWS_REGION,
    homeRegion: variables.AWS_REGION,
    logger,
  }),
  damaged: (damage: Damage) => logEvent(logger, "item.damaged", damage),
  home: variables.AWS_REGION,
  nowMs,
  log: {
    sealed: (job: string, origin: string, shard: number | "all") =>
      logEvent(logger, "shard.sealed", { job, origin, shard }),
    finished: (job: string, state: string, lost: number) =>
      logEvent(logger, "job.finished", { job, state, lost }),
    announced: (job: string, event: string) => logEvent(logger, "job.announced", { job, event }),
    deleted: (job: string) => logEvent(logger, "job.deleted", { job }),
  },
};

/** The longest step, rolling an origin of hundreds of shards up, is to end before the function does. */
const stepMs = 20_000;

/** Seals, rolls up and finishes jobs, on a schedule or when api or consume asks. What there is no time for is done the next time. */
export async function handler(event: unknown, context: Context): Promise<void> {
  const { job: only } = parse(ReconcileMessage, event, "event");
  const hasTime = () => context.getRemainingTimeInMillis() > stepMs;
  const { failed, ...counts } = await reconcileJobs({ ...deps, hasTime }, only);
  logEvent(logger, "jobs.reconciled", { ...counts, failed: failed.length });
  for (const { job, error } of failed) logEvent(logger, "reconcile.failed", { job, error });
  if (failed.length > 0)
    throw new Error(`${failed.length} jobs could not be reconciled; the log says which and why`);
}
