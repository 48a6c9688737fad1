import * as v from "valibot";
import { MINUTE_MS } from "../../events/datum.ts";
import { printToken, readToken } from "../../service/page.ts";
import { type EpochMs, toEpochMs } from "../../time/times.ts";
import { countOperations } from "../math/parse.ts";
import { MathError } from "../math/series.ts";
import { parseStatistic } from "../metrics/statistic.ts";
import type { MetricStore, Windows } from "../metrics/store.ts";
import { checkQueries, compileExpression, type MetricQuery, runQueries } from "../query.ts";
import { ApiError } from "./error.ts";
import { readInput } from "./input.ts";
import { printTime, refuseToken, Time } from "./page.ts";
import { DimensionList, MetricName, Namespace, Period, Unit } from "./shapes.ts";

/** As many datapoints as AWS answers one call with. */
const DATAPOINT_LIMIT = 100_800;
/** What expressions may work out for one call, in datapoints: FILL makes one for each window, and is cheap to nest. */
const STEP_LIMIT = 10 * DATAPOINT_LIMIT;

const MetricStat = v.strictObject({
  Metric: v.strictObject({ Namespace, MetricName, Dimensions: v.optional(DimensionList, []) }),
  Period,
  Stat: v.string(),
  Unit: v.optional(Unit),
});
const Query = v.strictObject({
  Id: v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z0-9_]*$/)),
  MetricStat: v.optional(MetricStat),
  Expression: v.optional(v.pipe(v.string(), v.maxLength(2048))),
  Label: v.optional(v.string()),
  ReturnData: v.optional(v.boolean(), true),
  Period: v.optional(Period),
});
const Input = v.strictObject({
  MetricDataQueries: v.pipe(v.array(Query), v.minLength(1), v.maxLength(500)),
  StartTime: Time,
  EndTime: Time,
  ScanBy: v.optional(v.picklist(["TimestampDescending", "TimestampAscending"]), "TimestampDescending"),
  MaxDatapoints: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(DATAPOINT_LIMIT)), DATAPOINT_LIMIT),
  NextToken: v.optional(v.string()),
});

interface Result {
  id: string;
  label: string;
  points: [epochMs: EpochMs, value: number][];
}

export function getMetricData(input: object, region: string, store: MetricStore): object {
  const { MetricDataQueries, StartTime, EndTime, ScanBy, MaxDatapoints, NextToken } = readInput(
    Input,
    input,
    "ValidationException",
  );
  if (StartTime >= EndTime) {
    const message = "The parameter StartTime must be less than the parameter EndTime.";
    throw new ApiError("ValidationException", message);
  }
  const queries = MetricDataQueries.map(readQuery);
  const results = asApiError(() => {
    checkQueries(queries);
    return listGroups(queries).flatMap(({ periodMs, group }) => {
      // As CloudWatch within 15 days: windows begin at the start's own minute, not at multiples of the period.
      const startMs = Math.floor(StartTime / MINUTE_MS) * MINUTE_MS;
      const windows = { startMs, periodMs, count: Math.ceil((EndTime - startMs) / periodMs) };
      checkDatapoints(windows.count, DATAPOINT_LIMIT);
      const steps = group.reduce((sum, { source }) => sum + countSteps(source), 0);
      checkDatapoints(windows.count * steps, STEP_LIMIT);
      return run(store, region, group, windows);
    });
  });
  const order = new Map(queries.map(({ id }, index) => [id, index]));
  results.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  if (ScanBy === "TimestampDescending") for (const { points } of results) points.reverse();
  return printPage(results, NextToken === undefined ? 0 : readToken(NextToken, refuseToken), MaxDatapoints);
}

/** Throws for more datapoints than one request may ask for. */
function checkDatapoints(count: number, limit: number): void {
  if (count <= limit) return;
  const [asked, most] = [count, limit].map((one) => one.toLocaleString("en-US"));
  const message = `You have requested up to ${asked} datapoints, which exceeds the limit of ${most}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`;
  throw new ApiError("ValidationException", message);
}

