import type { DeadLetter, DeadLetterList, DeadQueue } from "@crisscross/core/documents/dead-letters";
import { isoOf } from "@crisscross/core/edge/instant";
import { askQueues } from "./ask-queues.ts";
import { openExplainer } from "./explain-letter.ts";
import { holdsOf, type LetterDeps, type LetterPlace } from "./letter-queue.ts";

/** Long enough that one look sees no message twice; a message that was looked at is back before a person has read of it. */
const lookSeconds = 2;

/** Every queue of dead letters with a sample of what is in it. Looking takes nothing out. Throws AppError `unavailable`. */
export async function listLetters(deps: LetterDeps): Promise<DeadLetterList> {
  const explain = openExplainer(deps);
  const { answers, failures } = await askQueues(deps, deps.places, (place) =>
    readQueue(deps, place, explain),
  );
  return { count: answers.reduce((sum, { count }) => sum + count, 0), queues: answers, failures };
}

async function readQueue(
  deps: LetterDeps,
  place: LetterPlace,
  explain: ReturnType<typeof openExplainer>,
): Promise<DeadQueue> {
  const queue = deps.openQueue(place);
  const [counts, move] = await Promise.all([
    queue.counts(),
    place.sourceArn === undefined ? undefined : queue.lastMove(),
  ]);
  // Waiting for messages where there seem to be none would hold up the answer.
  const letters = counts.count > 0 ? await queue.receive(lookSeconds) : [];
  const sample: DeadLetter[] = [];
  for (const letter of letters) {
    const { messageId, sentAtMs, receives } = letter;
    sample.push({ messageId, sentAt: isoOf(sentAtMs), receives, ...(await explain(place, letter)) });
  }
  const count = Math.max(counts.count, letters.length);
  const oldestMs = Math.min(...letters.map(({ sentAtMs }) => sentAtMs));
  return {
    queue: place.queue,
    region: place.region,
    holds: holdsOf(place),
    count,
    hidden: counts.hidden,
    ...(letters.length > 0 && { oldestSeconds: Math.max(0, Math.floor((deps.nowMs() - oldestMs) / 1_000)) }),
    isWhole: letters.length === count,
    sample: sample.toSorted((a, b) => Number(a.sentAt > b.sentAt) - Number(a.sentAt < b.sentAt)),
    ...(move && { move }),
  };
}
