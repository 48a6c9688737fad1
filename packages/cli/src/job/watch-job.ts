import type { JobView } from "@crisscross/core/documents/job-view";
import type { MonotonicMs } from "@crisscross/core/edge/time";
import { limits } from "@crisscross/core/job/job";
import type { Progress } from "../terminal/progress.ts";
import { storedIn } from "./job-progress.ts";
import { createGuess, createPace, type Projection } from "./pace.ts";

/**
 * Shows each answer about a job as progress, with its failures and how long it has to go; says once when it will not
 * end within its time limit, so that nobody learns it from the losses.
 */
export function watchJob(
  bar: Progress,
  monotonicMs: () => MonotonicMs,
  /** How long ago the job was made. */
  ageMs = 0,
): (view: JobView) => void {
  const paceOf = createPace(monotonicMs, ageMs);
  const guessOf = createGuess(monotonicMs);
  let warned = false;
  return (view) => {
    const projection = paceOf(view);
    if (projection && projection.late > 0 && !warned) {
      warned = true;
      bar.say(warningOf(view, projection));
    }
    const left = projection ? leftOf(projection) : roughly(guessOf(view));
    bar.update(storedIn(view), view.planned, noteOf(view, left));
  };
}

function noteOf({ ledger }: JobView, left: string): string {
  const kinds = (["throttled", "timeout", "error", "lost"] as const).filter((kind) => ledger[kind] > 0);
  return [...kinds.map((kind) => `${ledger[kind]} ${kind}`), ...(ledger.pending > 0 ? [left] : [])].join(
    ", ",
  );
}

const roughly = (leftMs: number | undefined): string =>
  leftMs === undefined ? "time left: known with some results" : `roughly ${showSpan(leftMs)} left`;

function leftOf({ late, leftMs, limitMs }: Projection): string {
  if (late === 0) return `about ${showSpan(leftMs)} left`;
  return limitMs > 0 ? `time limit in ${showSpan(limitMs)}` : "time limit is over";
}

function warningOf({ id, planned, spec }: JobView, { late, limitMs, neededMinutes }: Projection): string {
  const enough = Math.ceil(neededMinutes * 1.2);
  const most = limits.timeLimitMinutes.max;
  const advice =
    enough <= most ? `--time-limit ${enough}` : `fewer --samples: a job has at most ${most} minutes`;
  return (
    `crisscross: at this rate about ${late} of ${planned} probes will be lost in ${showSpan(limitMs)}, when the time ` +
    `limit of ${spec.timeLimitMinutes} min is over; cancel job ${id} and submit again with ${advice}\n`
  );
}

const showSpan = (ms: number): string =>
  ms < 90_000 ? `${Math.ceil(ms / 1_000)} s` : `${Math.round(ms / 60_000)} min`;
