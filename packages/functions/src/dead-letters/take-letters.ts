import type { Letter, LetterDeps, LetterQueue } from "./letter-queue.ts";

/** Most messages that one request takes out of a queue. */
export const mostTaken = 100;

/** The API answers within 20 s. */
const longestMs = 10_000;
/** Longer than ten messages take to be dealt with; sending one twice would do no harm. */
const takenSeconds = 10;

/**
 * Hands over messages of a queue, ten at most at a time, until so many were handed over, none comes, or time is up. None is handed
 * over twice. Those that are not deleted are back in ten seconds.
 */
export async function eachBatch(
  { nowMs }: Pick<LetterDeps, "nowMs">,
  queue: LetterQueue,
  most: number,
  take: (letters: readonly Letter[]) => Promise<void>,
): Promise<void> {
  const untilMs = nowMs() + longestMs;
  const seen = new Set<string>();
  while (seen.size < Math.min(most, mostTaken) && nowMs() < untilMs) {
    const letters = (await queue.receive(takenSeconds)).filter(({ messageId }) => !seen.has(messageId));
    if (letters.length === 0) return;
    const taken = letters.slice(0, Math.min(most, mostTaken) - seen.size);
    for (const { messageId } of taken) seen.add(messageId);
    await take(taken);
  }
}
