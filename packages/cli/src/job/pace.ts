import type { JobView } from "@crisscross/core/documents/job-view";
import type { MonotonicMs } from "@crisscross/core/edge/time";
import { storedIn } from "./job-progress.ts";

/** Where a job is heading if it goes on storing as it has. */
export interface Projection {
  /** From now to the last result. */
  leftMs: number;
  /** Probes that will be pending when the time limit is over; 0 if it ends before. */
  late: number;
  /** From now to the time limit. */
  limitMs: number;
  /** The time limit, in minutes, that would have been enough. */
  neededMinutes: number;
}

/** A job stores by blocks and starts cold: less than this says little of its pace. */
const least = { observedMs: 20_000, changes: 4 };

/** The pace of a job made `ageMs` ago: hand in each answer, and take what follows, once there is enough to go by. */
export function createPace(
  monotonicMs: () => MonotonicMs,
  ageMs: number,
): (view: JobView) => Projection | undefined {
  const submittedMs = monotonicMs() - ageMs;
  let first: { ms: number; stored: number } | undefined;
  let last: { ms: number; stored: number } | undefined;
  let changes = 0;
  return (view) => {
    const atMs = monotonicMs();
    const stored = storedIn(view);
    if (stored > (last?.stored ?? 0)) {
      last = { ms: atMs, stored };
      first ??= last;
      changes++;
    }
    if (!first || !last || changes < least.changes || last.ms - first.ms < least.observedMs) return undefined;
    const perMs = (last.stored - first.stored) / (last.ms - first.ms);
    const { pending } = view.ledger;
    const elapsedMs = atMs - submittedMs;
    const leftMs = pending / perMs;
    const limitMs = Math.max(0, view.spec.timeLimitMinutes * 60_000 - elapsedMs);
    return {
      leftMs,
      limitMs,
      late: Math.max(0, Math.round(pending - perMs * limitMs)),
      neededMinutes: Math.ceil((elapsedMs + leftMs) / 60_000),
    };
  };
}

/**
 * A first idea of the ms that are left: as if the rest came as fast as what was stored since the first results. Those took
 * starting as well, and so say nothing. Undefined until there are more.
 */
export function createGuess(monotonicMs: () => MonotonicMs): (view: JobView) => number | undefined {
  let before: number | undefined;
  let first: { ms: number; stored: number } | undefined;
  return (view) => {
    const stored = storedIn(view);
    before ??= stored;
    if (stored > before) first ??= { ms: monotonicMs(), stored };
    if (first === undefined || stored === first.stored) return undefined;
    return (view.ledger.pending * (monotonicMs() - first.ms)) / (stored - first.stored);
  };
}
