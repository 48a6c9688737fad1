import { statsOf } from "@crisscross/core/stats";
import type { Tally } from "../logs/tally.ts";
import type { Paint } from "../paint.ts";
import { showMs } from "./milliseconds.ts";
import { renderTable } from "./table.ts";

const quantiles = ["p50", "p90", "p95", "p99"] as const;

/** Statistics of the receipts, how they ended, and the lines that do not parse. */
export function renderLogSummary(tally: Tally, paint: Paint): string {
  const sections = [countsOf(tally, paint), statisticsOf(tally, paint), unreadOf(tally, paint)];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function countsOf({ receipts, statuses, others, unread }: Tally, paint: Paint): string[] {
  const ends = [...statuses].map(([status, n]) => `${n} ${status}`).join(", ");
  return [
    paint("bold", `${receipts} receipts${ends && `: ${ends}`}`),
    `${others} other records, ${unread} lines that do not parse`,
  ];
}

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
  const columns = [
    { head: "ms", align: "left" as const },
    ...heads.map((head) => ({ head, align: "right" as const })),
  ];
  return [
    ...renderTable(paint, columns, rows),
    paint("dim", "– where there are too few: p95 needs 59 receipts, p99 299"),
  ];
}

const why = { damaged: "a receipt that is damaged", unknown: "no log record that is known" };

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
