import type { MatrixRow } from "@crisscross/core/matrix";
import { placeOf } from "@crisscross/core/regions";
import type { Stats } from "@crisscross/core/stats";
import type { Paint } from "../paint.ts";
import type { Heat } from "./heat.ts";
import { showMs } from "./milliseconds.ts";
import { renderFitting } from "./table.ts";

/**
 * Origins down, targets across, a line an origin: the median of innerObserved over warm probes. Targets that do not fit
 * `columns` continue in a further grid.
 */
export function renderGrid(
  variant: string,
  rows: readonly MatrixRow[],
  heat: Heat | undefined,
  { paint, columns: width }: { paint: Paint; columns: number },
): string[] {
  const origins = [...new Set(rows.map(({ origin }) => origin))];
  const targets = [...new Set(rows.map(({ target }) => target))];
  const columns = [
    { head: "from ↓", align: "left" as const },
    { head: "to →", align: "right" as const },
    ...headsOf(targets).map((head) => ({ head, align: "right" as const })),
  ];
  const lines = origins.map((origin) => [
    placeOf(origin),
    origin,
    ...targets.map((target) =>
      cell(
        rows.find((row) => row.origin === origin && row.target === target),
        heat,
        paint,
      ),
    ),
  ]);
  return [
    `${paint("bold", variant)}  median wait for inner (innerObserved) of warm probes, ms`,
    ...renderFitting(paint, columns, lines, { labels: 2, width }),
  ];
}

/** Places of two words take two lines, and those of one stand on the second. */
function headsOf(regions: readonly string[]): string[] {
  const tall = regions.some((region) => placeOf(region).includes(" "));
  return regions.map((region) => {
    const place = placeOf(region);
    return place.includes(" ") ? place.replace(" ", "\n") : `${tall ? "\n" : ""}${place}`;
  });
}

function cell(row: MatrixRow | undefined, heat: Heat | undefined, paint: Paint): string {
  if (!row) return "";
  const failed = row.outcomes.throttled + row.outcomes.timeout + row.outcomes.error;
  const mark = failed > 0 ? `${paint("red", `✗${failed}`)} ` : "";
  const warm = warmWait(row)?.p50;
  if (warm !== undefined)
    return mark + (heat && typeof warm === "number" ? paint(heat.styleOf(warm), showMs(warm)) : showMs(warm));
  const { innerObserved } = row.measures;
  return mark + (innerObserved ? paint("dim", `~${showMs(innerObserved.p50)}`) : "–");
}

/** The wait for inner of the probes in which every function was warm. */
export const warmWait = (row: MatrixRow): Stats | undefined => row.starts.warm?.measures.innerObserved;

/** What the marks in the grids of these cells stand for; no lines where there are none. */
export function explainMarks(rows: readonly MatrixRow[]): string[] {
  const failed = rows.some(({ outcomes }) => outcomes.throttled + outcomes.timeout + outcomes.error > 0);
  const cold = rows.some((row) => !warmWait(row) && row.measures.innerObserved);
  return [
    ...(failed ? ["✗n  n probes were not ok: see above"] : []),
    ...(cold ? ["~   no warm probe: the median of all"] : []),
  ];
}
