import type { MatrixRow, Stats } from "../data/documents.ts";
import type { Figure } from "../words/figures.ts";
import type { Choices } from "./choices.ts";

/** What a cell has to show. */
export type CellFigure =
  /** `interval` is missing where the samples cannot give one; `why` says so then. */
  | {
      readonly kind: "value";
      readonly ms: number;
      readonly n: number;
      readonly interval?: Interval;
      readonly why?: string;
    }
  /** The statistic lies somewhere beyond the deadline: too many calls timed out. */
  | { readonly kind: "beyond"; readonly ms: number; readonly n: number }
  /** There are samples, and too few for this statistic. */
  | { readonly kind: "refused"; readonly why: string; readonly n: number }
  /** No sample has this measure. */
  | { readonly kind: "nothing"; readonly why: string };

export type Interval = readonly [Figure, Figure];

type Asked = Pick<Choices, "measure" | "stat" | "start">;

/** The statistics of a row that the choices are about. */
export const statsOf = (row: MatrixRow, { measure, start }: Omit<Asked, "stat">): Stats | undefined =>
  (start === "all" ? row.measures : row.starts[start]?.measures)?.[measure];

export function figureOf(row: MatrixRow, asked: Asked): CellFigure {
  const { stat, start } = asked;
  const stats = statsOf(row, asked);
  if (stats === undefined) return { kind: "nothing", why: whyNothing(row, start) };
  // Quantiles count calls that timed out, of which only a least wait is known; the mean cannot.
  const n = stats.n + (stat === "mean" ? 0 : (stats.censored ?? 0));
  const figure = stats[stat];
  if (figure === null)
    return { kind: "refused", why: stats.refused?.[stat] ?? "no ok sample has a value", n };
  if (typeof figure === "object") return { kind: "beyond", ms: figure.gt, n };
  const interval = stats.intervals[stat];
  const why = stats.refused?.[`intervals.${stat}`] ?? stats.refused?.intervals;
  return {
    kind: "value",
    ms: figure,
    n,
    ...(interval && { interval }),
    ...(why !== undefined && { why }),
  };
}

function whyNothing(row: MatrixRow, start: Choices["start"]): string {
  if (row.n === 0) return "no probe is in yet";
  if (row.outcomes.ok === 0) return "no probe was answered";
  return start === "all" ? "no sample has this measure" : `no ${start} sample has this measure`;
}

/** Probes of a cell that were not ok, as words: "3 timeout, 1 throttled"; empty without any. */
export function failureWords({ outcomes }: Pick<MatrixRow, "outcomes">): string {
  const failed = (["throttled", "timeout", "error"] as const).filter((outcome) => outcomes[outcome] > 0);
  return failed.map((outcome) => `${outcomes[outcome]} ${outcome}`).join(", ");
}

export const failuresIn = ({ outcomes }: Pick<MatrixRow, "outcomes">): number =>
  outcomes.throttled + outcomes.timeout + outcomes.error;

/** A difference of two figures. `isApart`: both have intervals, and these do not touch. */
interface Shift {
  readonly ms: number;
  readonly isApart: boolean;
}

/** What the second figure is more than the first; undefined where one of them is no number. */
export function shiftBetween(from: CellFigure, to: CellFigure): Shift | undefined {
  if (from.kind !== "value" || to.kind !== "value") return undefined;
  const ms = to.ms - from.ms;
  const [lower, upper] = ms < 0 ? [to, from] : [from, to];
  const [end, begin] = [lower.interval?.[1], upper.interval?.[0]];
  const isApart = typeof end === "number" && leastOf(begin) > end;
  return { ms, isApart };
}

/** The least that an interval's lower end can be. */
const leastOf = (end: Figure | undefined): number =>
  typeof end === "number" ? end : typeof end === "object" && end !== null ? end.gt : Number.NEGATIVE_INFINITY;
