import { statsOf } from "@crisscross/core/statistics/stats";
import type { Tally } from "../logs/tally.ts";
import type { Paint } from "../terminal/paint.ts";
import { showMs } from "./milliseconds.ts";
import { joinSections } from "./page.ts";
import { left, renderTable, right } from "./table.ts";

const quantiles = ["p50", "p90", "p95", "p99"] as const;

/** Statistics of the receipts, how they ended, and the lines that do not parse. */
export function renderLogSummary(tally: Tally, paint: Paint): string {
  const sections = [countsOf(tally, paint), statisticsOf(tally, paint), unreadOf(tally, paint)];
  return joinSections(sections);
}

function countsOf({ receipts, statuses, late, others, unread }: Tally, paint: Paint): string[] {
  const ends = listOf(statuses);
  const told = late.values().reduce((sum, n) => sum + n, 0);
  return [
    paint("bold", `${plural(receipts, "receipt")}${ends && `: ${ends}`}`),
    `${plural(others, "other line")}, ${unread === 1 ? "1 line that does" : `${unread} lines that do`} not parse`,
    ...(told > 0
      ? [paint("yellow", `${plural(told, "call")} whose end stands too far from a receipt: ${listOf(late)}`)]
      : []),
    ...(told > 0 ? ["their rows, if there are any, have no status"] : []),
  ];
}

const listOf = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([status, n]) => `${n} ${status}`).join(", ");

const plural = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;

function statisticsOf({ values }: Tally, paint: Paint): string[] {
  const heads = ["n", "mean", "sd", "min", ...quantiles, "max"];
  const rows = [...values].flatMap(([name, distribution]) => {
    const stats = statsOf(distribution, undefined, 0);
    if (!stats) return [];
    const { n, mean, sd, min, max } = stats;
    return [
      [name, String(n), ...[mean, sd, min, ...quantiles.map((quantile) => stats[quantile]), max].map(showMs)],
    ];
  });
  if (rows.length === 0) return [];
  const columns = [left("ms"), ...heads.map(right)];
  return [
    ...renderTable(paint, columns, rows),
    paint("dim", "– where there are too few: p95 needs 59 receipts, p99 299"),
  ];
}

const why = { damaged: "a receipt that is damaged", unknown: "no log line that is known" };

function unreadOf({ unread, shown }: Tally, paint: Paint): string[] {
  if (unread === 0) return [];
  return [
    paint("yellow", "Lines that do not parse"),
    ...shown.map(
      ({ file, line, kind, text }) => `  ${file}:${line}: ${why[kind]}: ${text.trim().slice(0, 100)}`,
    ),
    ...(unread > shown.length ? [`  and ${unread - shown.length} more`] : []),
  ];
}
