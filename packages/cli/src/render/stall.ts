import type { JobView } from "@crisscross/core/documents/job-view";

/** Why a job is no longer waited for, and what to look at. `troubles` is what the local cloud reported, oldest first. */
export function renderStall({ id, ledger }: JobView, stallMs: number, troubles: readonly string[]): string {
  const stored = `${ledger.ok} ok, ${ledger.throttled} throttled, ${ledger.timeout} timeout, ${ledger.error} error`;
  const seen = [...new Set(troubles)].slice(-10);
  return [
    `crisscross: nothing new was stored for ${Math.round(stallMs / 1_000)} s, so job ${id} is not waited for any longer`,
    `  of ${ledger.expected} probes: ${stored}; ${ledger.lost} lost, ${ledger.pending} pending`,
    ...(seen.length > 0
      ? ["  the local cloud reported:", ...seen.map((trouble) => `    ${trouble}`)]
      : [
          "  look at the logs of plan and consume, and at the dead-letter queues (npx crisscross deadletters)",
        ]),
    "",
  ].join("\n");
}
