import { createHash, randomBytes, randomInt } from "node:crypto";
import { Logger } from "@aws-lambda-powertools/logger";
import { LambdaClient } from "@aws-sdk/client-lambda";
import type { LambdaContext } from "hono/aws-lambda";
import { monitors } from "./aws/cloudwatch-monitor.ts";
import { openJobsQueue } from "./aws/jobs-queue.ts";
import { openLetterQueues } from "./aws/letter-queues.ts";
import { onceAJob, openReconcile } from "./aws/reconcile-function.ts";
import { openBlockTable } from "./aws/results/block-table.ts";
import { openBudgetTable } from "./aws/results/budget-table.ts";
import { openJobTable } from "./aws/results/job-table.ts";
import { openPurgeTable } from "./aws/results/purge-table.ts";
import { openResultClient } from "./aws/results/result-client.ts";
import { openSealTable } from "./aws/results/seal-table.ts";
import { openTokenTable } from "./aws/results/token-table.ts";
import { nowMs } from "./calls/clock.ts";
import { deadLetterQueues, placesIn } from "./dead-letters/places.ts";
import { bundleHash } from "./edges/bundle-hash.ts";
import { limitedRequests } from "./edges/request-limits.ts";
import {
  memoryMb,
  milliseconds,
  network,
  readVariables,
  region,
  regionList,
  text,
  unkindness,
  wan,
} from "./edges/variables.ts";
import { logEvent } from "./edges/write-event.ts";
import { answerEvents, type HttpEvent } from "./http/answer-event.ts";
import { createApp } from "./http/app.ts";
import { checkLaunch } from "./http/check-launch.ts";
import { idRandomBytes, jobIdOf } from "./submit/job-id.ts";
import { stageBudget } from "./submit/stage-budget.ts";
import { hourly } from "./tokens/note-use.ts";
import { secretBytes } from "./tokens/token-text.ts";

const variables = readVariables({
  AWS_REGION: region,
  RESULTS_TABLE: text,
  JOBS_QUEUE_URL: text,
  RECONCILE_FUNCTION: text,
  PROBE_REGIONS: regionList,
  BLOCK_BUDGET_MS: milliseconds,
  MEMORY_MB: memoryMb,
  DAILY_BUDGET: stageBudget,
  POWERTOOLS_METRICS_NAMESPACE: text,
  ALARM_PREFIX: text,
  DASHBOARD: text,
  DEAD_LETTER_QUEUES: deadLetterQueues,
  CRISSCROSS_WAN: wan,
  CRISSCROSS_UNKINDNESS: unkindness,
  CRISSCROSS_NETWORK: network,
});

const logger = new Logger({ serviceName: "api" });
const client = openResultClient(variables.AWS_REGION);

const tokens = openTokenTable(client, variables.RESULTS_TABLE);
const jobs = openJobTable(client, variables.RESULTS_TABLE);
const blocks = openBlockTable(client, variables.RESULTS_TABLE);

const app = createApp({
  tokens,
  newSecret: () => randomBytes(secretBytes),
  noteUse: hourly({
    tokens,
    nowMs,
    notNoted: (token, error) => logEvent(logger, "token.notNoted", { token, error }),
  }),
  budgets: openBudgetTable(client, variables.RESULTS_TABLE),
  stageBudget: variables.DAILY_BUDGET,
  notGivenBack: (job, error) => logEvent(logger, "budget.notGivenBack", { job, error }),
  jobs,
  blocks,
  seals: openSealTable(client, variables.RESULTS_TABLE),
  purges: openPurgeTable(client, variables.RESULTS_TABLE),
  queue: openJobsQueue(variables.JOBS_QUEUE_URL),
  reconcile: onceAJob(
    openReconcile(
      new LambdaClient({ requestHandler: limitedRequests() }),
      variables.RECONCILE_FUNCTION,
      (job, error) => logEvent(logger, "reconcile.notAsked", { job, error }),
    ),
  ),
  deployed: variables.PROBE_REGIONS,
  home: variables.AWS_REGION,
  blockBudgetMs: variables.BLOCK_BUDGET_MS,
  memoryMb: variables.MEMORY_MB,
  wan: variables.CRISSCROSS_WAN,
  ...variables.CRISSCROSS_UNKINDNESS,
  network: variables.CRISSCROSS_NETWORK,
  nowMs,
  newId: (epochMs) => jobIdOf(epochMs, randomBytes(idRandomBytes)),
  newSeed: () => randomInt(2 ** 32),
  monitor: {
    monitorIn: monitors(),
    home: variables.AWS_REGION,
    deployed: variables.PROBE_REGIONS,
    alarmPrefix: variables.ALARM_PREFIX,
    namespace: variables.POWERTOOLS_METRICS_NAMESPACE,
    dashboard: variables.DASHBOARD,
    nowMs,
    unreadable: (region, error) => logEvent(logger, "region.unreadable", { region, error }),
  },
  letters: {
    ...openLetterQueues(variables.DEAD_LETTER_QUEUES),
    ...{ jobs, blocks, nowMs },
    places: placesIn(variables.DEAD_LETTER_QUEUES, variables.PROBE_REGIONS),
    deployed: variables.PROBE_REGIONS,
    log: {
      unreadable: ({ queue, region }, error) =>
        logEvent(logger, "letters.unreadable", { queue, region, error }),
      redriven: ({ queue, region }, moved, principal) =>
        logEvent(logger, "letters.redriven", { queue, region, moved, principal }),
      dropped: ({ queue, region }, { messageId: letter }, { job, origin, index }, reason, principal) =>
        logEvent(logger, "letter.dropped", { queue, region, letter, job, origin, index, reason, principal }),
    },
  },
  release: bundleHash,
  hash: (body) => createHash("sha256").update(body).digest("hex"),
  damaged: (damage) => logEvent(logger, "item.damaged", damage),
  log: {
    submitted: (job, planned, repeated) => logEvent(logger, "job.submitted", { job, planned, repeated }),
    cancelled: (job) => logEvent(logger, "job.cancelled", { job }),
    purged: (job) => logEvent(logger, "job.purged", { job }),
    tokenCreated: (token, principal) => logEvent(logger, "token.created", { token, principal }),
    tokenRevoked: (token, principal) => logEvent(logger, "token.revoked", { token, principal }),
    failed: (error, request, requestId) => logEvent(logger, "request.failed", { request, requestId, error }),
  },
});

const respond = answerEvents(app);

/** Serves the HTTP API's routes. Throws when the canary's schedule asked, and its job was not launched. */
export const handler = async (event: HttpEvent, context: LambdaContext) => {
  const answer = await respond(event, context);
  checkLaunch(event.requestContext, answer);
  return answer;
};
