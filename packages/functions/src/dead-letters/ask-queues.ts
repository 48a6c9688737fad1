import type { QueueFailure } from "@crisscross/core/documents/dead-letters";
import { AppError } from "@crisscross/core/edge/error";
import type { LetterDeps, LetterPlace } from "./letter-queue.ts";

/**
 * Asks several queues at once. One that fails is named beside the others' answers; when all fail there is nothing to answer:
 * throws AppError `unavailable`. An AppError that is thrown for one is thrown for all.
 */
export async function askQueues<T>(
  { log }: Pick<LetterDeps, "log">,
  places: readonly LetterPlace[],
  ask: (place: LetterPlace) => Promise<T>,
): Promise<{ answers: T[]; failures: QueueFailure[] }> {
  const answers: T[] = [];
  const failures: QueueFailure[] = [];
  const settled = await Promise.allSettled(places.map(ask));
  for (const [at, result] of settled.entries()) {
    const place = places[at];
    if (place === undefined) continue;
    if (result.status === "fulfilled") {
      answers.push(result.value);
      continue;
    }
    if (result.reason instanceof AppError) throw result.reason;
    log.unreadable(place, result.reason);
    failures.push({ queue: place.queue, region: place.region, reason: nameOf(result.reason) });
  }
  if (answers.length > 0 || places.length === 0) return { answers, failures };
  const why = failures.map(({ queue, region, reason }) => `${queue} in ${region}: ${reason}`).join("; ");
  throw new AppError("unavailable", `no queue could be reached (${why}); try again`);
}

/** An AWS client's errors are told by name; their messages name ARNs. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : String(error));
