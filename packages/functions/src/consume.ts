import { Logger } from "@aws-lambda-powertools/logger";
import { BlockMessage } from "@crisscross/core/block";
import * as v from "valibot";
import { lambdaCallers } from "./aws/lambda-caller.ts";
import { openProgressTable } from "./aws/progress-table.ts";
import { openResultClient } from "./aws/result-client.ts";
import { openResultTable } from "./aws/result-table.ts";
import { nowUs } from "./clock.ts";
import { consumeBlock } from "./consume-block.ts";
import { readEnvironment, text, times, wan } from "./environment.ts";
import { batchHandler } from "./process-batch.ts";
import { openSandbox } from "./sandbox.ts";

const environment = readEnvironment({
  AWS_REGION: text,
  RESULTS_TABLE: text,
  RESULTS_REGION: text,
  OUTER_FUNCTION: text,
  MAX_RECEIVE_COUNT: times,
  // Only direct variants call these. Where they are not named Lambda refuses the call, and the sample says so.
  INNER_FUNCTION: v.optional(text, "unnamed"),
  INNER_DB_FUNCTION: v.optional(text, "unnamed"),
  CRISSCROSS_WAN: wan,
});

const results = openResultClient(environment.RESULTS_REGION);

const logger = new Logger({ serviceName: "consume" });

const deps = {
  names: {
    outer: environment.OUTER_FUNCTION,
    inner: environment.INNER_FUNCTION,
    innerDb: environment.INNER_DB_FUNCTION,
  },
  callerFor: lambdaCallers(),
  nowUs,
  nowMs: Date.now,
  deadline: AbortSignal.timeout,
  blocks: openResultTable(results, environment.RESULTS_TABLE),
  arrivals: openProgressTable(results, environment.RESULTS_TABLE),
  maxReceives: environment.MAX_RECEIVE_COUNT,
  wan: environment.CRISSCROSS_WAN,
  region: environment.AWS_REGION,
  environment: openSandbox().environment,
};

const idsOf = ({ job, origin, index }: BlockMessage) => ({ job, origin, index });

/** Runs the blocks of an SQS batch, one probe after another, and stores each block once. */
export const handler = batchHandler(logger, {
  schema: BlockMessage,
  idsOf,
  async handle(message, { attributes }, context) {
    const delivery = {
      message,
      receives: Number(attributes.ApproximateReceiveCount),
      enqueuedAtMs: Number(attributes.SentTimestamp),
      firstReceivedAtMs: Number(attributes.ApproximateFirstReceiveTimestamp),
    };
    const outcome = await consumeBlock(deps, delivery, context.getRemainingTimeInMillis());
    const { receives } = delivery;
    logger.info(`block.${outcome}`, { ...idsOf(message), receives, probes: message.probes.length });
  },
});
