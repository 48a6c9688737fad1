import { stripVTControlCharacters } from "node:util";
import CliTable from "cli-table3";
import type { Paint } from "../paint.ts";

export interface Column {
  /** May have several lines. */
  head: string;
  align: "left" | "right";
}

const none = "";
const borderless = {
  ...{ top: none, "top-mid": none, "top-left": none, "top-right": none },
  ...{ bottom: none, "bottom-mid": none, "bottom-left": none, "bottom-right": none },
  ...{ left: none, "left-mid": none, mid: none, "mid-mid": none, right: none, "right-mid": none },
  middle: " ",
};

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
  const width = Math.max(...lines.map((line) => stripVTControlCharacters(line).length));
  lines.splice(headLines, 0, paint("dim", "─".repeat(width)));
  return lines;
}

/** Each line is painted by itself: a style that runs over a line break would colour the cells beside it. */
function headCell(paint: Paint, head: string): string {
  return head
    .split("\n")
    .map((line) => line && paint("bold", line))
    .join("\n");
}
