import type { AttributionRow } from "@crisscross/core/documents/attribution-document";
import type { MeanBill } from "@crisscross/core/documents/bill-document";
import { placeOf } from "@crisscross/core/job/regions";
import { type StartClass, startClasses } from "@crisscross/core/sample/start-class";
import { showPerMillion } from "./money.ts";
import type { PageStyle } from "./page.ts";
import { type Column, left, renderFitting, right } from "./table.ts";

/**
 * What each function of a variant's route was billed, one line per cell, in USD per million: of warm probes, or where there are
 * none, one line per start class. Each caller's idle and paid twice stand beside its own bill.
 */
export function renderVariantBills(
  variant: string,
  rows: readonly AttributionRow[],
  { paint, columns: width }: PageStyle,
): string[] {
  const all = rows.flatMap(({ bills }) => bills);
  if (all.length === 0) return [];
  const names = [...new Set(all.map(({ name }) => name))];
  const shown: readonly StartClass[] = all.some(({ start }) => start === "warm") ? ["warm"] : startClasses;
  const columns: Column[] = [
    ...["from", "to", "start"].map(left),
    ...["n", ...names.flatMap(headsOf)].map(right),
  ];
  const lines = rows.flatMap(({ origin, target, bills }) =>
    shown.flatMap((start) => {
      const found = bills.filter((bill) => bill.start === start);
      if (found.length === 0) return [];
      const most = Math.max(...found.map(({ n }) => n));
      const figures = names.flatMap((name) =>
        figuresOf(
          name,
          found.find((bill) => bill.name === name),
        ),
      );
      return [[placeOf(origin), placeOf(target), start, String(most), ...figures]];
    }),
  );
  return [
    `${paint("bold", variant)}  billed, USD per million calls`,
    ...renderFitting(paint, columns, lines, { labels: 4, width }),
  ];
}

/** Inner calls no function, so nothing of its bill is waiting for one. */
const headsOf = (name: string): string[] =>
  name === "inner" ? [name] : [name, `${name}\nidle`, `${name}\npaid twice`];

function figuresOf(name: string, bill: MeanBill | undefined): string[] {
  const all = showPerMillion(bill && bill.computeUsd + bill.requestUsd);
  if (name === "inner") return [all];
  return [all, showPerMillion(bill?.idleUsd), showPerMillion(bill?.paidTwiceUsd)];
}
