import type { Measure } from "@crisscross/core/sample/measure";

/** Measures as a list offers them, the most asked for first; what each means stands in core's table. */
export const measureWords = {
  originWait: "Caller's wait",
  total: "Whole call",
  innerObserved: "Outer's wait for inner",
  innerTransit: "Request and response",
  outerBilled: "Outer, billed",
  innerBilled: "Inner, billed",
  outerExecution: "Outer, execution",
  innerExecution: "Inner, execution",
  db: "Database call",
  outerInit: "Outer, init",
  innerInit: "Inner, init",
  outerOverhead: "Outer, overhead",
  innerOverhead: "Inner, overhead",
  preparing: "Preparing the call",
  lateness: "Lateness of the probe",
  queue: "Time in the queue",
} as const satisfies Record<Measure, string>;

/** Those that somebody waits, as sentences say it. */
export const waits: ReadonlySet<Measure> = new Set(["originWait", "total", "innerObserved"]);
