import type { MatrixRow } from "@crisscross/core/matrix";
import type { Stats } from "@crisscross/core/stats";
import type { Paint } from "../paint.ts";
import type { Heat } from "./heat.ts";
import { columnLabels, rowLabel } from "./labels.ts";
import { showMean, showMs } from "./milliseconds.ts";
import { renderTable } from "./table.ts";

/** The widest figures, such as "1234±1234", and the widest region under its place. */
const columnWidth = 13;
const labelWidth = 16;

/**
 * Origins down, targets across: of warm probes the median of innerObserved over its mean ± sd, and how many others
 * there are. Targets that do not fit `columns` continue in a further grid.
 */
export function renderGrid(
  variant: string,
  rows: readonly MatrixRow[],
  heat: Heat | undefined,
  { paint, columns }: { paint: Paint; columns: number },
): string[] {
  const origins = [...new Set(rows.map(({ origin }) => origin))];
  const targets = [...new Set(rows.map(({ target }) => target))];
  const perGrid = Math.max(1, Math.floor((columns - labelWidth) / columnWidth));
  const lines = [
    `${paint("bold", variant)}  innerObserved, the wait for inner, of warm probes, in ms: median, and below it mean±sd`,
    "",
  ];
  for (let first = 0; first < targets.length; first += perGrid) {
    const across = targets.slice(first, first + perGrid);
    const cells = origins.map((origin) => [
      rowLabel(origin),
      ...across.map((target) =>
        cell(
          rows.find((row) => row.origin === origin && row.target === target),
          heat,
          paint,
        ),
      ),
    ]);
    if (first > 0) lines.push("");
    lines.push(...renderTable(paint, headOf(across), cells));
  }
  return lines;
}

const headOf = (targets: readonly string[]) => [
  { head: "from ↓   to →", align: "left" as const },
  ...columnLabels(targets).map((head) => ({ head, align: "right" as const })),
];

function cell(row: MatrixRow | undefined, heat: Heat | undefined, paint: Paint): string {
  if (!row) return "";
  const failed = row.outcomes.throttled + row.outcomes.timeout + row.outcomes.error;
  const mark = failed > 0 ? `${paint("red", `✗${failed}`)} ` : "";
  const warm = warmWait(row);
  const stats = warm ?? row.measures.innerObserved;
  if (!stats) return `${mark}–`;
  const median = showMs(stats.p50);
  const hot = warm && heat && typeof stats.p50 === "number" ? paint(heat.styleOf(stats.p50), median) : median;
  const others = row.outcomes.ok - (row.starts.warm?.n ?? 0);
  const further = warm
    ? [showMean(warm.mean, warm.sd), ...(others > 0 ? [`+${others} not warm`] : [])]
    : ["none warm"];
  return [mark + hot, ...further.map((text) => paint("dim", text))].join("\n");
}

/** The wait for inner of the probes in which every function was warm. */
export const warmWait = (row: MatrixRow): Stats | undefined => row.starts.warm?.measures.innerObserved;
