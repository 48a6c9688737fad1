import type { Wan } from "../job/job.ts";
import type { Sample, StoredBlock } from "../sample/block.ts";
import { type Outcome, outcomes } from "../sample/call.ts";
import { type Measure, measureNames } from "../sample/measure.ts";
import {
  measuresIn,
  measuresOf,
  resultOf,
  routeOf,
  type StartClass,
  sampleStartOf,
} from "../sample/result.ts";
import { addCensored, type Censored, censoredOf, noCensored } from "../statistics/censored.ts";
import {
  addDistribution,
  type Distribution,
  distributionOf,
  emptyDistribution,
} from "../statistics/distribution.ts";
import { groupOf, groupsOf } from "./block-groups.ts";
import { readSummary, writeSummary } from "./summary-text.ts";

/**
 * What is kept of one cell. Latencies and start classes are those of ok samples; failures are counted, timeouts also as
 * `censored`: their waits (total, originWait, innerObserved, db), with no start class.
 */
export interface CellSummary {
  outcomes: Record<Outcome, number>;
  /** Failed samples by `outcome hop reason`. */
  failures: Map<string, number>;
  /** ok samples whose answer carried no receipt that parsed. */
  receiptsMissing: Record<"outer" | "inner", number>;
  /** ok samples by how their call to inner was seen to go out. */
  connections: Record<"reused" | "fresh", number>;
  starts: Map<StartClass, StartSummary>;
  censored: Map<Measure, Censored>;
}

export interface StartSummary {
  /** ok samples that started so. */
  n: number;
  measures: Map<Measure, Distribution>;
}

/** A mergeable account of disjoint blocks; a pure function of the set of them. Cells by `cellKey`. */
export interface Summary {
  blocks: number;
  /** Whose network the blocks were measured over. */
  wans: Set<Wan>;
  cells: Map<string, CellSummary>;
}

export const cellKey = (origin: string, target: string, variant: string): string =>
  `${origin} ${target} ${variant}`;

export function emptySummary(): Summary {
  return { blocks: 0, wans: new Set(), cells: new Map() };
}

/** The summary of one block. Throws AppError `corrupt` for samples no plan could have asked for. */
export function summarize(block: StoredBlock): Summary {
  const byCell = Map.groupBy(block.samples, ({ target, variant }) => cellKey(block.origin, target, variant));
  const cells = new Map([...byCell].map(([key, samples]) => [key, summarizeCell(samples, block)]));
  return { blocks: 1, wans: new Set([block.wan]), cells };
}

/** Both together. Associative and commutative; the caller sees to it that no block is in both. */
export function merge(a: Summary, b: Summary): Summary {
  return mergeAll([a, b]);
}

/** As merging one after another, in time that grows with the size of the parts and not with that of the result. */
export function mergeAll(parts: Iterable<Summary>): Summary {
  const whole = emptySummary();
  for (const part of parts) {
    whole.blocks += part.blocks;
    for (const wan of part.wans) whole.wans.add(wan);
    for (const [key, cell] of part.cells) addCell(entry(whole.cells, key, emptyCell), cell);
  }
  return whole;
}

/** Canonical text: equal summaries encode to equal text. */
export const encodeSummary: (summary: Summary) => string = writeSummary;

/** Throws AppError `corrupt` for text that encodeSummary did not write. */
export const decodeSummary: (text: string) => Summary = readSummary;

function emptyCell(): CellSummary {
  return {
    outcomes: { ok: 0, throttled: 0, timeout: 0, error: 0 },
    failures: new Map(),
    receiptsMissing: { outer: 0, inner: 0 },
    connections: { reused: 0, fresh: 0 },
    starts: new Map(),
    censored: new Map(),
  };
}

function summarizeCell(samples: readonly Sample[], block: StoredBlock): CellSummary {
  const cell = emptyCell();
  const accepted: Accepted[] = [];
  for (const sample of samples) {
    const result = resultOf(sample);
    cell.outcomes[result.outcome]++;
    if (result.outcome === "ok") {
      countObserved(cell, sample);
      accepted.push({ start: sampleStartOf(sample), values: measuresIn(block, sample) });
    } else {
      countUp(cell.failures, `${result.outcome} ${result.hop} ${reasonClass(result.reason)}`);
      if (result.outcome === "timeout") censor(cell, sample, groupOf(block));
    }
  }
  for (const [start, group] of Map.groupBy(accepted, (sample) => sample.start)) {
    const measures = new Map(
      [...valuesByMeasure(group)].map(([name, values]) => [
        name,
        distributionOf(values, groupsOf(values, groupOf(block))),
      ]),
    );
    cell.starts.set(start, { n: group.length, measures });
  }
  return cell;
}

interface Accepted {
  start: StartClass;
  values: Partial<Record<Measure, number>>;
}

function valuesByMeasure(accepted: readonly Accepted[]): Map<Measure, number[]> {
  const found = new Map<Measure, number[]>();
  for (const name of measureNames) {
    const values = accepted.flatMap((sample) => sample.values[name] ?? []);
    if (values.length > 0) found.set(name, values);
  }
  return found;
}

function countObserved(cell: CellSummary, sample: Sample): void {
  const { calls, outers, inner } = routeOf(sample);
  if (outers > 0 && !calls[0]?.receipt) cell.receiptsMissing.outer++;
  if (!inner?.receipt) cell.receiptsMissing.inner++;
  if (inner?.connection) cell.connections[inner.connection]++;
}

/**
 * A timeout bounds each wait that its variant has from below, by as much as is known of it: of one that a caller
 * further out gave up on, nothing.
 */
function censor(cell: CellSummary, sample: Sample, group: number): void {
  const { total = 0, originWait = 0, innerObserved = 0, db = 0 } = measuresOf(sample);
  const { outers, wantsDb } = routeOf(sample);
  const waits = { total, originWait, ...(outers === 1 && { innerObserved }), ...(wantsDb && { db }) };
  for (const name of measureNames) {
    const us = name in waits ? waits[name as keyof typeof waits] : undefined;
    if (us !== undefined) addCensored(entry(cell.censored, name, noCensored), censoredOf(us, group));
  }
}

/** A reason without what makes each one different, so that counts by reason stay few. */
function reasonClass(reason = "unknown"): string {
  return reason
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, "…")
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, "…")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 100);
}

function addCell(into: CellSummary, more: CellSummary): void {
  for (const outcome of outcomes) into.outcomes[outcome] += more.outcomes[outcome];
  for (const [failure, count] of more.failures) countUp(into.failures, failure, count);
  into.receiptsMissing.outer += more.receiptsMissing.outer;
  into.receiptsMissing.inner += more.receiptsMissing.inner;
  into.connections.reused += more.connections.reused;
  into.connections.fresh += more.connections.fresh;
  for (const [start, { n, measures }] of more.starts) {
    const mine = entry(into.starts, start, () => ({ n: 0, measures: new Map() }));
    mine.n += n;
    for (const [name, distribution] of measures)
      addDistribution(entry(mine.measures, name, emptyDistribution), distribution);
  }
  for (const [name, waits] of more.censored) addCensored(entry(into.censored, name, noCensored), waits);
}

function countUp(counts: Map<string, number>, key: string, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
