import type { JobView } from "@crisscross/core/documents/job-view";
import type { JobState } from "@crisscross/core/standing/job-state";

const unended: ReadonlySet<string> = new Set(["queued", "running", "cancelling"] satisfies JobState[]);

/** Whether a job may still store results. */
export const isGrowing = ({ state }: Pick<JobView, "state">): boolean => unended.has(state);

/** Probes whose result is stored, whatever it is. */
export function storedIn({ ledger }: Pick<JobView, "ledger">): number {
  return ledger.ok + ledger.throttled + ledger.timeout + ledger.error;
}
