import type { StoredBlock } from "../sample/stored-block.ts";
import type { Field } from "./column.ts";
import { columns } from "./sample-columns.ts";
import { rowOf } from "./sample-row.ts";

export const sampleFormats = ["csv", "csv-safe", "ndjson"] as const;
export type SampleFormat = (typeof sampleFormats)[number];

const csv = "text/csv; charset=utf-8";
export const contentTypes = {
  csv,
  "csv-safe": csv,
  ndjson: "application/x-ndjson",
} as const satisfies Record<SampleFormat, string>;

/** RFC 4180 with "\n": a field is quoted where it must be, and holds no line break, so that a row is a line. */
export const csvHeader = `${columns.map(({ name }) => name).join(",")}\n`;

/** The rows of a block, one line per probe, in the order they ran. */
export function writeSamples(block: StoredBlock, format: SampleFormat): string {
  const write = lineOf[format];
  return block.samples.map((sample) => write(rowOf(block, sample))).join("");
}

const csvLine =
  (guard: (text: string) => string) =>
  (row: readonly Field[]): string =>
    `${row.map((cell) => csvField(cell, guard)).join(",")}\n`;

function csvField(cell: Field, guard: (text: string) => string): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  const text = guard(typeof cell === "string" ? cell : JSON.stringify(cell)).replace(/[\r\n]+/g, " ");
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** An object with a key for every column that has a value. */
function jsonLine(row: readonly Field[]): string {
  return `${JSON.stringify(Object.fromEntries(columns.map(({ name }, place) => [name, row[place]])))}\n`;
}

/** Spreadsheets run text that begins so as a formula, whoever wrote it; behind an apostrophe it stays text. */
const withoutFormula = (text: string): string => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);

const lineOf: Readonly<Record<SampleFormat, (row: readonly Field[]) => string>> = {
  csv: csvLine((text) => text),
  "csv-safe": csvLine(withoutFormula),
  ndjson: jsonLine,
};
