import type { MatrixRow } from "@crisscross/core/documents/matrix-document";
import { placeOf } from "@crisscross/core/job/regions";
import type { Measure } from "@crisscross/core/sample/measure";
import { type StartClass, startClasses } from "@crisscross/core/sample/start-class";
import { leastValues } from "@crisscross/core/statistics/refused-quantiles";
import type { Stats } from "@crisscross/core/statistics/stats";
import type { Paint } from "../terminal/paint.ts";
import { wrap } from "../terminal/wrap.ts";
import { confidence } from "./confidence.ts";
import { showMean, showMs } from "./milliseconds.ts";
import type { PageStyle } from "./page.ts";
import { originWaitWords } from "./route-words.ts";
import { renderSampling } from "./sampling.ts";
import { type Column, left, renderFitting, right } from "./table.ts";

const shown = [
  ["total", "total"],
  ["outerBilled", "outer\nbilled"],
  ["originWait", "origin\nwaits"],
  ["innerBilled", "inner\nbilled"],
  ["innerExecution", "inner\nexecution"],
  ["innerInit", "inner\ninit"],
  ["innerTransit", "to inner\nand back"],
  ["db", "db"],
] as const satisfies readonly (readonly [Measure, string])[];

/** One line of a cell: the samples that started alike, or all of them with the waits that were given up. */
interface Line {
  name: string;
  n: number;
  measures: MatrixRow["measures"];
}

const warmFirst: readonly StartClass[] = ["warm", ...startClasses.filter((start) => start !== "warm")];

/**
 * Every cell of a variant, one table per origin, one line per start class. Measures that no cell has are left out. `level` is that of
 * each interval, 0 to 1.
 */
export function renderMeasures(
  variant: string,
  rows: readonly MatrixRow[],
  style: PageStyle,
  level = 0.95,
): string[] {
  const { paint, columns: width } = style;
  const lines = rows.flatMap(linesOf);
  const measures = shown.filter(([measure]) => lines.some((line) => line.measures[measure]));
  const columns: Column[] = [
    left("to"),
    right("ok/n"),
    left("start"),
    ...measures.map(([, head]) => ({ head, align: "right" as const })),
  ];
  const origins = [...new Set(rows.map(({ origin }) => origin))];
  const tables = origins.flatMap((origin, index) => {
    const cells = rows
      .filter((row) => row.origin === origin)
      .flatMap((row) =>
        linesOf(row).map((line, at) => [
          at === 0 ? `${placeOf(row.target)}\n${row.target}` : "",
          at === 0 ? okOf(row, paint) : "",
          `${line.name}\n${paint("dim", `n = ${line.n}`)}`,
          ...measures.map(([measure]) => figure(line.measures[measure], line.n, paint)),
        ]),
      );
    return [
      ...(index > 0 ? [""] : []),
      `${paint("bold", `${variant} from ${placeOf(origin)}`)} (${origin})`,
      ...renderFitting(paint, columns, cells, { labels: 3, width }),
    ];
  });
  const legend = [
    `in ms: median, and below it mean±sd, ${confidence(level)} interval of the mean, p95`,
    ...(measures.some(([measure]) => measure === "originWait")
      ? [`origin waits (originWait): ${originWaitWords(variant)}`]
      : []),
    ...(lines.some(hasOwnN) ? ["n = … within a column counts the samples of the figures below it"] : []),
  ].flatMap((text) => wrap(text, width).map((line) => paint("dim", line)));
  const names = measures.map(([measure]) => measure);
  return [...legend, ...tables, ...refusalOf(lines, paint), ...renderSampling(rows, names, style)];
}

function linesOf(row: MatrixRow): Line[] {
  const lines = warmFirst.flatMap((name): Line[] => {
    const start = row.starts[name];
    return start ? [{ name, ...start }] : [];
  });
  const hasTimeouts = Object.values(row.measures).some(({ censored }) => censored);
  const { ok, timeout } = row.outcomes;
  const all = lines.length > 1 ? withoutMeans(row.measures) : row.measures;
  if (hasTimeouts) lines.push({ name: "all, with\ntimeouts", n: ok + timeout, measures: all });
  return lines.length > 0 ? lines : [{ name: "–", n: 0, measures: {} }];
}

/** A mean over cold and warm calls would describe neither. */
function withoutMeans(measures: MatrixRow["measures"]): MatrixRow["measures"] {
  return Object.fromEntries(
    Object.entries(measures).map(
      ([
        name,
        {
          intervals: { mean: _, ...intervals },
          ...stats
        },
      ]) => [name, { ...stats, mean: null, sd: null, intervals }],
    ),
  );
}

function okOf({ n, outcomes }: MatrixRow, paint: Paint): string {
  const text = `${outcomes.ok}/${n}`;
  return outcomes.ok < n ? paint("red", text) : text;
}

/**
 * Figures of fewer samples than the line stand below their own n: beside timeouts the mean is of answers alone, other measures
 * altogether. The interval is left out where blocks cannot give it, p95 where it is refused.
 */
function figure(stats: Stats | undefined, n: number, paint: Paint): string {
  if (!stats) return "–";
  const p50 = showMs(stats.p50);
  const p95 = stats.p95 === null ? [] : [paint("dim", `p95 ${showMs(stats.p95)}`)];
  const mean = showMean(stats.mean, stats.sd);
  const { mean: interval } = stats.intervals;
  const means = [...(mean ? [mean] : []), ...(interval ? [showInterval(interval, stats.min)] : [])].map(
    (text) => paint("dim", text),
  );
  if (stats.n === n) return [p50, ...means, ...p95].join("\n");
  const own = paint("dim", `n = ${stats.n}`);
  if (samplesOf(stats) < n) return [own, p50, ...means, ...p95].join("\n");
  return [p50, ...p95, ...(means.length > 0 ? [own, ...means] : [])].join("\n");
}

const hasOwnN = ({ n, measures }: Line): boolean =>
  shown.some(([measure]) => (measures[measure]?.n ?? n) !== n);

/** All that its quantiles are of. */
const samplesOf = ({ n, censored = 0 }: Stats): number => n + censored;

/** Where no value is negative the mean is not either, however far down two blocks let it reach. */
function showInterval([low, high]: readonly [number, number], min: number | null): string {
  return low < 0 && min !== null && min >= 0 ? `0–${showMs(high)}` : `${showMs(low)}–${showMs(high)}`;
}

function refusalOf(lines: readonly Line[], paint: Paint): string[] {
  const refused = lines.flatMap(({ measures }) => Object.values(measures).filter(({ p95 }) => p95 === null));
  if (refused.length === 0) return [];
  const most = Math.max(...refused.map(samplesOf));
  return [
    paint(
      "dim",
      `p95 is refused below ${leastValues.p95} samples; where it is missing there are at most ${most}`,
    ),
  ];
}
