import type { StoredBlock } from "./block.ts";
import { type Cell, columns, rowOf } from "./sample-row.ts";

export const sampleFormats = ["csv", "ndjson"] as const;
export type SampleFormat = (typeof sampleFormats)[number];

/** RFC 4180 with "\n": a field is quoted where it must be, and holds no line break, so that a row is a line. */
export const csvHeader = `${columns.map(({ name }) => name).join(",")}\n`;

/** The rows of a block, one line a probe, in the order they ran. */
export function writeSamples(block: StoredBlock, format: SampleFormat): string {
  const write = format === "csv" ? csvLine : jsonLine;
  return block.samples.map((sample) => write(rowOf(block, sample))).join("");
}

const csvLine = (row: readonly Cell[]): string => `${row.map(csvField).join(",")}\n`;

function csvField(cell: Cell): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  const text = (typeof cell === "string" ? cell : JSON.stringify(cell)).replace(/[\r\n]+/g, " ");
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** An object with a key for every column that has a value. */
function jsonLine(row: readonly Cell[]): string {
  return `${JSON.stringify(Object.fromEntries(columns.map(({ name }, place) => [name, row[place]])))}\n`;
}
