import { AppError } from "../edge/error.ts";
import type { JobRecord } from "../job/job-record.ts";
import { wanOf } from "../job/wan.ts";
import { type Outcome, outcomes } from "../sample/call.ts";
import { type Measure, measureNames } from "../sample/measure.ts";
import { type StartClass, startClasses } from "../sample/start-class.ts";
import { limitMsOf } from "../sample/wait-limit.ts";
import { type JobEnding, lossesIn } from "../standing/ending.ts";
import { stateOf } from "../standing/job-state.ts";
import { ledgerOf } from "../standing/ledger.ts";
import { countLost } from "../standing/loss.ts";
import { addDistribution, type Distribution, emptyDistribution } from "../statistics/distribution.ts";
import { isSame } from "../statistics/same.ts";
import { type Stats, statsOf } from "../statistics/stats.ts";
import { usualMiss } from "../statistics/student.ts";
import { type CellSummary, cellKey, emptyCell, type Summary } from "../summary/summary.ts";
import { buildViewsOf } from "./build-view.ts";
import { labelsOf, reasonsOf } from "./job-view.ts";
import { lateShareOf } from "./late-share.ts";
import type { Failure, MatrixDocument, MatrixRow } from "./matrix-document.ts";
import { samplingOf } from "./sampling.ts";
import { cellSpreadOf } from "./spread-view.ts";

type CellName = Pick<MatrixRow, "origin" | "target" | "variant">;

export interface MatrixWishes {
  /** Which cells are wanted; without it, all. */
  isWanted?: (cell: CellName) => boolean;
  /** Whether all intervals are to hold at once with 95%, instead of each. */
  isSimultaneous?: boolean;
  /** Of which measure it is wanted how its values are spread. */
  distribution?: Measure | undefined;
}

/**
 * The answer to a job: a row for every planned cell, origin by origin, in the order of its spec. Throws AppError
 * `corrupt` when the summary has cells the job never planned.
 */
export function matrixOf(
  record: JobRecord,
  summary: Summary,
  ending: JobEnding = {},
  { isWanted = () => true, isSimultaneous = false, distribution }: MatrixWishes = {},
): MatrixDocument {
  const { origins, targets, variants, seed, deadlineMs, load, refresh } = record.spec;
  const ledger = ledgerOf(record, summary, countLost(lossesIn(ending)));
  const cells = origins.flatMap((origin) =>
    targets.flatMap((target) => variants.map((variant) => ({ origin, target, variant }))),
  );
  const rowAt = (cell: CellName, miss = usualMiss): MatrixRow => {
    const found = summary.cells.get(cellKey(cell.origin, cell.target, cell.variant));
    return { ...cell, ...rowOf(found, deadlineMs, miss) };
  };
  const withSpread = (row: MatrixRow): MatrixRow => {
    const found = summary.cells.get(cellKey(row.origin, row.target, row.variant));
    return found && distribution ? { ...row, distribution: cellSpreadOf(found, distribution) } : row;
  };
  const matrix = cells.map((cell) => rowAt(cell));
  const counted = matrix.reduce((sum, row) => sum + row.n, 0);
  if (counted !== ledger.expected - ledger.pending - ledger.lost)
    throw new AppError("corrupt", `job ${record.id} stores samples of cells it never planned`);
  const shown = matrix.filter(isWanted);
  const simultaneous = isSimultaneous ? simultaneousOf(shown) : undefined;
  const lateShare = lateShareOf(summary, load);
  return {
    job: {
      id: record.id,
      ...labelsOf(record),
      state: stateOf(ledger, ending),
      ...ledger,
      ...reasonsOf(ending),
      seed,
      deadlineMs,
      load,
      ...(refresh !== undefined && { refresh }),
      unkept: matrix.reduce((sum, row) => sum + row.unkept, 0),
      ...(lateShare !== undefined && { lateShare }),
      wan: wanOf(summary.wans, record.wan),
      ...(record.unkindness && { unkindness: record.unkindness }),
      ...(record.network !== undefined && { network: record.network }),
      ...(summary.builds.size > 0 && { builds: buildViewsOf(summary.builds) }),
    },
    ...(simultaneous && { simultaneous: { ...simultaneous, level: 1 - missOf(simultaneous) } }),
    matrix: (simultaneous ? shown.map((cell) => rowAt(nameOf(cell), missOf(simultaneous))) : shown).map(
      withSpread,
    ),
  };
}

