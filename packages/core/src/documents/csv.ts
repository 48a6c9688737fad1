import type { Field } from "./column.ts";

/**
 * One line of RFC 4180 with "\n". A field is quoted where it must be, is empty where it is undefined, and holds no line
 * break, so that a row is a line. `guard` may change what is text.
 */
export const csvLine = (row: readonly Field[], guard = (text: string) => text): string =>
  `${row.map((cell) => csvField(cell, guard)).join(",")}\n`;

function csvField(cell: Field, guard: (text: string) => string): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  const text = guard(typeof cell === "string" ? cell : JSON.stringify(cell)).replace(/[\r\n]+/g, " ");
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
