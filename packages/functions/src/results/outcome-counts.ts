import { outcomes } from "@crisscross/core/sample/call";
import type { OutcomeCounts } from "./block-store.ts";

export function addCounts(parts: readonly { counts: OutcomeCounts }[]): OutcomeCounts {
  const total: OutcomeCounts = { ok: 0, throttled: 0, timeout: 0, error: 0 };
  for (const { counts } of parts) for (const outcome of outcomes) total[outcome] += counts[outcome];
  return total;
}
