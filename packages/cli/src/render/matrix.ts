import type { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import type { Paint } from "../terminal/paint.ts";
import { renderDetail } from "./detail.ts";
import { renderFailures } from "./failures.ts";
import { explainMarks, renderGrid, warmWait } from "./grid.ts";
import { heatLegend } from "./heat.ts";
import { renderLosses } from "./losses.ts";
import { renderTitle, renderVerdict } from "./title.ts";

export interface PageOptions {
  paint: Paint;
  /** Width to fit; what does not fit is continued below. */
  columns: number;
  /** Whether to print the table of every cell. */
  detail: boolean;
  /** Where to go from here, a line each. */
  next: readonly string[];
}

/** The matrix as a page: what it comes to first, and last, where a terminal shows it, the grids and the verdict. */
export function renderMatrix(document: MatrixDocument, options: PageOptions): string {
  const { paint, detail, next } = options;
  const { matrix } = document;
  const variants = [...new Set(matrix.map(({ variant }) => variant))];
  const isCoded = matrix.some((row) => warmWait(row));
  const rowsOf = (name: string) => matrix.filter(({ variant }) => variant === name);
  const sections = [
    renderTitle(document, options),
    ...(detail ? variants.map((variant) => renderDetail(variant, rowsOf(variant), options)) : []),
    renderFailures(document, paint),
    renderLosses(document, paint),
    ...variants.map((variant) => renderGrid(variant, rowsOf(variant), options)),
    [...(isCoded ? [legend(paint)] : []), ...explainMarks(matrix)],
    [...renderVerdict(document, paint), ...next],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

const legend = (paint: Paint): string =>
  `ms, the same in every run: ${heatLegend.map(({ style, label }) => paint(style, label)).join("  ")}`;
