import { type Measure, measureNames } from "../sample/measure.ts";
import { measuresIn, measuresOf } from "../sample/measures-of-sample.ts";
import { resultOf } from "../sample/probe-outcome.ts";
import { routeOf } from "../sample/route.ts";
import { type StartClass, sampleStartOf } from "../sample/start-class.ts";
import type { Sample, StoredBlock } from "../sample/stored-block.ts";
import { addCensored, censoredOf, noCensored } from "../statistics/censored.ts";
import { distributionOf } from "../statistics/distribution.ts";
import { groupOf, groupsOf } from "../statistics/groups.ts";
import { type CellSummary, cellKey, countUp, emptyCell, entry, type Summary } from "./summary.ts";

/** The summary of one block. Throws AppError `corrupt` for samples no plan could have asked for. */
export function summarize(block: StoredBlock): Summary {
  const byCell = Map.groupBy(block.samples, ({ target, variant }) => cellKey(block.origin, target, variant));
  const cells = new Map([...byCell].map(([key, samples]) => [key, summarizeCell(samples, block)]));
  return { blocks: 1, wans: new Set([block.wan]), cells };
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
      if (result.outcome === "timeout") censor(cell, sample, groupOf(block.index));
    }
  }
  for (const [start, group] of Map.groupBy(accepted, (sample) => sample.start)) {
    const measures = new Map(
      [...valuesByMeasure(group)].map(([name, values]) => [
        name,
        distributionOf(values, groupsOf(values, groupOf(block.index))),
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
