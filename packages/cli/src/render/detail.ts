import type { MatrixRow } from "@crisscross/core/matrix";
import type { Measure } from "@crisscross/core/measure";
import { placeOf } from "@crisscross/core/regions";
import type { Paint } from "../paint.ts";
import { rowLabel } from "./labels.ts";
import { showMean, showMs } from "./milliseconds.ts";
import { type Column, renderTable } from "./table.ts";

const shown = [
  ["total", "total"],
  ["outerBilled", "outer\nbilled"],
  ["innerObserved", "inner\nobserved"],
  ["innerBilled", "inner\nbilled"],
  ["innerExecution", "= inner\nexecution"],
  ["innerInit", "+ init,\nif cold"],
  ["innerTransit", "+ there\nand back"],
  ["db", "db"],
] as const satisfies readonly (readonly [Measure, string])[];

/** Every cell of a variant, one table an origin. Measures that no cell has are left out. */
export function renderDetail(variant: string, rows: readonly MatrixRow[], paint: Paint): string[] {
  const measures = shown.filter(([measure]) => rows.some((row) => row.measures[measure]));
  const columns: Column[] = [
    { head: "to", align: "left" },
    { head: "ok/n", align: "right" },
    { head: "cold", align: "right" },
    ...measures.map(([, head]) => ({ head, align: "right" as const })),
  ];
  const origins = [...new Set(rows.map(({ origin }) => origin))];
  return origins.flatMap((origin, index) => {
    const cells = rows
      .filter((row) => row.origin === origin)
      .map((row) => [
        rowLabel(row.target),
        okOf(row, paint),
        coldOf(row),
        ...measures.map(figure(row, paint)),
      ]);
    return [
      ...(index > 0 ? [""] : []),
      `${paint("bold", `${variant} from ${placeOf(origin)}`)} (${origin})  ms: median, and below it mean±sd`,
      ...renderTable(paint, columns, cells),
    ];
  });
}

function okOf({ n, outcomes }: MatrixRow, paint: Paint): string {
  const text = `${outcomes.ok}/${n}`;
  return outcomes.ok < n ? paint("red", text) : text;
}

const coldOf = ({ starts }: MatrixRow): string => String(starts.cold?.n ?? 0);

const figure =
  (row: MatrixRow, paint: Paint) =>
  ([measure]: readonly [Measure, string]): string => {
    const stats = row.measures[measure];
    return stats ? `${showMs(stats.p50)}\n${paint("dim", showMean(stats.mean, stats.sd))}` : "–";
  };
