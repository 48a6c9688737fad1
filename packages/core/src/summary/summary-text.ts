import * as v from "valibot";
import { corrupt } from "../edge/integer-text.ts";
import { parse } from "../edge/schema.ts";
import { wans as knownWans } from "../job/job.ts";
import { outcomes } from "../sample/call.ts";
import { type Measure, measureNames } from "../sample/measure.ts";
import { startClasses } from "../sample/result.ts";
import { decodeCensored, encodeCensored } from "./censored-text.ts";
import { decodeDistribution, encodeDistribution } from "./distribution-text.ts";
import type { CellSummary, Summary } from "./summary.ts";

/*
 * The stored form of a summary: JSON with short keys, every map in a fixed order, numbers that grow packed by
 * distribution-text.ts and censored-text.ts.
 */

/** Of the form; an older one is made again from the blocks, never read. */
const version = 5;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const byMeasure = v.record(v.picklist(measureNames), v.string());
const Stored = v.object({
  v: v.literal(version),
  blocks: count,
  wans: v.array(v.picklist(knownWans)),
  cells: v.record(
    v.string(),
    v.object({
      outcomes: v.tuple([count, count, count, count]),
      failures: v.optional(v.record(v.string(), count), {}),
      receiptsMissing: v.optional(v.tuple([count, count]), [0, 0]),
      connections: v.optional(v.tuple([count, count]), [0, 0]),
      starts: v.record(v.picklist(startClasses), v.object({ n: count, measures: byMeasure })),
      censored: v.optional(byMeasure, {}),
    }),
  ),
});
type Stored = v.InferOutput<typeof Stored>;
type StoredCell = Stored["cells"][string];

export function writeSummary({ blocks, wans, cells }: Summary): string {
  const stored = sorted(cells).map(([key, cell]) => [key, storedCell(cell)] as const);
  const inOneOrder = knownWans.filter((wan) => wans.has(wan));
  return JSON.stringify({ v: version, blocks, wans: inOneOrder, cells: Object.fromEntries(stored) });
}

export function readSummary(text: string): Summary {
  const { blocks, wans, cells } = parse(Stored, parseJson(text), "stored summary", "corrupt");
  const decoded = new Map(Object.entries(cells).map(([key, cell]) => [key, cellOf(cell)]));
  return { blocks, wans: new Set(wans), cells: decoded };
}

/** Whether a stored summary is of a form that was written before this one. */
export function isOutdated(text: string): boolean {
  const { output, success } = v.safeParse(v.object({ v: v.number() }), parseJson(text));
  return success && output.v < version;
}

function storedCell(cell: CellSummary): Partial<StoredCell> {
  const starts = inOrder(startClasses, cell.starts).map(([start, { n, measures }]) => {
    const texts = inOrder(measureNames, measures).map(([name, of]): [Measure, string] => [
      name,
      encodeDistribution(of),
    ]);
    return [start, { n, measures: withoutRepeated(texts) }];
  });
  const censored = inOrder(measureNames, cell.censored).map(([name, of]): [Measure, string] => [
    name,
    encodeCensored(of),
  ]);
  const { receiptsMissing, connections } = cell;
  return {
    outcomes: [cell.outcomes.ok, cell.outcomes.throttled, cell.outcomes.timeout, cell.outcomes.error],
    ...(cell.failures.size > 0 && { failures: Object.fromEntries(sorted(cell.failures)) }),
    ...(receiptsMissing.outer + receiptsMissing.inner > 0 && {
      receiptsMissing: [receiptsMissing.outer, receiptsMissing.inner],
    }),
    ...(connections.reused + connections.fresh > 0 && {
      connections: [connections.reused, connections.fresh],
    }),
    starts: Object.fromEntries(starts),
    ...(censored.length > 0 && { censored: withoutRepeated(censored) }),
  };
}

function cellOf(stored: StoredCell): CellSummary {
  const [outer, inner] = stored.receiptsMissing;
  const [reused, fresh] = stored.connections;
  const cell: CellSummary = {
    outcomes: { ok: 0, throttled: 0, timeout: 0, error: 0 },
    failures: new Map(Object.entries(stored.failures)),
    receiptsMissing: { outer, inner },
    connections: { reused, fresh },
    starts: new Map(),
    censored: new Map(),
  };
  for (const [place, outcome] of outcomes.entries()) cell.outcomes[outcome] = stored.outcomes[place] ?? 0;
  for (const [start, { n, measures }] of present(startClasses, stored.starts)) {
    const decoded = present(measureNames, withRepeated(measures)).map(
      ([name, text]) => [name, decodeDistribution(text)] as const,
    );
    cell.starts.set(start, { n, measures: new Map(decoded) });
  }
  for (const [name, text] of present(measureNames, withRepeated(stored.censored)))
    cell.censored.set(name, decodeCensored(text));
  return cell;
}

type ByMeasure = Partial<Record<Measure, string>>;

/** The wait that originWait is, but on a way through others: outer's for inner, consume's where there is no outer. */
const sameWait = ({ innerObserved, total }: ByMeasure): string | undefined => innerObserved ?? total;

/** originWait is written only where it is a wait of its own, since a summary has to fit into one item. */
function withoutRepeated(texts: readonly [Measure, string][]): ByMeasure {
  const { originWait, ...others }: ByMeasure = Object.fromEntries(texts);
  return originWait === undefined || originWait === sameWait(others) ? others : { originWait, ...others };
}

function withRepeated(texts: ByMeasure): ByMeasure {
  const originWait = texts.originWait ?? sameWait(texts);
  return originWait === undefined ? texts : { ...texts, originWait };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw corrupt(String(cause));
  }
}

const sorted = <V>(map: ReadonlyMap<string, V>): [string, V][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));

const inOrder = <K, V>(order: readonly K[], map: ReadonlyMap<K, V>): [K, V][] =>
  order.flatMap((key) => {
    const value = map.get(key);
    return value === undefined ? [] : [[key, value] as [K, V]];
  });

const present = <K extends string, V>(order: readonly K[], record: { readonly [key in K]?: V }): [K, V][] =>
  order.flatMap((key) => {
    const value = record[key];
    return value === undefined ? [] : [[key, value] as [K, V]];
  });
