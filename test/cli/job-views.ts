import type { JobView } from "@crisscross/core/documents/job-view";
import type { Ledger } from "@crisscross/core/standing/ledger";

/** A job with this ledger, in the state that follows from it. */
export function viewOf(counts: Partial<Ledger>): JobView {
  const ledger = { ok: 0, throttled: 0, timeout: 0, error: 0, lost: 0, pending: 0, ...counts };
  const expected = Object.values(ledger).reduce((sum, count) => sum + count, 0);
  const done = expected - ledger.pending - ledger.lost;
  const ended = ledger.lost > 0 ? "incomplete" : "complete";
  return {
    id: "j1",
    createdAt: "2026-11-20T10:00:00.000Z",
    spec: {
      origins: ["ap-south-1"],
      targets: ["eu-west-2"],
      variants: ["bare"],
      samples: expected,
      seed: 31,
      deadlineMs: 5_000,
      timeLimitMinutes: 60,
      load: { model: "sequential", gapMs: 10 },
    },
    planned: expected,
    estimatedUsd: 0.001,
    wan: "simulated",
    state: ledger.pending === 0 ? ended : done === 0 ? "queued" : "running",
    ledger: { expected, ...ledger },
    progress: done / expected,
  };
}
