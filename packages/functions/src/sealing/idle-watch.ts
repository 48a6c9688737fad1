/** Tells for how long a job has gained no block. */
export interface ProgressWatch {
  /** `stored` as counted now. A job that is seen for the first time gained its last block now, or none since it was made. */
  idleMs(job: { id: string; createdAtMs: number }, stored: number, nowMs: number): number;
  forget(id: string): void;
}

/**
 * Remembers how many blocks open jobs had. In memory: asking the table when a job's last block came would mean reading
 * all of them every minute, and a new execution environment only takes as long again to notice that a job is stuck.
 */
export function openProgressWatch(): ProgressWatch {
  const seen = new Map<string, { stored: number; sinceMs: number }>();
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
