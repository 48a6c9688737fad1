import type { MetricId } from "../events/datum.ts";
import { evaluate } from "./math/evaluate.ts";
import { isFunction } from "./math/functions.ts";
import { type Expression, listNames, parseExpression } from "./math/parse.ts";
import { MathError, type MathValue, type TimeSeries } from "./math/series.ts";
import { readStatistic, type Statistic } from "./metrics/statistic.ts";
import type { MetricStore, Windows } from "./metrics/store.ts";

/** One line of GetMetricData, or of an alarm on an expression. */
export interface MetricQuery {
  /** Starts with a lower-case letter. */
  id: string;
  label?: string;
  returnData: boolean;
  source: MetricSource | { kind: "expression"; text: string; expression: Expression; periodMs?: number };
}

export interface MetricSource {
  kind: "metric";
  metric: MetricId;
  periodMs: number;
  statistic: Statistic;
  /** As it was written: "Sum", "p90". */
  statisticText: string;
  unit?: string;
}

/** Reads an expression and checks that every function is known. Throws MathError. */
export function compileExpression(text: string): Expression {
  const expression = parseExpression(text);
  for (const name of listCalls(expression)) {
    if (!isFunction(name))
      throw new MathError(`The function ${name} in the expression ${text} is not supported.`);
  }
  return expression;
}

/** Throws MathError for ids used twice or not at all, and for expressions that need their own result. */
export function checkQueries(queries: readonly MetricQuery[]): void {
  const done = new Set<string>();
  const underWay = new Set<string>();
  const byId = new Map(queries.map((query) => [query.id, query]));
  if (byId.size < queries.length) throw new MathError("Two queries have the same id.");
  const visit = (id: string): void => {
    const query = byId.get(id);
    if (query === undefined) throw new MathError(`No query has the id ${id}.`);
    if (done.has(id)) return;
    if (underWay.has(id)) throw new MathError(`The query ${id} needs its own result.`);
    underWay.add(id);
    if (query.source.kind === "expression") listNames(query.source.expression).forEach(visit);
    done.add(id);
  };
  for (const { id } of queries) visit(id);
}

/** Where metrics are read from. */
export type MetricReader = Pick<MetricStore, "read">;

/** Answers queries about the given windows; each runs over all of them. Throws MathError. */
export function runQueries(
  store: MetricReader,
  region: string,
  queries: readonly MetricQuery[],
  windows: Windows,
): Map<string, MathValue> {
  const results = new Map<string, MathValue>();
  const byId = new Map(queries.map((query) => [query.id, query]));
  const resolve = (id: string): MathValue => {
    const known = results.get(id);
    if (known !== undefined) return known;
    const query = byId.get(id);
    if (query === undefined) throw new MathError(`No query has the id ${id}.`);
    const value = run(query);
    results.set(id, value);
    return value;
  };
  const run = ({ source, label }: MetricQuery): MathValue => {
    if (source.kind === "metric") return readSeries(store, region, source, windows, label);
    const value = evaluate(source.expression, { windows: windows.count, resolve });
    return value.kind === "series" && label !== undefined ? { ...value, label } : value;
  };
  for (const { id } of queries) resolve(id);
  return results;
}

function readSeries(
  store: MetricReader,
  region: string,
  source: MetricSource,
  windows: Windows,
  label = source.metric.name,
): TimeSeries {
  const points = new Map<number, number>();
  for (const [index, bucket] of store.read(region, source.metric, source.unit, windows)) {
    const value = readStatistic(bucket, source.statistic);
    if (value !== undefined) points.set(index, value);
  }
  return { kind: "series", label, points };
}

function listCalls(expression: Expression): string[] {
  switch (expression.kind) {
    case "call":
      return [expression.name, ...expression.arguments.flatMap(listCalls)];
    case "unary":
      return listCalls(expression.operand);
    case "binary":
      return [...listCalls(expression.left), ...listCalls(expression.right)];
    default:
      return [];
  }
}
