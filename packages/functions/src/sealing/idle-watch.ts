import type { EpochMs } from "@crisscross/core/edge/time";
/** Tells for how long a job has gained no block. */
export interface IdleWatch {
  /**
   * `stored` are the job's blocks as counted now. A job seen for the first time counts as idle since now, or since it was
   * made when it has no block.
   */
  idleMs(job: { id: string; createdAtMs: EpochMs }, stored: number, nowMs: EpochMs): number;
  forget(id: string): void;
}

/**
 * Remembers how many blocks open jobs had, in memory: the table could tell only by reading all blocks every minute. A new
 * execution environment starts counting again, and so notices a stuck job later.
 */
export function openIdleWatch(): IdleWatch {
  const seen = new Map<string, { stored: number; sinceMs: EpochMs }>();
  return {
    idleMs({ id, createdAtMs }, stored, nowMs) {
      const known = seen.get(id);
      if (known?.stored === stored) return nowMs - known.sinceMs;
      const sinceMs = known === undefined && stored === 0 ? createdAtMs : nowMs;
      seen.set(id, { stored, sinceMs });
      return nowMs - sinceMs;
    },
    forget(id) {
      seen.delete(id);
    },
  };
}
