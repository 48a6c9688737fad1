import { createHash, randomBytes, randomInt } from "node:crypto";
import { Logger } from "@aws-lambda-powertools/logger";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { handle, type LambdaContext, type LambdaEvent } from "hono/aws-lambda";
import { monitors } from "./aws/cloudwatch-monitor.ts";
import { openJobsQueue } from "./aws/jobs-queue.ts";
import { onceAJob, openReconcile } from "./aws/reconcile-function.ts";
import { openBlockTable } from "./aws/results/block-table.ts";
import { openJobTable } from "./aws/results/job-table.ts";
import { openResultClient } from "./aws/results/result-client.ts";
import { openSealTable } from "./aws/results/seal-table.ts";
import { nowMs } from "./calls/clock.ts";
import { memoryMb, milliseconds, readEnvironment, regionList, text, wan } from "./edges/environment.ts";
import { logEvent } from "./edges/log-event.ts";
import { createApp } from "./http/app.ts";
import { idRandomBytes, jobIdOf } from "./submit/job-id.ts";

const environment = readEnvironment({
  AWS_REGION: text,
  RESULTS_TABLE: text,
  JOBS_QUEUE_URL: text,
  RECONCILE_FUNCTION: text,
  PROBE_REGIONS: regionList,
  BLOCK_BUDGET_MS: milliseconds,
  MEMORY_MB: memoryMb,
  POWERTOOLS_METRICS_NAMESPACE: text,
  ALARM_PREFIX: text,
  DASHBOARD: text,
  CRISSCROSS_WAN: wan,
});

const logger = new Logger({ serviceName: "api" });
const client = openResultClient(environment.AWS_REGION);

const app = createApp({
  jobs: openJobTable(client, environment.RESULTS_TABLE),
  blocks: openBlockTable(client, environment.RESULTS_TABLE),
  seals: openSealTable(client, environment.RESULTS_TABLE),
  queue: openJobsQueue(environment.JOBS_QUEUE_URL),
  reconcile: onceAJob(
    openReconcile(new LambdaClient({}), environment.RECONCILE_FUNCTION, (job, error) =>
      logEvent(logger, "reconcile.notAsked", { job, error }),
    ),
  ),
  deployed: environment.PROBE_REGIONS,
  blockBudgetMs: environment.BLOCK_BUDGET_MS,
  memoryMb: environment.MEMORY_MB,
  wan: environment.CRISSCROSS_WAN,
  nowMs,
  newId: (epochMs) => jobIdOf(epochMs, randomBytes(idRandomBytes)),
  newSeed: () => randomInt(2 ** 32),
  monitor: {
    monitorIn: monitors(),
    home: environment.AWS_REGION,
    deployed: environment.PROBE_REGIONS,
    alarmPrefix: environment.ALARM_PREFIX,
    namespace: environment.POWERTOOLS_METRICS_NAMESPACE,
    dashboard: environment.DASHBOARD,
    nowMs,
    unreadable: (region, error) => logEvent(logger, "region.unreadable", { region, error }),
  },
  hash: (body) => createHash("sha256").update(body).digest("hex"),
  damaged: (damage) => logEvent(logger, "item.damaged", damage),
  log: {
    submitted: (job, planned, repeated) => logEvent(logger, "job.submitted", { job, planned, repeated }),
    cancelled: (job) => logEvent(logger, "job.cancelled", { job }),
    failed: (error, request) => logEvent(logger, "request.failed", { request, error }),
  },
});

// The adapter would take NDJSON for binary; what is really compressed says so by its encoding.
const respond = handle(app, { isContentTypeBinary: () => false });

/** API Gateway's payload format 2.0. */
type HttpEvent = Extract<LambdaEvent, { routeKey: string }>;

/** Serves the HTTP API's routes. */
export const handler = (event: HttpEvent, context: LambdaContext) => {
  // The adapter builds a Request, which refuses a body on a GET.
  const body = event.requestContext.http.method === "POST" ? event.body : null;
  return respond({ ...event, body }, context);
};
