import type { Wan } from "../job/wan.ts";
import type { PlacedBuild } from "../sample/build.ts";
import { type Outcome, outcomes } from "../sample/call.ts";
import type { Measure } from "../sample/measure.ts";
import type { StartClass } from "../sample/start-class.ts";
import { addCensored, type Censored, noCensored } from "../statistics/censored.ts";
import { addDistribution, type Distribution, emptyDistribution } from "../statistics/distribution.ts";
import { addAllSeen, noneSeen, type Seen } from "../statistics/seen.ts";

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
  /** ok samples in which a call that was to go over a kept connection made its own. */
  unkept: number;
  /** ok samples by the kept connection that the origin's call went over, where one is known. */
  kept: Seen;
  starts: Map<StartClass, StartSummary>;
  censored: Map<Measure, Censored>;
  /** ok samples by environment: of the function that makes the call (as originWait), and of inner. */
  environments: Record<"origin" | "target", Seen>;
}

interface StartSummary {
  /** ok samples that started so. */
  n: number;
  measures: Map<Measure, Distribution>;
}

/** A mergeable account of disjoint blocks; a pure function of the set of them. Cells by `cellKey`. */
export interface Summary {
  blocks: number;
  /** Whose network the blocks were measured over. */
  wans: Set<Wan>;
  /** What ran the blocks, as far as they say so. */
  builds: Set<PlacedBuild>;
  cells: Map<string, CellSummary>;
}

export const cellKey = (origin: string, target: string, variant: string): string =>
  `${origin} ${target} ${variant}`;

export function emptySummary(): Summary {
  return { blocks: 0, wans: new Set(), builds: new Set(), cells: new Map() };
}

/** All together. Associative and commutative; the caller sees to it that no block is in two of them. */
export function mergeAll(parts: Iterable<Summary>): Summary {
  const whole = emptySummary();
  for (const part of parts) addSummary(whole, part);
  return whole;
}

/**
 * Adds `more` to `into`, which must be the caller's own; `more` is left as it was. It takes time that grows with the size
 * of `more` and not with that of `into`.
 */
export function addSummary(into: Summary, more: Summary): void {
  into.blocks += more.blocks;
  for (const wan of more.wans) into.wans.add(wan);
  for (const build of more.builds) into.builds.add(build);
  for (const [key, cell] of more.cells) addCell(entry(into.cells, key, emptyCell), cell);
}

/** A cell without samples. */
export function emptyCell(): CellSummary {
  return {
    outcomes: { ok: 0, throttled: 0, timeout: 0, error: 0 },
    failures: new Map(),
    receiptsMissing: { outer: 0, inner: 0 },
    connections: { reused: 0, fresh: 0 },
    unkept: 0,
    kept: noneSeen(),
    starts: new Map(),
    censored: new Map(),
    environments: { origin: noneSeen(), target: noneSeen() },
  };
}

function addCell(into: CellSummary, more: CellSummary): void {
  for (const outcome of outcomes) into.outcomes[outcome] += more.outcomes[outcome];
  for (const [failure, count] of more.failures) countUp(into.failures, failure, count);
  into.receiptsMissing.outer += more.receiptsMissing.outer;
  into.receiptsMissing.inner += more.receiptsMissing.inner;
  into.connections.reused += more.connections.reused;
  into.connections.fresh += more.connections.fresh;
  into.unkept += more.unkept;
  addAllSeen(into.kept, more.kept);
  addAllSeen(into.environments.origin, more.environments.origin);
  addAllSeen(into.environments.target, more.environments.target);
  for (const [start, { n, measures }] of more.starts) {
    const mine = entry(into.starts, start, () => ({ n: 0, measures: new Map() }));
    mine.n += n;
    for (const [name, distribution] of measures)
      addDistribution(entry(mine.measures, name, emptyDistribution), distribution);
  }
  for (const [name, waits] of more.censored) addCensored(entry(into.censored, name, noCensored), waits);
}

/** Adds to a count that may not be there yet. */
export function countUp(counts: Map<string, number>, key: string, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** The value of a key, made and kept if there is none. */
export function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
