import type { MatrixDocument, MatrixRow } from "@crisscross/core/documents/matrix-document";
import { placeOf } from "@crisscross/core/job/regions";
import { wrap } from "../terminal/wrap.ts";
import { type CellStat, readStat } from "./cell-stat.ts";
import { showMs } from "./milliseconds.ts";
import { networkWarning } from "./network.ts";
import { joinSections, type PageStyle } from "./page.ts";
import { left, renderFitting, right } from "./table.ts";

/** What cells are listed by; `value` is the statistic, longest first. */
export type Order = "value" | "origin" | "target" | "variant";

/** One line per cell: a statistic of its warm calls with interval and n, or why it is not told. */
export function renderCells(
  { job, matrix }: MatrixDocument,
  { stat, sort, ...style }: PageStyle & { stat: CellStat; sort: Order | undefined },
): string {
  const { paint, columns: width } = style;
  const columns = [
    left("from"),
    left("to"),
    left("variant"),
    right("n"),
    right(`${stat}, ms`),
    left("95% interval"),
  ];
  const lines = sorted(matrix, stat, sort).map((row) => {
    const read = readStat(row, stat);
    const place = [placeOf(row.origin), placeOf(row.target), row.variant, `${row.starts.warm?.n ?? 0}`];
    if ("refused" in read) return [...place, paint("dim", "–"), paint("dim", read.refused)];
    return [
      ...place,
      showMs(read.ms),
      read.interval ? read.interval.map(showMs).join("–") : paint("dim", "not known"),
    ];
  });
  const heading = `${networkWarning[job.wan]}${stat} of what warm calls wait in the origin (originWait), job ${job.id}, ${job.state}`;
  return joinSections([
    wrap(heading, width).map((line) => paint("bold", line)),
    renderFitting(paint, columns, lines, { labels: 3, width }),
  ]);
}

/** In the job's own order where none is asked for; what is not told comes last. */
function sorted(matrix: readonly MatrixRow[], stat: CellStat, sort: Order | undefined): readonly MatrixRow[] {
  if (sort === undefined) return matrix;
  const msOf = (row: MatrixRow): number => {
    const read = readStat(row, stat);
    return "refused" in read ? Number.NEGATIVE_INFINITY : read.ms;
  };
  if (sort === "value") return matrix.toSorted((a, b) => compare(msOf(b), msOf(a)));
  const nameOf = (row: MatrixRow): string => (sort === "variant" ? row.variant : placeOf(row[sort]));
  return matrix.toSorted((a, b) => compare(nameOf(a), nameOf(b)));
}

const compare = <T extends number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
