import type { Receipt } from "@crisscross/core/sample/receipt";
import { addValue, type Distribution, emptyDistribution } from "@crisscross/core/statistics/distribution";
import type { LateEnding } from "./endings.ts";

const figures = {
  duration: ({ durationUs }: Receipt) => durationUs,
  billed: ({ billedMs }: Receipt) => Math.round(billedMs * 1_000),
  init: ({ initUs }: Receipt) => initUs,
  restore: ({ restoreUs }: Receipt) => restoreUs,
} as const satisfies Record<string, (receipt: Receipt) => number | undefined>;

type Figure = keyof typeof figures;

/** What was found in the logs, of bounded size however long they are. */
export interface Tally {
  receipts: number;
  /** Receipts by status, `ok` for those without one. */
  statuses: Map<string, number>;
  values: Map<Figure, Distribution>;
  /** Ends of calls whose receipts had gone by without a status or never came. */
  late: Map<string, number>;
  /** Known lines without a receipt. */
  others: number;
  /** Lines that do not parse, and the first of them. */
  unread: number;
  shown: { file: string; line: number; kind: "damaged" | "unknown"; text: string }[];
  mostShown: number;
}

export const createTally = (): Tally => ({
  receipts: 0,
  statuses: new Map(),
  late: new Map(),
  values: new Map(),
  others: 0,
  unread: 0,
  shown: [],
  mostShown: 20,
});

/** Counts a receipt by its call's end, where it was counted as ok before. */
export function addLateEnding(
  { statuses, late }: Tally,
  { status, hasReceipt }: Pick<LateEnding, "status" | "hasReceipt">,
): void {
  late.set(status, (late.get(status) ?? 0) + 1);
  if (!hasReceipt) return;
  const ok = (statuses.get("ok") ?? 0) - 1;
  if (ok > 0) statuses.set("ok", ok);
  else statuses.delete("ok");
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
}

export function addReceipt(tally: Tally, receipt: Receipt): void {
  tally.receipts++;
  const status = receipt.status ?? "ok";
  tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
  for (const name of Object.keys(figures) as Figure[]) {
    const us = figures[name](receipt);
    if (us === undefined) continue;
    const all = tally.values.get(name) ?? emptyDistribution();
    addValue(all, us);
    tally.values.set(name, all);
  }
}
