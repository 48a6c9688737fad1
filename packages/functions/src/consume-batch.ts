import type { Logger } from "@aws-lambda-powertools/logger";
import { BlockMessage } from "@crisscross/core/block";
import { countOf } from "@crisscross/core/metric-datum";
import type { SQSRecord } from "aws-lambda";
import * as v from "valibot";
import { type ConsumeDeps, consumeBlock } from "./consume-block.ts";
import { batchHandler } from "./process-batch.ts";
import type { BlockId } from "./progress-store.ts";
import { neededMsOf } from "./run-block.ts";

const eventOf = {
  stored: "block.stored",
  duplicate: "block.duplicate",
  dropped: "block.dropped",
} as const;

const idsOf = ({ job, origin, index }: BlockId): BlockId => ({ job, origin, index });

/** Runs the blocks of an SQS batch, one after another, and stores each block once. */
export const consumeBatch = (logger: Logger, deps: ConsumeDeps) =>
  batchHandler(logger, {
    schema: BlockMessage,
    idsOf: (message) => ({ ...idsOf(message) }),
    // It is sure to be dead-lettered, but perhaps only when its job is over: so it is noted at once.
    async poisoned({ body }) {
      await deps.metrics.publish([countOf("Poison", deps.region)]);
      const block = blockIn(body);
      if (block) await deps.arrivals.noteDead(block, deps.nowMs());
    },
    async handle(message, { attributes }, context, later) {
      const delivery = {
        message,
        receives: Number(attributes.ApproximateReceiveCount),
        enqueuedAtMs: Number(attributes.SentTimestamp),
        firstReceivedAtMs: Number(attributes.ApproximateFirstReceiveTimestamp),
      };
      const timeLeftMs = context.getRemainingTimeInMillis();
      const outcome = await consumeBlock(deps, delivery, timeLeftMs, neededMsOfAll(later));
      logger.info(eventOf[outcome], { probes: message.probes.length });
    },
  });

const { job, origin, index } = BlockMessage.entries;
const Ids = v.pipe(v.string(), v.parseJson(), v.object({ job, origin, index }));

/** Which block a message is that cannot be handled, as far as it says. */
function blockIn(body: string): BlockId | undefined {
  const parsed = v.safeParse(Ids, body);
  return parsed.success ? parsed.output : undefined;
}

/** What the messages behind one in its batch need at least; those that cannot be read need nothing. */
const neededMsOfAll = (records: readonly SQSRecord[]): number =>
  records.reduce((sum, { body }) => {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), BlockMessage), body);
    return parsed.success ? sum + neededMsOf(parsed.output) : sum;
  }, 0);