const nameOf = ({ origin, target, variant }: CellName): CellName => ({ origin, target, variant });

/** All hold at once in 95 of 100 jobs, however they depend on each other (Bonferroni). */
const missOf = ({ intervals }: { intervals: number }): number => usualMiss / Math.max(1, intervals);

/** How many different intervals rows give. A distribution that a row has twice has one. */
function simultaneousOf(rows: readonly MatrixRow[]): { intervals: number } {
  let intervals = 0;
  for (const { measures, starts } of rows) {
    const all = [measures, ...Object.values(starts).map((start) => start.measures)];
    const different = new Set(all.flatMap((of) => Object.values(of)));
    for (const stats of different) intervals += Object.keys(stats.intervals).length;
  }
  return { intervals };
}

type Row = Omit<MatrixRow, "origin" | "target" | "variant">;

function rowOf(cell: CellSummary | undefined, deadlineMs: number, miss: number): Row {
  if (!cell) return emptyRow();
  return {
    n: outcomes.reduce((sum, outcome) => sum + cell.outcomes[outcome], 0),
    outcomes: { ...cell.outcomes },
    failures: failuresOf(cell),
    ...statsOfCell(cell, deadlineMs, miss),
    connections: { ...cell.connections },
    unkept: cell.unkept,
    receiptsMissing: { ...cell.receiptsMissing },
    sampling: samplingOf(cell),
  };
}

function emptyRow(): Row {
  return {
    n: 0,
    outcomes: { ok: 0, throttled: 0, timeout: 0, error: 0 },
    failures: [],
    measures: {},
    starts: {},
    connections: { reused: 0, fresh: 0 },
    unkept: 0,
    receiptsMissing: { outer: 0, inner: 0 },
    sampling: samplingOf(emptyCell()),
  };
}

function failuresOf(cell: CellSummary): Failure[] {
  const failures = [...cell.failures].map(([key, n]): Failure => {
    const [outcome, hop, ...reason] = key.split(" ");
    return { outcome: outcome as Outcome, hop: hop as Failure["hop"], reason: reason.join(" "), n };
  });
  return failures.sort((a, b) => b.n - a.n || (a.reason < b.reason ? -1 : 1));
}

/** Statistics of the cell's measures, those over all its starts, and those of each. What two share is computed once. */
function statsOfCell(cell: CellSummary, deadlineMs: number, miss: number): Pick<Row, "measures" | "starts"> {
  const known: { of: Distribution; stats: Stats | undefined }[] = [];
  const statsOnce = (of: Distribution, limitMs: number): Stats | undefined => {
    const found = known.find((one) => isSame(one.of, of));
    if (found) return found.stats;
    const stats = statsOf(of, undefined, limitMs, miss);
    known.push({ of, stats });
    return stats;
  };
  const starts = collect(startClasses, (start) => {
    const found = cell.starts.get(start);
    if (!found) return undefined;
    const measures = collect(measureNames, (name) => {
      const of = found.measures.get(name);
      return of && statsOnce(of, limitMsOf(name, deadlineMs));
    });
    return { n: found.n, measures };
  });
  const measures = collect(measureNames, (name) => {
    const of = acrossStarts(cell, name);
    const censored = cell.censored.get(name);
    const limitMs = limitMsOf(name, deadlineMs);
    return of && !censored ? statsOnce(of, limitMs) : statsOf(of, censored, limitMs, miss);
  });
  return { measures, starts };
}

/** One measure over all start classes: cold and warm values of a block stay in one group. */
function acrossStarts(cell: CellSummary, name: Measure): Distribution | undefined {
  const parts = [...cell.starts.values()].flatMap(({ measures }) => measures.get(name) ?? []);
  if (parts.length < 2) return parts[0];
  const all = emptyDistribution();
  // The largest first, which is copied: adding takes time that grows with what is added.
  parts.sort((a, b) => b.n - a.n);
  for (const part of parts) addDistribution(all, part);
  return all;
}

function collect<K extends StartClass | Measure, V>(
  keys: readonly K[],
  read: (key: K) => V | undefined,
): Partial<Record<K, V>> {
  const found: Partial<Record<K, V>> = {};
  for (const key of keys) {
    const value = read(key);
    if (value !== undefined) found[key] = value;
  }
  return found;
}
