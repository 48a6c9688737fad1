import type { Finish, JobEnding } from "./ending.ts";
import type { Ledger } from "./ledger.ts";

/**
 * `complete`: every probe is stored. `incomplete`, `cancelled`: nothing more is counted, and some probes are lost.
 * `cancelling`: what is queued is dropped, and what has been lost by it is not counted yet.
 */
export const jobStates = ["queued", "running", "cancelling", "complete", "incomplete", "cancelled"] as const;

export type JobState = (typeof jobStates)[number];

export function stateOf(
  { expected, lost, pending }: Ledger,
  { cancelled, finish, damaged = [], deadLettered = [] }: JobEnding = {},
): JobState {
  if (finish) return finish.state === "complete" && damaged.length > 0 ? "incomplete" : finish.state;
  if (pending === 0 && deadLettered.length === 0) return lost === 0 ? "complete" : "incomplete";
  if (cancelled) return "cancelling";
  // What is lost before the end was stored, and is damaged.
  return pending === expected ? "queued" : "running";
}

/**
 * The state as lists tell it, which count nothing: `running` until a complete job is closed, within a minute, and how an ended job
 * was closed, whatever damage reading it finds.
 */
export function roughStateOf({
  finish,
  cancelled,
  started,
}: {
  finish: Finish | undefined;
  cancelled: boolean;
  /** Whether a block is stored, or just being stored. */
  started: boolean;
}): JobState {
  if (finish) return finish.state;
  if (cancelled) return "cancelling";
  return started ? "running" : "queued";
}
