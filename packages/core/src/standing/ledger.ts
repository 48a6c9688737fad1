import * as v from "valibot";
import { AppError } from "../edge/error.ts";
import { probesIn } from "../job/job.ts";
import type { JobRecord } from "../job/job-record.ts";
import { type Outcome, outcomes } from "../sample/call.ts";
import type { Summary } from "../summary/summary.ts";
import type { Ending } from "./ending.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Every planned probe in exactly one place: expected = ok + throttled + timeout + error + lost + pending. */
export const Ledger = v.object({
  expected: count,
  ok: count,
  throttled: count,
  timeout: count,
  error: count,
  lost: count,
  pending: count,
});
export type Ledger = v.InferOutput<typeof Ledger>;

/**
 * `complete`: every probe is stored. `incomplete`, `cancelled`: nothing more is counted, and some probes are lost.
 * `cancelling`: what is queued is dropped, and what has been lost by it is not counted yet.
 */
export const jobStates = ["queued", "running", "cancelling", "complete", "incomplete", "cancelled"] as const;
export type JobState = (typeof jobStates)[number];

/** `lost` probes are those known never to come. Throws AppError `corrupt` if more is stored than was planned. */
export function ledgerOf(record: JobRecord, summary: Summary, lost = 0): Ledger {
  return ledgerOfCounts(record, countOutcomes(summary), lost);
}

/** As ledgerOf, from the counts stored beside each block. */
export function ledgerOfCounts(
  record: JobRecord,
  stored: Readonly<Record<Outcome, number>>,
  lost = 0,
): Ledger {
  const expected = probesIn(record.spec);
  const { ok, throttled, timeout, error } = stored;
  const left = expected - ok - throttled - timeout - error;
  if (left < 0)
    throw new AppError(
      "corrupt",
      `job ${record.id} stores ${expected - left} probes but planned ${expected}`,
    );
  // What was given up and is counted all the same, because its seal had to be made again, is not lost.
  const gone = Math.min(lost, left);
  return { expected, ok, throttled, timeout, error, lost: gone, pending: left - gone };
}

export function countOutcomes(summary: Summary): Record<Outcome, number> {
  const counts = { ok: 0, throttled: 0, timeout: 0, error: 0 };
  for (const cell of summary.cells.values())
    for (const outcome of outcomes) counts[outcome] += cell.outcomes[outcome];
  return counts;
}

export function stateOf(
  { expected, lost, pending }: Ledger,
  { cancelled, finish, damaged = [] }: Ending = {},
): JobState {
  if (finish) return finish.state === "complete" && damaged.length > 0 ? "incomplete" : finish.state;
  if (pending === 0) return lost === 0 ? "complete" : "incomplete";
  if (cancelled) return "cancelling";
  // What is lost before the end was stored, and is damaged.
  return pending === expected ? "queued" : "running";
}
