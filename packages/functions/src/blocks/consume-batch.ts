import type { Logger } from "@aws-lambda-powertools/logger";
import { epochMs } from "@crisscross/core/edge/time";
import { BlockMessage } from "@crisscross/core/job/block-message";
import { countOf } from "@crisscross/core/metrics/metric-datum";
import type { SQSRecord } from "aws-lambda";
import * as v from "valibot";
import { batchHandler, ComesBack } from "../edges/process-batch.ts";
import { isSigned } from "../edges/sign-block.ts";
import { logEvent } from "../edges/write-event.ts";
import type { BlockId } from "../results/block-store.ts";
import { type ConsumeDeps, consumeBlock } from "./consume-block.ts";
import { neededMsOf } from "./run-block.ts";

const eventOf = {
  stored: "block.stored",
  duplicate: "block.duplicate",
  dropped: "block.dropped",
  postponed: "block.postponed",
} as const;

const idsOf = ({ job, origin, index }: BlockId): BlockId => ({ job, origin, index });

/** Runs the blocks of an SQS batch, one after another, and stores each block once. */
export const consumeBatch = (logger: Logger, deps: ConsumeDeps) =>
  batchHandler(logger, {
    schema: BlockMessage,
    idsOf: (message) => ({ ...idsOf(message) }),
    // Counted and no more: whatever block it says it is, it is none that plan published.
    poisoned: () => deps.metrics.publish([countOf("Poison", deps.region)]),
    async handle(message, { attributes, receiptHandle }, context, later) {
      const delivery = {
        message,
        receipt: receiptHandle,
        receives: Number(attributes.ApproximateReceiveCount),
        enqueuedAtMs: epochMs(Number(attributes.SentTimestamp)),
        firstReceivedAtMs: epochMs(Number(attributes.ApproximateFirstReceiveTimestamp)),
      };
      const timeLeftMs = context.getRemainingTimeInMillis();
      const outcome = await consumeBlock(deps, delivery, timeLeftMs, () => neededMsOfAll(deps, later));
      logEvent(logger, eventOf[outcome], { probes: message.probes.length });
      if (outcome === "postponed") throw new ComesBack();
    },
  });

/** What the messages behind one in its batch need at least. Those that plan did not publish need nothing: no probe waits less for them. */
async function neededMsOfAll({ arrivals }: ConsumeDeps, records: readonly SQSRecord[]): Promise<number> {
  let sum = 0;
  for (const { body } of records) {
    const { success, output } = v.safeParse(v.pipe(v.string(), v.parseJson(), BlockMessage), body);
    if (!success) continue;
    const known = await arrivals.knownJob(output.job);
    if (known && isSigned(known.key, output)) sum += neededMsOf(output);
  }
  return sum;
}
