import type { QueueRedrive, Redrive } from "@crisscross/core/documents/dead-letters";
import { AppError } from "@crisscross/core/edge/error";
import { BlockMessage } from "@crisscross/core/job/block-message";
import { askQueues } from "./ask-queues.ts";
import { readLetter } from "./explain-letter.ts";
import type { Letter, LetterDeps, LetterPlace, LetterQueue } from "./letter-queue.ts";
import { eachBatch, mostTaken } from "./take-letters.ts";

/**
 * Sends the messages of queues back to where they are worked on. Throws AppError: `conflict` while SQS moves those of one of
 * them, `unavailable` when none could be reached.
 */
export async function redriveLetters(
  deps: LetterDeps,
  places: readonly LetterPlace[],
  perSecond: number,
  by: string,
): Promise<Redrive> {
  const { answers, failures } = await askQueues(deps, places, async (place): Promise<QueueRedrive> => {
    const queue = deps.openQueue(place);
    const done = await (place.sourceArn === undefined
      ? sendEach(deps, queue)
      : startMoving(queue, place, perSecond));
    deps.log.redriven(place, done.moved, by);
    return { queue: place.queue, region: place.region, ...done };
  });
  return { redrives: answers, failures };
}

type Done = Omit<QueueRedrive, "queue" | "region">;

/** SQS does it, and knows one task a queue. */
async function startMoving(queue: LetterQueue, place: LetterPlace, perSecond: number): Promise<Done> {
  const before = await queue.lastMove();
  if (before?.state === "RUNNING" || before?.state === "CANCELLING")
    throw new AppError(
      "conflict",
      `queue: ${place.queue} in ${place.region} is being redriven since ${before.startedAt}; wait until that is done`,
    );
  const { count } = await queue.counts();
  await queue.startMove(perSecond);
  const { state, moved = 0 } = (await queue.lastMove()) ?? {};
  return { moved, left: Math.max(0, count - moved), isRunning: state === "RUNNING", kept: [] };
}

/** SQS moves nothing out of what SNS put there, so it is sent block by block: first sent, then deleted. */
async function sendEach(deps: LetterDeps, queue: LetterQueue): Promise<Done> {
  const { count } = await queue.counts();
  const kept = new Map<string, number>();
  let moved = 0;
  await eachBatch(deps, queue, mostTaken, async (letters) => {
    const sent: Letter[] = [];
    for (const letter of letters) {
      const block = readLetter(BlockMessage, letter);
      const reason = "reason" in block ? block.reason : servedBy(deps, block);
      if (reason !== undefined) kept.set(reason, (kept.get(reason) ?? 0) + 1);
      else if (!("reason" in block)) {
        await deps.sendBlock(block.origin, letter.body);
        sent.push(letter);
      }
    }
    await queue.remove(sent);
    moved += sent.length;
  });
  const left = Math.max(0, count - moved);
  return { moved, left, isRunning: false, kept: [...kept].map(([reason, n]) => ({ reason, n })) };
}

/** Why a block cannot be sent; undefined when a queue serves its origin. */
const servedBy = ({ deployed }: LetterDeps, { origin }: BlockMessage): string | undefined =>
  deployed.includes(origin) ? undefined : `no queue serves ${origin}`;
