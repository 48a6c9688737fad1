import * as v from "valibot";
import { count } from "../edge/schema.ts";

/** The most whose microseconds are a safe integer; no amount of a receipt is more, whatever its unit. */
export const mostMs = Math.floor(Number.MAX_SAFE_INTEGER / 1_000);
const milliseconds = v.pipe(v.number(), v.minValue(0), v.maxValue(mostMs));

/** A parsed REPORT line or platform.report record: what AWS says the invocation took and what it bills. */
export const Receipt = v.object({
  durationUs: count,
  billedMs: milliseconds,
  initUs: v.optional(count),
  restoreUs: v.optional(count),
  billedRestoreMs: v.optional(milliseconds),
  memoryMb: milliseconds,
  maxMemoryMb: v.optional(milliseconds),
  /** `timeout`, `error`, …; absent when the invocation succeeded. */
  status: v.optional(v.string()),
  source: v.picklist(["text", "json"]),
});
export type Receipt = v.InferOutput<typeof Receipt>;
