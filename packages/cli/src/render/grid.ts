import type { MatrixRow } from "@crisscross/core/documents/matrix-document";
import { placeOf } from "@crisscross/core/job/regions";
import { startClasses } from "@crisscross/core/sample/start-class";
import type { Stats } from "@crisscross/core/statistics/stats";
import type { Paint } from "../terminal/paint.ts";
import { wrap } from "../terminal/wrap.ts";
import { heatPadding, paintHeat } from "./heat.ts";
import { showMs } from "./milliseconds.ts";
import type { PageStyle } from "./page.ts";
import { originWaitWords } from "./route-words.ts";
import { left, renderFitting, right, tableWidth } from "./table.ts";

/**
 * Origins down, targets across, one line per origin: the median of originWait over warm probes, what the function in that
 * origin waited for all behind it. The codes of origins are left out where there is no room for them, and targets that do
 * not fit `columns` continue in a further grid.
 */
export function renderGrid(
  variant: string,
  rows: readonly MatrixRow[],
  { paint, columns: width }: PageStyle,
): string[] {
  const origins = [...new Set(rows.map(({ origin }) => origin))];
  const targets = [...new Set(rows.map(({ target }) => target))];
  const heads = headsOf(targets);
  const cells = targets.map((target, place) => {
    const column = origins.map((origin) =>
      rows.find((row) => row.origin === origin && row.target === target),
    );
    return cellsOf(column, Math.max(...(heads[place] ?? "").split("\n").map(({ length }) => length)), paint);
  });
  const lines = origins.map((origin, at) => [
    placeOf(origin),
    origin,
    ...cells.map((column) => column[at] ?? ""),
  ]);
  const columns = [left("from ↓"), right("to →"), ...heads.map(right)];
  const hasCodes = tableWidth(columns, lines) <= width;
  const pick = <T>(items: readonly T[]): T[] => items.filter((_, at) => hasCodes || at !== 1);
  const heading = `${variant}  ${originWaitWords(variant)} (originWait); median of warm probes, ms`;
  return [
    ...wrap(heading, width).map((line) => line.replace(variant, (name) => paint("bold", name))),
    ...renderFitting(paint, pick(columns), lines.map(pick), { labels: hasCodes ? 2 : 1, width }),
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

/** A column of cells, all as wide as the widest of them or its head. */
function cellsOf(rows: readonly (MatrixRow | undefined)[], headWidth: number, paint: Paint): string[] {
  const texts = rows.map((row) => (row ? { row, ...textOf(row) } : undefined));
  const width = Math.max(
    headWidth - heatPadding,
    ...texts.map((text) => (text ? text.mark + text.figure : "").length),
  );
  return texts.map((text) => {
    if (!text) return "";
    const { mark, figure, heatMs } = text;
    const room = width - mark.length;
    const shown =
      heatMs === undefined
        ? paint("dim", figure.padStart(room) + " ".repeat(heatPadding))
        : paintHeat(paint, heatMs, figure, room);
    return mark === "" ? shown : paint("red", mark) + shown;
  });
}

interface CellText {
  /** How many probes failed, and a space. */
  mark: string;
  figure: string;
  /** Of warm probes alone: others have no shade. */
  heatMs?: number;
}

function textOf(row: MatrixRow): CellText {
  const failed = row.outcomes.throttled + row.outcomes.timeout + row.outcomes.error;
  const mark = failed > 0 ? `✗${failed} ` : "";
  const warm = warmWait(row)?.p50;
  if (typeof warm === "number") return { mark, figure: showMs(warm), heatMs: warm };
  const other = otherWait(row);
  return { mark, figure: other ? `${other.sign}${showMs(other.stats.p50)}` : "–" };
}

/** The wait in the origin of the probes in which every function was warm. */
export const warmWait = (row: MatrixRow): Stats | undefined => row.starts.warm?.measures.originWait;

/** Where no probe was warm, the wait of one other kind, never of several: the warmest there is, or what timed out. */
function otherWait(row: MatrixRow): { sign: keyof typeof signs; stats: Stats } | undefined {
  if (warmWait(row)) return undefined;
  const start = startClasses.findLast((one) => row.starts[one]?.measures.originWait);
  const stats = start ? row.starts[start]?.measures.originWait : row.measures.originWait;
  if (!stats) return undefined;
  return { sign: start === "cold" ? "c" : start ? "~" : "†", stats };
}

const signs = {
  c: "no warm probe: the median of cold starts, which is not the distance",
  "~": "no warm probe: the median of the warmest start class there is; --detail names it",
  "†": "no probe was answered: at least this was waited",
} as const;

/** What the marks in the grids of these cells stand for; no lines where there are none. */
export function explainMarks(rows: readonly MatrixRow[]): string[] {
  const failed = rows.some(({ outcomes }) => outcomes.throttled + outcomes.timeout + outcomes.error > 0);
  const found = new Set(rows.map((row) => otherWait(row)?.sign));
  return [
    ...(failed ? ["✗n  n probes were not ok: see above"] : []),
    ...(Object.keys(signs) as (keyof typeof signs)[])
      .filter((sign) => found.has(sign))
      .map((sign) => `${sign}   ${signs[sign]}`),
  ];
}
