import { setTimeout as sleep } from "node:timers/promises";
import { Logger } from "@aws-lambda-powertools/logger";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { openBlockQueue } from "./aws/block-queue.ts";
import { lambdaCallers } from "./aws/measured/lambda-caller.ts";
import { openMetrics } from "./aws/metrics.ts";
import { openReconcile } from "./aws/reconcile-function.ts";
import { openArrivalTable } from "./aws/results/arrival-table.ts";
import { openBlockTable } from "./aws/results/block-table.ts";
import { openResultClient } from "./aws/results/result-client.ts";
import { consumeBatch } from "./blocks/consume-batch.ts";
import { rememberEnded } from "./blocks/remember-ended.ts";
import { nowMs, nowUs } from "./calls/clock.ts";
import { readClientConfig } from "./edges/client-config.ts";
import { openEnvironment } from "./edges/execution-environment.ts";
import { limitedRequests } from "./edges/request-limits.ts";
import { readVariables, text, times, unkindness, wan } from "./edges/variables.ts";
import { logEvent } from "./edges/write-event.ts";

const variables = readVariables({
  AWS_REGION: text,
  RESULTS_TABLE: text,
  RESULTS_REGION: text,
  OUTER_FUNCTION: text,
  RECONCILE_FUNCTION: text,
  POWERTOOLS_METRICS_NAMESPACE: text,
  MAX_RECEIVE_COUNT: times,
  BLOCKS_HELD: times,
  BLOCKS_QUEUE_URL: text,
  // Direct variants call these.
  INNER_FUNCTION: text,
  INNER_DB_FUNCTION: text,
  // Refresh jobs call these.
  ISOLATED_OUTER_FUNCTION: text,
  ISOLATED_INNER_FUNCTION: text,
  ISOLATED_INNER_DB_FUNCTION: text,
  CRISSCROSS_WAN: wan,
  CRISSCROSS_UNKINDNESS: unkindness,
});

const results = openResultClient(variables.RESULTS_REGION);

const logger = new Logger({ serviceName: "consume" });

const metrics = openMetrics({
  namespace: variables.POWERTOOLS_METRICS_NAMESPACE,
  region: variables.AWS_REGION,
  homeRegion: variables.RESULTS_REGION,
  logger,
});

const notAsked = (job: string, error: unknown) => logEvent(logger, "reconcile.notAsked", { job, error });

const { environment, build } = openEnvironment();
let probes = 0;

const deps = {
  names: {
    outer: variables.OUTER_FUNCTION,
    inner: variables.INNER_FUNCTION,
    innerDb: variables.INNER_DB_FUNCTION,
  },
  isolatedNames: {
    outer: variables.ISOLATED_OUTER_FUNCTION,
    inner: variables.ISOLATED_INNER_FUNCTION,
    innerDb: variables.ISOLATED_INNER_DB_FUNCTION,
  },
  callerFor: lambdaCallers(readClientConfig()),
  nowUs,
  nowMs,
  sleep: (ms: number) => sleep(ms),
  deadline: AbortSignal.timeout,
  blocks: openBlockTable(results, variables.RESULTS_TABLE),
  arrivals: rememberEnded(openArrivalTable(results, variables.RESULTS_TABLE)),
  metrics,
  queue: openBlockQueue(variables.BLOCKS_QUEUE_URL),
  reconcile: openReconcile(
    new LambdaClient({ region: variables.RESULTS_REGION, requestHandler: limitedRequests() }),
    variables.RECONCILE_FUNCTION,
    notAsked,
  ),
  notAsked,
  blocksHeld: variables.BLOCKS_HELD,
  maxReceives: variables.MAX_RECEIVE_COUNT,
  wan: variables.CRISSCROSS_WAN,
  ...variables.CRISSCROSS_UNKINDNESS,
  region: variables.AWS_REGION,
  environment,
  build,
  countProbe: () => probes++,
};

/** Runs the blocks of an SQS batch, one after another, and stores each block once. */
export const handler = consumeBatch(logger, deps);
