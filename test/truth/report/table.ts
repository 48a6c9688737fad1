/** A Markdown table. A `>` before a head aligns its column to the right. */
export function table(heads: readonly string[], rows: readonly string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(heads.map((head) => head.replace(/^>/, ""))),
    line(heads.map((head) => (head.startsWith(">") ? "---:" : "---"))),
    ...rows.map(line),
  ].join("\n");
}
