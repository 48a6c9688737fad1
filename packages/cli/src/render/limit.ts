import type { MatrixDocument, MatrixRow } from "@crisscross/core/documents/matrix-document";
import { placeOf } from "@crisscross/core/job/regions";
import { CommandError } from "../terminal/command-error.ts";
import { type CellStat, isStat, readStat, statNames } from "./cell-stat.ts";
import { showMs } from "./milliseconds.ts";

/** What a statistic of every cell is to stay below; ms. */
interface Limit {
  stat: CellStat;
  belowMs: number;
}

/** What a limit says of cells: each is in one of the three. */
interface Judgement {
  limit: Limit;
  within: MatrixRow[];
  over: { row: MatrixRow; ms: number }[];
  /** With why it cannot be told. */
  unknown: { row: MatrixRow; why: string }[];
}

const form = /^(\w+) *< *(\d{1,7}(?:\.\d{1,3})?)$/;

/** Limits as typed: `p95<250`, several with commas; none where none were. Throws CommandError 2. */
export function readLimits(typed: string | undefined): Limit[] {
  if (typed === undefined) return [];
  return typed.split(",").map((part) => {
    const [, stat = "", ms = ""] = form.exec(part.trim()) ?? [];
    if (isStat(stat) && Number(ms) > 0) return { stat, belowMs: Number(ms) };
    throw new CommandError(
      2,
      `--max: ${JSON.stringify(part.trim())} is not accepted; accepted: a statistic, < and milliseconds, such as 'p95<250' (in quotes); statistics are ${statNames.join(", ")}; several with commas`,
    );
  });
}

/** Judges every cell by its warm calls. */
export function judge(limit: Limit, { job, matrix }: Pick<MatrixDocument, "job" | "matrix">): Judgement {
  const judgement: Judgement = { limit, within: [], over: [], unknown: [] };
  for (const row of matrix) {
    const read = readStat(row, limit.stat);
    if (job.wan === "mixed") judgement.unknown.push({ row, why: "has samples of two networks" });
    else if ("refused" in read) judgement.unknown.push({ row, why: read.refused });
    else if (read.ms >= limit.belowMs) judgement.over.push({ row, ms: read.ms });
    else if (row.outcomes.timeout > 0)
      judgement.unknown.push({ row, why: `${row.outcomes.timeout} timed out, and may have been warm` });
    else judgement.within.push(row);
  }
  return judgement;
}

/** 3 when any cell is over any limit, else 4 when it cannot be told of any, else 0. */
export function codeOf(judgements: readonly Judgement[]): 0 | 3 | 4 {
  if (judgements.some(({ over }) => over.length > 0)) return 3;
  // Without cells nothing was judged.
  const isKnown = judgements.every(({ unknown, within }) => unknown.length === 0 && within.length > 0);
  return isKnown ? 0 : 4;
}

/** How many cells are named. */
const named = 5;

/** What a limit says of the cells, a line for each kind of them. */
export function renderJudgement({ limit, within, over, unknown }: Judgement): string[] {
  const name = `${limit.stat} < ${limit.belowMs} ms`;
  const count = within.length + over.length + unknown.length;
  const cellOf = ({ origin, target, variant }: MatrixRow) =>
    `${placeOf(origin)} → ${placeOf(target)} ${variant}`;
  const list = (texts: readonly string[]) =>
    `${texts.slice(0, named).join("; ")}${texts.length > named ? `; and ${texts.length - named} more` : ""}`;
  const slowest = over
    .toSorted((a, b) => b.ms - a.ms)
    .map(({ row, ms }) => `${cellOf(row)} ${showMs(ms)} ms`);
  const untold = unknown.map(({ row, why }) => `${cellOf(row)} ${why}`);
  if (count === 0) return [`limit ${name}: cannot be told, there is no cell`];
  if (within.length === count) return [`limit ${name}: kept by the warm calls of all ${count} cells`];
  return [
    ...(over.length > 0
      ? [`limit ${name}: broken by ${over.length} of ${count} cells: ${list(slowest)}`]
      : []),
    ...(unknown.length > 0
      ? [`limit ${name}: cannot be told of ${unknown.length} of ${count} cells: ${list(untold)}`]
      : []),
  ];
}