const countSteps = (source: MetricQuery["source"]): number =>
  source.kind === "expression" ? countOperations(source.expression) : 0;

/** Queries that share a period; an expression goes with its metrics. */
function listGroups(queries: readonly MetricQuery[]): { periodMs: number; group: MetricQuery[] }[] {
  const periods = new Set(
    queries.flatMap(({ source }) => (source.kind === "metric" ? [source.periodMs] : [])),
  );
  const expressions = queries.filter(({ source }) => source.kind === "expression");
  if (expressions.length === 0 || periods.size <= 1) {
    return [...(periods.size === 0 ? [MINUTE_MS] : periods)].map((periodMs) => {
      const belongs = ({ source }: MetricQuery): boolean =>
        source.kind === "expression" || source.periodMs === periodMs;
      return { periodMs, group: queries.filter(belongs) };
    });
  }
  throw new MathError(
    "Expressions over metrics of different periods are not supported; give all of them one period.",
  );
}

function run(store: MetricStore, region: string, queries: MetricQuery[], windows: Windows): Result[] {
  const results = runQueries(store, region, queries, windows);
  return queries.flatMap(({ id, label, returnData }) => {
    if (!returnData) return [];
    const value = results.get(id);
    if (value === undefined || value.kind === "scalar") {
      throw new MathError(`The expression ${id} gives a number, where a time series is needed.`);
    }
    const points = [...value.points]
      .sort(([a], [b]) => a - b)
      .map(([index, measured]): [EpochMs, number] => [
        toEpochMs(windows.startMs + index * windows.periodMs),
        measured,
      ]);
    return [{ id, label: label ?? (value.label === "" ? id : value.label), points }];
  });
}

/** Pages count datapoints over all results, in their order. */
function printPage(results: Result[], start: number, limit: number): object {
  let before = 0;
  let isCut = false;
  const MetricDataResults = results.map(({ id, label, points }) => {
    const from = Math.max(0, start - before);
    const page = points.slice(from, Math.max(from, start + limit - before));
    const complete = before + points.length <= start + limit;
    if (!complete) isCut = true;
    before += points.length;
    return {
      Id: id,
      Label: label,
      Timestamps: page.map(([epochMs]) => printTime(epochMs)),
      Values: page.map(([, value]) => value),
      StatusCode: complete ? "Complete" : "PartialData",
    };
  });
  return { MetricDataResults, Messages: [], ...(isCut ? { NextToken: printToken(start + limit) } : {}) };
}

function readQuery(query: v.InferOutput<typeof Query>): MetricQuery {
  const { Id: id, MetricStat: stat, Expression: text, Label: label, ReturnData: returnData } = query;
  const shared = { id, returnData, ...(label === undefined ? {} : { label }) };
  if ((stat === undefined) === (text === undefined)) {
    const message = `The query ${id} needs either a MetricStat or an Expression.`;
    throw new ApiError("ValidationException", message);
  }
  if (stat === undefined || text !== undefined) {
    const expression = asApiError(() => compileExpression(text ?? ""));
    return { ...shared, source: { kind: "expression", text: text ?? "", expression } };
  }
  const statistic = parseStatistic(stat.Stat);
  if (statistic === undefined) {
    throw new ApiError(
      "ValidationException",
      `The statistic ${stat.Stat} of the query ${id} is not supported.`,
    );
  }
  const { Namespace: namespace, MetricName: name, Dimensions: dimensions } = stat.Metric;
  return {
    ...shared,
    source: {
      kind: "metric",
      metric: { namespace, name, dimensions },
      periodMs: stat.Period * 1000,
      statistic,
      statisticText: stat.Stat,
      ...(stat.Unit === undefined ? {} : { unit: stat.Unit }),
    },
  };
}

function asApiError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof MathError) throw new ApiError("ValidationException", error.message);
    throw error;
  }
}
