import { setTimeout as sleep } from "node:timers/promises";
import { Logger } from "@aws-lambda-powertools/logger";
import { countOf } from "@crisscross/core/metric-datum";
import { openCustomerTables } from "./aws/customer-tables.ts";
import { openMetrics } from "./aws/metrics.ts";
import { openProbeTopic } from "./aws/probe-topic.ts";
import { openProgressTable } from "./aws/progress-table.ts";
import { openResultClient } from "./aws/result-client.ts";
import { openResultTable } from "./aws/result-table.ts";
import { readEnvironment, text } from "./environment.ts";
import { JobMessage, planJob } from "./plan-job.ts";
import { batchHandler } from "./process-batch.ts";

const environment = readEnvironment({
  AWS_REGION: text,
  RESULTS_TABLE: text,
  PROBE_TOPIC_ARN: text,
  RECORDS_TABLE: text,
  POWERTOOLS_METRICS_NAMESPACE: text,
});

const logger = new Logger({ serviceName: "plan" });

const metrics = openMetrics({
  namespace: environment.POWERTOOLS_METRICS_NAMESPACE,
  region: environment.AWS_REGION,
  homeRegion: environment.AWS_REGION,
  logger,
});

const client = openResultClient(environment.AWS_REGION);
const deps = {
  jobs: openResultTable(client, environment.RESULTS_TABLE),
  progress: openProgressTable(client, environment.RESULTS_TABLE),
  topic: openProbeTopic(environment.PROBE_TOPIC_ARN),
  records: openCustomerTables(environment.RECORDS_TABLE),
  nowMs: Date.now,
  sleep: (ms: number) => sleep(ms),
};

/** Expands the jobs of an SQS batch into blocks on the probe topic. */
export const handler = batchHandler(logger, {
  schema: JobMessage,
  idsOf: ({ job }) => ({ job }),
  poisoned: () => metrics.publish([countOf("Poison", environment.AWS_REGION)]),
  async handle(message) {
    const { blocks, cancelled } = await planJob(deps, message);
    logger.info(cancelled ? "plan.cancelled" : "job.planned", { blocks });
  },
});
