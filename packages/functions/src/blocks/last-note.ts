import { AppError } from "@crisscross/core/edge/error";
import { type EpochMs, epochMs } from "@crisscross/core/edge/time";
import { keptDaysOf } from "@crisscross/core/job/canary";
import type { JobRecord } from "@crisscross/core/job/job-record";
import type { ArrivalStore, BlockId } from "../results/block-store.ts";

interface NoteDeps {
  arrivals: Pick<ArrivalStore, "noteDead">;
  maxReceives: number;
  nowMs(): EpochMs;
}

/** What is noted of the last delivery of a block, after which its queue gives it up. Of any other delivery nothing is. */
export interface LastNote {
  /** Before anything can fail: whatever ends this function then leaves the note behind. */
  note(record: JobRecord): Promise<void>;
  /** The block is run for another delivery, until then at the latest. */
  runsUntil(endMs: EpochMs): void;
  /** Why the delivery failed, and that it runs no longer. */
  explain(error: unknown): Promise<void>;
}

/** What an error is told by in a list of dead letters. */
const whyLength = 300;

export function openLastNote(
  { arrivals, maxReceives, nowMs }: NoteDeps,
  { message, receives }: { message: BlockId; receives: number },
  timeLeftMs: number,
): LastNote {
  const { job, origin, index } = message;
  let noted: JobRecord | undefined;
  let untilMs = 0;
  return {
    async note(record) {
      if (receives < maxReceives) return;
      await arrivals.noteDead(
        { job, origin, index },
        { sinceMs: epochMs(nowMs() + timeLeftMs) },
        keptDaysOf(record),
      );
      noted = record;
    },
    runsUntil(endMs) {
      untilMs = endMs;
    },
    async explain(error) {
      if (noted === undefined) return;
      const note = { sinceMs: epochMs(Math.max(nowMs(), untilMs)), why: whyOf(error).slice(0, whyLength) };
      await arrivals.noteDead({ job, origin, index }, note, keptDaysOf(noted)).catch((also: unknown) => {
        throw new AggregateError([error, also], "a block failed, and why could not be noted");
      });
    },
  };
}

/** An AWS client's errors are told by name: their messages name ARNs. */
function whyOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  return error instanceof Error ? error.name : String(error);
}
