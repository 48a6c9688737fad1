import type { Drop } from "@crisscross/core/documents/dead-letters";
import { AppError } from "@crisscross/core/edge/error";
import { subjectOf } from "./explain-letter.ts";
import type { LetterDeps, LetterPlace } from "./letter-queue.ts";
import { eachBatch } from "./take-letters.ts";

/**
 * Deletes messages of one queue, `most` at most, and logs of each what it was, why it was dropped and by whom: before it is
 * deleted, so that none goes unrecorded. Throws AppError `unavailable`.
 */
export async function dropLetters(
  deps: LetterDeps,
  place: LetterPlace,
  { reason, most, by }: { reason: string; most: number; by: string },
): Promise<Drop> {
  const { queue, region } = place;
  const letters = deps.openQueue(place);
  try {
    const { count } = await letters.counts();
    let dropped = 0;
    await eachBatch(deps, letters, most, async (batch) => {
      for (const letter of batch) deps.log.dropped(place, letter, subjectOf(place, letter), reason, by);
      dropped += batch.length - (await letters.remove(batch)).length;
    });
    return { queue, region, reason, dropped, left: Math.max(0, count - dropped) };
  } catch (cause) {
    deps.log.unreadable(place, cause);
    throw new AppError("unavailable", `queue: ${queue} in ${region} could not be emptied; try again`, {
      cause,
    });
  }
}
