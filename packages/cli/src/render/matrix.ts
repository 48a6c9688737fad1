import type { MatrixDocument } from "@crisscross/core/matrix";
import type { Paint } from "../paint.ts";
import { renderDetail } from "./detail.ts";
import { renderFailures } from "./failures.ts";
import { renderGrid, warmWait } from "./grid.ts";
import { createHeat, type Heat } from "./heat.ts";
import { renderLosses } from "./losses.ts";
import { renderTitle, renderVerdict } from "./title.ts";

export interface PageOptions {
  paint: Paint;
  /** Width to fit; what does not fit is continued below. */
  columns: number;
  /** Whether to print the table of every cell. */
  detail: boolean;
}

/** The matrix as a page: what was measured, a grid a variant, every cell, what failed, whether it is all there. */
export function renderMatrix(document: MatrixDocument, options: PageOptions): string {
  const { paint, detail } = options;
  const variants = [...new Set(document.matrix.map(({ variant }) => variant))];
  const heat = createHeat(
    document.matrix.map((row) => warmWait(row)?.p50).filter((p50) => typeof p50 === "number"),
  );
  const rowsOf = (name: string) => document.matrix.filter(({ variant }) => variant === name);
  const sections = [
    renderTitle(document, paint),
    ...variants.map((variant) => renderGrid(variant, rowsOf(variant), heat, options)),
    ...(heat ? [[legend(heat, paint)]] : []),
    ...(detail ? variants.map((variant) => renderDetail(variant, rowsOf(variant), paint)) : []),
    renderFailures(document, paint),
    renderLosses(document, paint),
    renderVerdict(document, paint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function legend({ steps }: Heat, paint: Paint): string {
  return `colours (ms): ${steps.map(({ style, label }) => paint(style, label)).join("  ")}`;
}
