import type { JobView } from "@crisscross/core/documents/job-view";
import type { MonotonicMs } from "@crisscross/core/edge/time";
import { probesPerBlock } from "@crisscross/core/job/block-message";
import type { JobSpec } from "@crisscross/core/job/job";
import { gapMsOf } from "@crisscross/core/job/load";
import { callGraceMs } from "@crisscross/core/job/plan";
import type { ApiClient } from "../api/api-client.ts";
import { isGrowing, storedIn } from "./job-progress.ts";

interface Following {
  client: Pick<ApiClient, "job">;
  monotonicMs(): MonotonicMs;
  wait(ms: number): Promise<void>;
  onView(view: JobView): void;
  /** How long the job may store nothing before it counts as stalled. */
  stallMs: number;
}

const pollMs = { first: 200, most: 1_000 };

/** With a gap, blocks are cut so that their probes span about a minute at most. */
const spanMs = 65_000;

/** One gap by chance in a million is longer than so many mean ones: ln 1e6. */
const longestGaps = 14;

/** A block stores its probes together, so nothing shows while the longest one runs. Half a minute is for what is around it. */
export function stallMsFor({ deadlineMs, load }: Pick<JobSpec, "deadlineMs" | "load">): number {
  const waitMs = Math.min(probesPerBlock * gapMsOf(load), spanMs);
  const chanceMs = load.model === "poisson" ? longestGaps * gapMsOf(load) : 0;
  return 30_000 + waitMs + chanceMs + probesPerBlock * (deadlineMs + callGraceMs);
}

/** Reads a job until it has ended, or has stored nothing new for `stallMs`. */
export async function followJob(
  deps: Following,
  first: JobView,
): Promise<{ view: JobView; stalled: boolean }> {
  let view = first;
  let pauseMs = pollMs.first;
  let changedMs = deps.monotonicMs();
  deps.onView(view);
  while (isGrowing(view)) {
    await deps.wait(pauseMs);
    pauseMs = Math.min(pauseMs * 1.2, pollMs.most);
    const next = await deps.client.job(view.id);
    const atMs = deps.monotonicMs();
    if (storedIn(next) !== storedIn(view)) changedMs = atMs;
    view = next;
    deps.onView(view);
    if (atMs - changedMs > deps.stallMs) return { view, stalled: true };
  }
  return { view, stalled: false };
}
