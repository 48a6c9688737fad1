import type { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import type { Paint } from "../terminal/paint.ts";
import { renderDetail } from "./detail.ts";
import { renderFailures } from "./failures.ts";
import { explainMarks, renderGrid, warmWait } from "./grid.ts";
import { heatLegend } from "./heat.ts";
import { renderLosses } from "./losses.ts";
import { joinSections, type PageStyle } from "./page.ts";
import { renderTitle, renderVerdict } from "./title.ts";

interface MatrixPage extends PageStyle {
  /** Whether to print the table of every cell. */
  detail: boolean;
  /** Where to go from here, one line per step. */
  next: readonly string[];
}

/** The matrix as a page: what it comes to first, and last, where a terminal shows it, the grids and the verdict. */
export function renderMatrix(document: MatrixDocument, options: MatrixPage): string {
  const { paint, detail, next } = options;
  const { matrix } = document;
  const variants = [...new Set(matrix.map(({ variant }) => variant))];
  const isCoded = matrix.some((row) => warmWait(row));
  const rowsOf = (name: string) => matrix.filter(({ variant }) => variant === name);
  const sections = [
    renderTitle(document, options),
    ...(detail
      ? variants.map((variant) =>
          renderDetail(variant, rowsOf(variant), options, document.simultaneous?.level),
        )
      : []),
    renderFailures(document, paint),
    renderLosses(document, paint),
    ...variants.map((variant) => renderGrid(variant, rowsOf(variant), options)),
    [...(isCoded ? [legend(paint)] : []), ...explainMarks(matrix)],
    [...renderVerdict(document, paint), ...next],
  ];
  return joinSections(sections);
}

const legend = (paint: Paint): string =>
  `ms, the same in every run: ${heatLegend.map(({ style, label }) => paint(style, label)).join("  ")}`;
