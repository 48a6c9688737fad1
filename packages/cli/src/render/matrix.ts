import type { MatrixDocument, MatrixRow } from "@crisscross/core/documents/matrix-document";
import { wrap } from "../terminal/wrap.ts";
import { type Bills, concludeCost } from "./call-cost.ts";
import { certaintyOf } from "./certainty.ts";
import { conclude } from "./conclusion.ts";
import { renderDetail } from "./detail.ts";
import { renderFailures } from "./failures.ts";
import { explainMarks, renderGrid, warmWait } from "./grid.ts";
import { heatLegend } from "./heat.ts";
import { renderLosses } from "./losses.ts";
import { renderMeasures } from "./measures.ts";
import { joinSections, type PageStyle } from "./page.ts";
import { renderSampling } from "./sampling.ts";
import { renderTitle, renderVerdict } from "./title.ts";

interface MatrixPage extends PageStyle {
  /** Whether to print a line for each cell, and the grid of each variant. */
  detail: boolean;
  /** Whether to print every measure of every cell, with its mean and deviation. */
  measures?: boolean;
  /** What calls were billed, or why that is not known; left out where nobody asked. */
  bills?: Bills;
  /** A line that holds the estimate against what happened. */
  spent?: string;
  /** Where to go from here, one line per step. */
  next: readonly string[];
}

/** The matrix as a page: what it comes to and costs, a grid, what it was measured with, and what to do next. */
export function renderMatrix(document: MatrixDocument, options: MatrixPage): string {
  const { paint, columns, detail, measures = false, bills, spent, next } = options;
  const { matrix, simultaneous } = document;
  const variants = [...new Set(matrix.map(({ variant }) => variant))];
  const rowsOf = (name: string) => matrix.filter(({ variant }) => variant === name);
  const inGrids = detail || measures ? variants : shownVariants(matrix, variants);
  const shown = matrix.filter(({ variant }) => inGrids.includes(variant));
  const conclusion = [...conclude(document), ...costOf(bills, variants[0])];
  const left = variants.filter((variant) => !inGrids.includes(variant));
  const sections = [
    conclusion.flatMap((said) => wrap(said, columns).map((line) => paint("bold", line))),
    ...(measures
      ? variants.map((name) => renderMeasures(name, rowsOf(name), options, simultaneous?.level))
      : []),
    ...(detail
      ? variants.map((name) => renderDetail(name, rowsOf(name), { ...options, level: simultaneous?.level }))
      : []),
    // Beside the figures of all measures it stands with them.
    ...(detail && !measures
      ? variants.map((name) => renderSampling(rowsOf(name), ["originWait"], options))
      : []),
    renderFailures(document, paint),
    renderLosses(document, paint),
    ...inGrids.map((name) => renderGrid(name, rowsOf(name), options)),
    [
      ...(shown.some(warmWait) ? [heatLegend(paint)] : []),
      ...explainMarks(shown),
      ...certaintyOf(shown, simultaneous?.level),
      ...(left.length > 0 ? [`--detail has a line a cell, and the grids of ${left.join(", ")}`] : []),
    ].flatMap((line) => (line.includes("\u001b") ? [line] : wrap(line, columns))),
    [...renderTitle(document, options), ...(spent ? [spent] : [])],
    [...renderVerdict(document, paint), ...next],
  ];
  return joinSections(sections);
}

/** More origins than this, of all variants together, fill the screen. */
const mostRows = 8;

/** All variants where their grids are a few lines; else the first, with which the conclusion compares the others. */
function shownVariants(matrix: readonly MatrixRow[], variants: readonly string[]): readonly string[] {
  const lines = new Set(matrix.map(({ variant, origin }) => `${variant} ${origin}`)).size;
  return lines <= mostRows ? variants : variants.slice(0, 1);
}

/** Of the first variant, with which the others are compared. */
function costOf(bills: Bills | undefined, variant: string | undefined): string[] {
  if (bills === undefined) return [];
  if ("unknown" in bills) return [`What it cost is not known: ${bills.unknown}`];
  return concludeCost(
    bills.rows.filter((row) => row.variant === variant),
    `${variant} calls`,
  );
}
