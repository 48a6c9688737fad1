import { setTimeout as sleep } from "node:timers/promises";
import { Logger } from "@aws-lambda-powertools/logger";
import { countOf } from "@crisscross/core/metrics/metric-datum";
import { openMetrics } from "./aws/metrics.ts";
import { openProbeTopic } from "./aws/probe-topic.ts";
import { openJobTable } from "./aws/results/job-table.ts";
import { openResultClient } from "./aws/results/result-client.ts";
import { openSeedTables } from "./aws/seed-tables.ts";
import { nowMs } from "./calls/clock.ts";
import { readClientConfig } from "./edges/client-config.ts";
import { batchHandler } from "./edges/process-batch.ts";
import { readVariables, text } from "./edges/variables.ts";
import { logEvent } from "./edges/write-event.ts";
import { JobMessage, planJob } from "./planning/plan-job.ts";

const variables = readVariables({
  AWS_REGION: text,
  RESULTS_TABLE: text,
  PROBE_TOPIC_ARN: text,
  RECORDS_TABLE: text,
  POWERTOOLS_METRICS_NAMESPACE: text,
});

const logger = new Logger({ serviceName: "plan" });

const metrics = openMetrics({
  namespace: variables.POWERTOOLS_METRICS_NAMESPACE,
  region: variables.AWS_REGION,
  homeRegion: variables.AWS_REGION,
  logger,
});

const client = openResultClient(variables.AWS_REGION);
const deps = {
  jobs: openJobTable(client, variables.RESULTS_TABLE),
  topic: openProbeTopic(variables.PROBE_TOPIC_ARN),
  records: openSeedTables(readClientConfig(), variables.RECORDS_TABLE),
  nowMs,
  sleep: (ms: number) => sleep(ms),
};

/** Expands the jobs of an SQS batch into blocks on the probe topic. */
export const handler = batchHandler(logger, {
  schema: JobMessage,
  idsOf: ({ job }) => ({ job }),
  poisoned: () => metrics.publish([countOf("Poison", variables.AWS_REGION)]),
  async handle(message) {
    const { blocks, cancelled } = await planJob(deps, message);
    logEvent(logger, cancelled ? "plan.cancelled" : "job.planned", { blocks });
  },
});
