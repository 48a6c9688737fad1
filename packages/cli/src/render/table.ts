import { stripVTControlCharacters } from "node:util";
import CliTable from "cli-table3";
import type { Paint } from "../terminal/paint.ts";

export interface Column {
  /** May have several lines. */
  head: string;
  align: "left" | "right";
}

/** A column of words. */
export const left = (head: string): Column => ({ head, align: "left" });

/** A column of figures. */
export const right = (head: string): Column => ({ head, align: "right" });

/** Between two columns: the padding of the left one and `middle`. */
const gap = 2;
const none = "";
const borderless = {
  ...{ top: none, "top-mid": none, "top-left": none, "top-right": none },
  ...{ bottom: none, "bottom-mid": none, "bottom-left": none, "bottom-right": none },
  ...{ left: none, "left-mid": none, mid: none, "mid-mid": none, right: none, "right-mid": none },
  middle: " ",
};

/**
 * The table as one, or where that is wider than `width`, as few as fit, one below the other with an empty line between:
 * each repeats the first `labels` columns, and the others are dealt out evenly.
 */
export function renderFitting(
  paint: Paint,
  columns: readonly Column[],
  rows: readonly string[][],
  { labels, width }: { labels: number; width: number },
): string[] {
  const widths = columns.map(({ head }, at) => widthOf([head, ...rows.map((row) => row[at] ?? "")]) + gap);
  const others = columns.length - labels;
  const room = width + gap - sumOf(widths.slice(0, labels));
  const starts = partings(others, (from, to) => sumOf(widths.slice(labels + from, labels + to)) <= room);
  return starts.flatMap((from, part) => {
    const to = starts[part + 1] ?? others;
    const pick = <T>(cells: readonly T[]): T[] => [
      ...cells.slice(0, labels),
      ...cells.slice(labels + from, labels + to),
    ];
    return [...(part > 0 ? [""] : []), ...renderTable(paint, pick(columns), rows.map(pick))];
  });
}

/** Where each part of `count` columns starts: as few parts, evenly long, as let every part fit. One column always does. */
function partings(count: number, fits: (from: number, to: number) => boolean): number[] {
  for (let parts = 1; ; parts++) {
    const size = Math.max(1, Math.ceil(count / parts));
    const starts = Array.from({ length: Math.max(1, Math.ceil(count / size)) }, (_, part) => part * size);
    if (size === 1 || starts.every((from) => fits(from, Math.min(count, from + size)))) return starts;
  }
}

/** How wide a table of these columns is, without the padding behind the last. */
export function tableWidth(columns: readonly Column[], rows: readonly string[][]): number {
  const widths = columns.map(({ head }, at) => widthOf([head, ...rows.map((row) => row[at] ?? "")]));
  return sumOf(widths) + gap * (columns.length - 1);
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

const widthOf = (cells: readonly string[]): number =>
  Math.max(...cells.flatMap((cell) => cell.split("\n")).map((line) => stripVTControlCharacters(line).length));

/** Lines of a table without borders: its head, a rule as wide as its widest line, its rows. Cells may have several lines. */
export function renderTable(paint: Paint, columns: readonly Column[], rows: readonly string[][]): string[] {
  const table = new CliTable({
    chars: borderless,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 1 },
    head: columns.map(({ head }) => headCell(paint, head)),
    colAligns: columns.map(({ align }) => align),
  });
  table.push(...rows);
  const lines = table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
  const headLines = Math.max(...columns.map(({ head }) => head.split("\n").length));
  lines.splice(headLines, 0, paint("dim", "─".repeat(widthOf(lines))));
  return lines;
}

/** Each line is painted by itself: a style that runs over a line break would colour the cells beside it. */
function headCell(paint: Paint, head: string): string {
  return head
    .split("\n")
    .map((line) => line && paint("bold", line))
    .join("\n");
}
