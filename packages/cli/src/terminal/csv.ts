/** One line of a CSV file. An undefined value is an empty field, and a field has no line breaks. */
export const csvLine = (cells: readonly (string | number | undefined)[]): string =>
  `${cells.map(csvField).join(",")}\n`;

function csvField(cell: string | number | undefined): string {
  const text = String(cell ?? "").replace(/[\r\n]+/g, " ");
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
