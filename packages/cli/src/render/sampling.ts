import type { MatrixRow } from "@crisscross/core/documents/matrix-document";
import { placeOf } from "@crisscross/core/job/regions";
import type { Measure } from "@crisscross/core/sample/measure";
import type { Stats } from "@crisscross/core/statistics/stats";
import { wrap } from "../terminal/wrap.ts";
import type { PageStyle } from "./page.ts";

/** Neighbours less alike than this are not told of. */
export const noteworthyLag1 = 0.2;

/** What the samples of these cells can tell and what not, in words: first what is true of all, then cell by cell. */
export function renderSampling(
  rows: readonly MatrixRow[],
  measures: readonly Measure[],
  { paint, columns }: PageStyle,
): string[] {
  const answered = rows.filter(({ outcomes }) => outcomes.ok > 0);
  if (answered.length === 0) return [];
  const lines = [
    ...unseenLine(answered),
    ...environmentLines(answered),
    ...answered.flatMap((row) => cellLines(row, measures)),
  ];
  return [paint("bold", "what these samples can tell"), ...lines.flatMap((line) => wrap(line, columns))];
}

function unseenLine(rows: readonly MatrixRow[]): string[] {
  const most = Math.max(...rows.map(({ sampling }) => sampling.unseen ?? 0));
  const fewest = Math.min(...rows.map(({ outcomes }) => outcomes.ok));
  return [
    `With ${fewest} samples in a cell, a kind of call that is up to ${percent(most)} of all may not have been seen once.`,
  ];
}

function environmentLines(rows: readonly MatrixRow[]): string[] {
  const few = rows.filter(({ sampling }) => sampling.speaksOf === "these environments");
  const lines: string[] = [];
  if (few.length > 0) {
    const who =
      few.length === rows.length ? "Intervals" : `Intervals of ${few.length} of ${rows.length} cells`;
    lines.push(
      `${who} speak of these environments, and not of those of the next job: calls came from ${rangeOf(few)} per cell, and five are the fewest that tell how much environments differ.`,
    );
  }
  return lines;
}

function rangeOf(rows: readonly MatrixRow[]): string {
  const counts = rows
    .map(({ sampling }) => sampling.environments.origin)
    .filter((one) => typeof one === "number");
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return `${least === most ? least : `${least} to ${most}`} ${most === 1 ? "environment" : "environments"}`;
}

function cellLines(row: MatrixRow, measures: readonly Measure[]): string[] {
  const { sampling } = row;
  const cold = sampling.coldShare ? [`${percent(sampling.coldShare)} cold starts`] : [];
  const many =
    sampling.effective !== null &&
    typeof sampling.environments.origin === "number" &&
    sampling.environments.origin > 1
      ? [
          `${sampling.environments.origin} environments, which count as ${sampling.effective.toFixed(1)} equal ones`,
        ]
      : [];
  const notes = [
    ...cold,
    ...many,
    ...Object.entries(row.starts).flatMap(([start, { measures: of }]) => notesOf(start, of, measures)),
  ];
  return notes.length === 0 ? [] : [`${placeOf(row.origin)} → ${placeOf(row.target)}: ${notes.join("; ")}`];
}

function notesOf(start: string, of: MatrixRow["measures"], measures: readonly Measure[]): string[] {
  const having = (has: (stats: Stats) => unknown): Measure[] =>
    measures.filter((name) => {
      const stats = of[name];
      return stats !== undefined && has(stats);
    });
  const alike = having(({ lag1 = 0 }) => lag1 > noteworthyLag1);
  const most = Math.max(...alike.map((name) => of[name]?.lag1 ?? 0));
  const lasting = having((stats) => stats.lasting);
  const carried = having((stats) => stats.carriedByOne && stats.n > fewForMean);
  return [
    ...(alike.length > 0
      ? [
          `neighbours are alike in ${start} ${alike.join(", ")} (correlation up to ${most.toFixed(2)}): intervals allow for it, and speak of these hours first`,
        ]
      : []),
    ...(lasting.length > 0
      ? [
          `conditions lasted for much of the job in ${start} ${lasting.join(", ")}: intervals speak of its hours, and are too narrow for other ones`,
        ]
      : []),
    ...(carried.length > 0
      ? [`one value makes most of the spread of ${start} ${carried.join(", ")}: read the median`]
      : []),
  ];
}

/** Of fewer values than this one always makes much of the spread. */
const fewForMean = 5;

const percent = (share: number): string =>
  `${share < 0.1 ? (share * 100).toFixed(1) : Math.round(share * 100)}%`;
