import type { MatrixRow } from "@crisscross/core/documents/matrix-document";
import { placeOf } from "@crisscross/core/job/regions";
import { type StartClass, startClasses } from "@crisscross/core/sample/start-class";
import type { Stats } from "@crisscross/core/statistics/stats";
import { wrap } from "../terminal/wrap.ts";
import { type Bills, costOf } from "./call-cost.ts";
import { confidence } from "./confidence.ts";
import { showMs } from "./milliseconds.ts";
import { showPerMillion } from "./money.ts";
import type { PageStyle } from "./page.ts";
import { originWaitWords } from "./route-words.ts";
import { left, renderFitting, right } from "./table.ts";

interface DetailPage extends PageStyle {
  bills?: Bills;
  /** Of each interval, 0 to 1. */
  level?: number | undefined;
}

const columns = [
  left("from → to"),
  right("n"),
  right("p50"),
  left("[low–high]"),
  right("p95"),
  right("billed"),
  right("$/M"),
];

/**
 * Every cell of a variant, one line each, of its warm calls: the wait in the origin, what outer was billed in ms, and USD per
 * million calls. Where none was warm it is of another kind of start, which the line names.
 */
export function renderDetail(variant: string, rows: readonly MatrixRow[], page: DetailPage): string[] {
  const { paint, columns: width, level = 0.95 } = page;
  const lines = rows.map((row) => lineOf(row, page));
  const legend = [
    `${originWaitWords(variant)} (originWait), ms: median, its ${confidence(level)} interval, p95; billed: median of outer, ms; $/M: USD per million calls, compute and requests`,
    ...refusalsIn(rows),
  ];
  return [
    `${paint("bold", variant)}  warm calls, one line a cell`,
    ...legend.flatMap((text) => wrap(text, width).map((line) => paint("dim", line))),
    ...renderFitting(paint, columns, lines, { labels: 2, width }),
  ];
}

function lineOf(row: MatrixRow, { paint, bills }: DetailPage): string[] {
  const start = row.starts.warm ? "warm" : startClasses.findLast((one) => row.starts[one]);
  const { n = 0, measures = row.measures } = (start && row.starts[start]) ?? {};
  const { originWait, outerBilled } = measures;
  const kind = start === "warm" ? "" : ` ${start ?? "no answer"}`;
  const failed = row.n - row.outcomes.ok;
  return [
    `${placeOf(row.origin)} → ${placeOf(row.target)}`,
    `${n}${kind}${failed > 0 ? paint("red", ` ✗${failed}`) : ""}`,
    showMs(originWait?.p50),
    intervalOf(originWait),
    showMs(originWait?.p95),
    showMs(outerBilled?.p50),
    showPerMillion(usdOf(row, start, bills)),
  ];
}

function intervalOf(stats: Stats | undefined): string {
  const interval = stats?.intervals.p50;
  return interval ? `[${interval.map((bound) => showMs(bound)).join("–")}]` : "–";
}

function usdOf(row: MatrixRow, start: StartClass | undefined, bills?: Bills): number | undefined {
  if (bills === undefined || "unknown" in bills) return undefined;
  const { origin, target, variant } = row;
  const found = bills.rows.find(
    (one) => one.origin === origin && one.target === target && one.variant === variant,
  );
  const billed = found?.bills.filter((bill) => bill.start === start) ?? [];
  return billed.length === 0 ? undefined : costOf(billed).usd;
}

/** More reasons than these differ by their counts alone. */
const shownReasons = 2;

/** Why a column has dashes. */
function refusalsIn(rows: readonly MatrixRow[]): string[] {
  const waits = rows.flatMap((row) => row.starts.warm?.measures.originWait ?? []);
  const because = (what: string, names: readonly string[]): string[] => {
    const found = waits.flatMap(({ refused }) => names.flatMap((name) => refused?.[name] ?? []));
    const reasons = [...new Set(found)];
    const more = reasons.length > shownReasons ? "; and so on" : "";
    return reasons.length === 0 ? [] : [`${what}: ${reasons.slice(0, shownReasons).join("; ")}${more}`];
  };
  return [...because("no interval", ["intervals", "intervals.p50"]), ...because("no p95", ["p95"])];
}
