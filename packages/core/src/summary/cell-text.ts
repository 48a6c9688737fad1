import * as v from "valibot";
import { count } from "../edge/schema.ts";
import { outcomes } from "../sample/call.ts";
import { type Measure, measureNames } from "../sample/measure.ts";
import { startClasses } from "../sample/start-class.ts";
import { decodeCensored, encodeCensored } from "./censored-text.ts";
import { decodeCountsOf, encodeCountsOf } from "./counts-text.ts";
import { decodeDistribution, encodeDistribution } from "./distribution-text.ts";
import { type CellSummary, emptyCell } from "./summary.ts";

const byMeasure = v.record(v.picklist(measureNames), v.string());

/** Numbers that grow are packed by distribution-text.ts and censored-text.ts. */
export const StoredCell = v.object({
  outcomes: v.tuple([count, count, count, count]),
  failures: v.optional(v.record(v.string(), count), {}),
  receiptsMissing: v.optional(v.tuple([count, count]), [0, 0]),
  connections: v.optional(v.tuple([count, count]), [0, 0]),
  unkept: v.optional(count, 0),
  kept: v.optional(v.string(), ";"),
  starts: v.record(v.picklist(startClasses), v.object({ n: count, measures: byMeasure })),
  censored: v.optional(byMeasure, {}),
  environments: v.optional(v.tuple([v.string(), v.string()]), [";", ";"]),
});
type StoredCell = v.InferOutput<typeof StoredCell>;

export function storedCell(cell: CellSummary): Partial<StoredCell> {
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
  const { receiptsMissing, connections, unkept, kept, environments } = cell;
  return {
    outcomes: [cell.outcomes.ok, cell.outcomes.throttled, cell.outcomes.timeout, cell.outcomes.error],
    ...(cell.failures.size > 0 && { failures: Object.fromEntries(sorted(cell.failures)) }),
    ...(receiptsMissing.outer + receiptsMissing.inner > 0 && {
      receiptsMissing: [receiptsMissing.outer, receiptsMissing.inner],
    }),
    ...(connections.reused + connections.fresh > 0 && {
      connections: [connections.reused, connections.fresh],
    }),
    ...(unkept > 0 && { unkept }),
    ...(kept.keys.length > 0 && { kept: encodeCountsOf(kept) }),
    starts: Object.fromEntries(starts),
    ...(censored.length > 0 && { censored: withoutRepeated(censored) }),
    ...(environments.origin.keys.length + environments.target.keys.length > 0 && {
      environments: [encodeCountsOf(environments.origin), encodeCountsOf(environments.target)],
    }),
  };
}

export function cellOf(stored: StoredCell): CellSummary {
  const [outer, inner] = stored.receiptsMissing;
  const [reused, fresh] = stored.connections;
  const [origin, target] = stored.environments;
  const cell: CellSummary = {
    ...emptyCell(),
    failures: new Map(Object.entries(stored.failures)),
    receiptsMissing: { outer, inner },
    connections: { reused, fresh },
    unkept: stored.unkept,
    kept: decodeCountsOf(stored.kept),
    environments: { origin: decodeCountsOf(origin), target: decodeCountsOf(target) },
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

export const sorted = <V>(map: ReadonlyMap<string, V>): [string, V][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));
