import { type Case, cases } from "./cases.ts";
import type { Verdict } from "./client.ts";

const begin = "<!-- npm run clients writes what follows -->";
const end = "<!-- npm run clients wrote until here -->";

/** What one client got, in the order of the cases. */
export interface Column {
  label: string;
  verdicts: readonly Verdict[];
}

/** The page with its table made anew. Throws when the page lacks the two lines between which it stands. */
export function withClients(page: string, columns: readonly Column[]): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`docs/local-cloud.md lacks the lines "${begin}" and "${end}".`);
  return `${before}${begin}\n\n${renderTable(columns)}\n\n${end}${after}`;
}

function renderTable(columns: readonly Column[]): string {
  const head = ["operation", ...columns.map(({ label }) => label)];
  const rows = cases.map((one, index) => [
    nameOf(one),
    ...columns.map(({ verdicts }) => verdicts[index] ?? "–"),
  ]);
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const nameOf = ({ service, operation }: Case): string => `${service} ${operation}`;

/** The column of one client in a page's table; undefined when it has none. */
export function readColumn(page: string, label: string): Record<string, string> | undefined {
  const lines =
    page
      .split(begin)[1]
      ?.split(end)[0]
      ?.split("\n")
      .filter((line) => line.startsWith("|")) ?? [];
  const [head = [], , ...rows] = lines.map((line) => line.split("|").map((cell) => cell.trim()));
  const place = head.indexOf(label);
  if (place < 0) return undefined;
  return Object.fromEntries(rows.map((cells) => [cells[1] ?? "", cells[place] ?? ""]));
}

export const namedColumn = ({ verdicts }: Column): Record<string, string> =>
  Object.fromEntries(cases.map((one, index) => [nameOf(one), verdicts[index] ?? "–"]));
