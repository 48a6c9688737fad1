import type { StoredBlock } from "../sample/stored-block.ts";
import type { Field } from "./column.ts";
import { csvLine } from "./csv.ts";
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

export const csvHeader = csvLine(columns.map(({ name }) => name));

/** The rows of a block, one line per probe, in the order they ran. */
export function writeSamples(block: StoredBlock, format: SampleFormat): string {
  const write = lineOf[format];
  return block.samples.map((sample) => write(rowOf(block, sample))).join("");
}

/** An object with a key for every column that has a value. */
function jsonLine(row: readonly Field[]): string {
  return `${JSON.stringify(Object.fromEntries(columns.map(({ name }, place) => [name, row[place]])))}\n`;
}

/** Spreadsheets run text that begins so as a formula, whoever wrote it; behind an apostrophe it stays text. */
const withoutFormula = (text: string): string => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);

const lineOf: Readonly<Record<SampleFormat, (row: readonly Field[]) => string>> = {
  csv: (row) => csvLine(row),
  "csv-safe": (row) => csvLine(row, withoutFormula),
  ndjson: jsonLine,
};
