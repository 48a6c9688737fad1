import type { AttributionRow } from "@crisscross/core/documents/attribution-document";
import type { MeanBill } from "@crisscross/core/documents/bill-document";
import { showPerMillion } from "./money.ts";
import { crossesRegions } from "./route-words.ts";

/** What is known of what a job's calls were billed: by cell, or why it is not. */
export type Bills = { rows: readonly AttributionRow[] } | { unknown: string };

/** What a million warm calls cost and how much of that is for waiting, across regions and within one. */
export function concludeCost(rows: readonly AttributionRow[], what = "calls"): string[] {
  const billed = rows.map((row) => ({ row, bills: warmBills(row) })).filter(({ bills }) => bills.length > 0);
  if (billed.length === 0) return [];
  const isFar = ({ row }: (typeof billed)[number]) => crossesRegions(row.origin, row.target, row.variant);
  const parts = [
    { words: "across regions", of: billed.filter(isFar) },
    { words: "within one", of: billed.filter((one) => !isFar(one)) },
  ].filter(({ of }) => of.length > 0);
  const figures = parts.map(({ words, of }, at) => {
    const costs = of.map(({ bills }) => costOf(bills));
    const usd = span(costs, ({ usd }) => showPerMillion(usd));
    const idle = span(costs, ({ idleUsd, usd }) => ((100 * idleUsd) / usd).toFixed(0));
    return `USD ${usd} ${words}, ${at === 0 ? `of which ${idle}% pays` : `${idle}%`} for waiting`;
  });
  const names = [...new Set(billed.flatMap(({ bills }) => bills.map(({ name }) => name)))].join(" and ");
  return [
    `A million warm ${what} cost ${figures.join("; ")} (${names} at us-east-1 list price, without consume and transfer).`,
  ];
}

const warmBills = ({ bills }: AttributionRow): MeanBill[] => bills.filter(({ start }) => start === "warm");

/** USD of one call, the functions of its way together, and what of it was billed while a caller only waited. */
export const costOf = (bills: readonly MeanBill[]): { usd: number; idleUsd: number } => ({
  usd: bills.reduce((sum, { computeUsd, requestUsd }) => sum + computeUsd + requestUsd, 0),
  idleUsd: bills.reduce((sum, { idleUsd = 0 }) => sum + idleUsd, 0),
});

/** From the cheapest to the dearest, as each is shown; once where they look alike. */
function span<T>(items: readonly T[], show: (item: T) => string): string {
  const shown = items.map(show).toSorted((a, b) => Number(a) - Number(b));
  return shown[0] === shown.at(-1) ? `${shown[0]}` : `${shown[0]}–${shown.at(-1)}`;
}
