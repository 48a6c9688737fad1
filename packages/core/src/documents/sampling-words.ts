import { placeOf } from "../job/regions.ts";
import type { Measure } from "../sample/measure.ts";
import { leastBatches, leastToJoin } from "../statistics/batches.ts";
import type { Stats } from "../statistics/stats.ts";
import type { MatrixRow } from "./matrix-document.ts";
import type { Sampling } from "./sampling.ts";

type Figure = Pick<Stats, "n" | "lag1" | "lasting" | "carriedByOne">;
type Figures = Readonly<Partial<Record<Measure, Figure>>>;

/** What is said of a cell comes of these, of a document that was read or made. */
interface Told extends Readonly<Pick<MatrixRow, "origin" | "target">> {
  readonly outcomes: Readonly<MatrixRow["outcomes"]>;
  readonly sampling: Sampling;
  readonly starts: Readonly<Record<string, { readonly measures: Figures }>>;
}

/** Neighbours less alike than this are not told of. */
export const noteworthyLag1 = 0.2;

/** What the samples of these cells can tell and what not, in sentences: first what is true of all, then cell by cell. */
export function samplingWords(rows: readonly Told[], measures: readonly Measure[]): string[] {
  const answered = rows.filter(({ outcomes }) => outcomes.ok > 0);
  if (answered.length === 0) return [];
  return [
    ...unseenLine(answered),
    ...speakingLines(answered),
    ...answered.flatMap((row) => cellLines(row, measures)),
  ];
}

function unseenLine(rows: readonly Told[]): string[] {
  const most = Math.max(...rows.map(({ sampling }) => sampling.unseen ?? 0));
  const fewest = Math.min(...rows.map(({ outcomes }) => outcomes.ok));
  return [
    `With ${fewest} ${fewest === 1 ? "sample" : "samples"} in a cell, a kind of call that is up to ${percent(most)} of all may not have been seen once.`,
    ...(fewest < leastBatches
      ? ["So few do not tell whether neighbours are alike, which makes intervals too narrow."]
      : []),
  ];
}

/** Whose samples are too few to speak of others, by the label that intervals carry. */
const few = {
  "these connections": {
    came: "calls went over",
    countOf: ({ connections }: Sampling) => connections,
    noun: "connection",
  },
  "these environments": {
    came: "calls came from",
    countOf: ({ environments }: Sampling) => environments.origin,
    noun: "environment",
  },
} as const;

function speakingLines(rows: readonly Told[]): string[] {
  return (Object.keys(few) as (keyof typeof few)[]).flatMap((label) => {
    const { came, countOf, noun } = few[label];
    // Of one sample there is no interval.
    const those = rows.filter(({ sampling, outcomes }) => sampling.speaksOf === label && outcomes.ok > 1);
    if (those.length === 0) return [];
    const who =
      those.length === rows.length ? "Intervals" : `Intervals of ${those.length} of ${rows.length} cells`;
    const from = rangeOf(
      those.map(({ sampling }) => countOf(sampling)),
      noun,
    );
    return [
      `${who} speak of ${label}, and not of those of the next job: ${came} ${from} per cell, and it takes five that intervals tell apart to say how much ${noun}s differ.`,
    ];
  });
}

/** Few are always counted: only many are `{ gt }`. */
function rangeOf(found: readonly Sampling["connections"][], noun: string): string {
  const counts = found.filter((one) => typeof one === "number");
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return `${least === most ? least : `${least} to ${most}`} ${most === 1 ? noun : `${noun}s`}`;
}

function cellLines(row: Told, measures: readonly Measure[]): string[] {
  const { sampling } = row;
  const cold = sampling.coldShare ? [`${percent(sampling.coldShare)} cold starts`] : [];
  const many = unequal(sampling);
  const notes = [
    ...cold,
    ...many,
    ...Object.entries(row.starts).flatMap(([start, { measures: of }]) => notesOf(start, of, measures)),
  ];
  return notes.length === 0 ? [] : [`${placeOf(row.origin)} → ${placeOf(row.target)}: ${notes.join("; ")}`];
}

/** As how many equal ones several count. */
function unequal({ connections, environments, effective }: Sampling): string[] {
  const [found, noun] =
    connections === 0 ? [environments.origin, "environments"] : [connections, "connections"];
  if (effective === null || typeof found !== "number" || found < 2) return [];
  return [`${found} ${noun}, which count as ${effective.toFixed(1)} equal ones`];
}

function notesOf(start: string, of: Figures, measures: readonly Measure[]): string[] {
  const having = (has: (stats: Figure) => unknown): Measure[] =>
    measures.filter((name) => {
      const stats = of[name];
      return stats !== undefined && has(stats);
    });
  const note = (names: readonly Measure[], textOf: (names: string) => string): string[] =>
    names.length > 0 ? [textOf(`${start} ${names.join(", ")}`)] : [];
  const alike = (allowance: string, isSo: (stats: Figure) => boolean): string[] => {
    const those = having((stats) => (stats.lag1 ?? 0) > noteworthyLag1 && isSo(stats));
    const most = Math.max(...those.map((name) => of[name]?.lag1 ?? 0));
    return note(
      those,
      (names) => `neighbours are alike in ${names} (correlation up to ${most.toFixed(2)})${allowance}`,
    );
  };
  return [
    ...alike(
      ": too few samples for intervals to allow for it, so they may be too narrow",
      ({ lasting, n }) => !lasting && n < leastToJoin,
    ),
    ...alike(
      `: intervals of ${leastToJoin} blocks or more allow for it, and speak of the time of this job first`,
      ({ lasting, n }) => !lasting && n >= leastToJoin,
    ),
    ...alike("", ({ lasting }) => lasting === true),
    ...note(
      having(({ lasting }) => lasting),
      (names) =>
        `conditions lasted for much of the job in ${names}: intervals speak of its time, and are too narrow for other times; chance alone makes up to one measure in five look so`,
    ),
    ...note(
      having((stats) => stats.carriedByOne && stats.n > fewForMean),
      (names) => `one value makes most of the spread of ${names}: read the median`,
    ),
  ];
}

/** Of fewer values than this one always makes much of the spread. */
const fewForMean = 5;

const percent = (share: number): string =>
  `${share < 0.1 ? (share * 100).toFixed(1) : Math.round(share * 100)}%`;
