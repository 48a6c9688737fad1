import { seedOf } from "../edge/random.ts";
import { placedBuildsOf } from "../sample/build.ts";
import { callChainOf } from "../sample/call-chain.ts";
import { measureNames } from "../sample/measure.ts";
import { measuresIn, measuresOf } from "../sample/measures-of-sample.ts";
import { resultOf } from "../sample/probe-outcome.ts";
import { hasUnkept, sampleStartOf } from "../sample/start-class.ts";
import type { Sample, StoredBlock } from "../sample/stored-block.ts";
import { addCensored, censoredOf, noCensored } from "../statistics/censored.ts";
import { addValue, emptyDistribution } from "../statistics/distribution.ts";
import { groupOf, unitCount } from "../statistics/groups.ts";
import { addSeen } from "../statistics/seen.ts";
import { keptConnectionOf } from "./kept-connections.ts";
import { type CellSummary, cellKey, countUp, emptyCell, entry, type Summary } from "./summary.ts";

/**
 * Adds a block, of an origin that has so many planned, to a summary, which must be the caller's own. Throws AppError
 * `corrupt` for samples no plan could have asked for; the summary is of no use then.
 */
export function addBlock(into: Summary, block: StoredBlock, planned: number): void {
  const group = groupOf(block.index, planned);
  into.blocks++;
  into.wans.add(block.wan);
  for (const build of placedBuildsOf(block)) into.builds.add(build);
  for (const sample of block.samples) {
    const key = cellKey(block.origin, sample.target, sample.variant);
    addSample(entry(into.cells, key, emptyCell), block, sample, group);
  }
}

function addSample(cell: CellSummary, block: StoredBlock, sample: Sample, group: number): void {
  const result = resultOf(sample);
  cell.outcomes[result.outcome]++;
  if (result.outcome !== "ok") {
    countUp(cell.failures, `${result.outcome} ${result.hop} ${reasonClass(result.reason)}`);
    if (result.outcome === "timeout") censor(cell, sample, group);
    return;
  }
  const unit = countObserved(cell, block, sample);
  const start = entry(cell.starts, sampleStartOf(sample), () => ({ n: 0, measures: new Map() }));
  start.n++;
  const values = measuresIn(block, sample);
  for (const name of measureNames) {
    const us = values[name];
    if (us !== undefined) addValue(entry(start.measures, name, emptyDistribution), us, group, unit);
  }
}

/** Gives the unit that the sample's call went over: the kept connection, or else the environment that made the call. */
function countObserved(cell: CellSummary, block: StoredBlock, sample: Sample): number {
  const chain = callChainOf(sample);
  const { calls, outers, inner, wantsReceipts } = chain;
  if (wantsReceipts && outers > 0 && !calls[0]?.receipt) cell.receiptsMissing.outer++;
  if (wantsReceipts && !inner?.receipt) cell.receiptsMissing.inner++;
  if (inner?.connection) cell.connections[inner.connection]++;
  if (hasUnkept(chain)) cell.unkept++;
  const kept = keptConnectionOf(chain, block.environment);
  if (kept !== undefined) addSeen(cell.kept, kept);
  if (inner?.level) addSeen(cell.environments.target, seedOf(inner.level.environment));
  const caller = outers === 0 ? block.environment : calls[0]?.level?.environment;
  if (caller === undefined) return 0;
  const hash = seedOf(caller);
  addSeen(cell.environments.origin, hash);
  return (kept ?? hash) % unitCount;
}

/**
 * A timeout bounds each wait that its variant has from below, by as much as is known of it: of one that a caller
 * further out gave up on, nothing.
 */
function censor(cell: CellSummary, sample: Sample, group: number): void {
  const { total = 0, originWait = 0, innerObserved = 0, db = 0 } = measuresOf(sample);
  const { outers, wantsDb } = callChainOf(sample);
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
