import * as v from "valibot";
import type { Resource } from "../../graph/graph.ts";
import { readList, readOptionalText, readText } from "../../graph/inputs.ts";
import { parseRule } from "../alarm/rule.ts";
import { type AlarmBase, type CompositeAlarm, comparisons, type MetricAlarm } from "../alarm/spec.ts";
import { parseStatistic } from "../metrics/statistic.ts";
import { isUnit } from "../metrics/unit.ts";
import {
  checkQueries,
  compileExpression,
  type MetricQuery,
  type MetricSource,
  runQueries,
} from "../query.ts";

/** Pulumi passes numbers as numbers or as text. */
const Numeric = v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.finite());
const Flag = v.union([
  v.boolean(),
  v.pipe(
    v.picklist(["true", "false"]),
    v.transform((text) => text === "true"),
  ),
]);
const Period = v.pipe(
  Numeric,
  v.multipleOf(60, "a period has to be a multiple of 60 s: metrics are kept by the minute here"),
  v.minValue(60),
);
const Unit = v.pipe(
  v.string(),
  v.check((text) => isUnit(text), "no unit of CloudWatch"),
);
const Dimensions = v.optional(v.record(v.string(), v.string()), {});

const Query = v.strictObject({
  id: v.string(),
  expression: v.optional(v.string()),
  label: v.optional(v.string()),
  returnData: v.optional(Flag, false),
  period: v.optional(Period),
  metric: v.optional(
    v.strictObject({
      namespace: v.string(),
      metricName: v.string(),
      dimensions: Dimensions,
      period: Period,
      stat: v.string(),
      unit: v.optional(Unit),
    }),
  ),
});

const Inputs = v.object({
  comparisonOperator: v.picklist(Object.keys(comparisons) as (keyof typeof comparisons)[]),
  evaluationPeriods: v.pipe(Numeric, v.integer(), v.minValue(1)),
  datapointsToAlarm: v.optional(v.pipe(Numeric, v.integer(), v.minValue(1))),
  threshold: Numeric,
  treatMissingData: v.optional(v.picklist(["missing", "notBreaching", "breaching", "ignore"])),
  namespace: v.optional(v.string()),
  metricName: v.optional(v.string()),
  dimensions: Dimensions,
  period: v.optional(Period),
  statistic: v.optional(v.string()),
  extendedStatistic: v.optional(v.string()),
  unit: v.optional(Unit),
  metricQueries: v.optional(v.array(Query)),
});

/** CloudWatch's limit: a day, or a week where periods are an hour or longer. */
const LONGEST_S = { short: 86_400, long: 604_800 };

export function describeMetricAlarm(resource: Resource, accountId: string): MetricAlarm {
  const name = readText(resource, "name");
  const parsed = v.safeParse(Inputs, resource.inputs);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Error(
      `The alarm ${name} has ${v.getDotPath(issue)} = ${JSON.stringify(issue.input)}: ${issue.message}`,
    );
  }
  const inputs = parsed.output;
  const { evaluationPeriods, datapointsToAlarm = evaluationPeriods, treatMissingData } = inputs;
  const { watches, periodMs } = describeWatched(name, inputs);
  const spanS = (periodMs / 1000) * evaluationPeriods;
  const longestS = periodMs >= 3_600_000 ? LONGEST_S.long : LONGEST_S.short;
  if (spanS > longestS || datapointsToAlarm > evaluationPeriods) {
    throw new Error(
      `The alarm ${name} looks for ${datapointsToAlarm} of ${evaluationPeriods} periods over ${spanS} s; CloudWatch takes ${longestS} s at most, and no more datapoints than periods.`,
    );
  }
  return {
    kind: "metric",
    ...describeShared(resource, name, accountId),
    watches,
    periodMs,
    evaluationPeriods,
    datapointsToAlarm,
    threshold: inputs.threshold,
    comparison: inputs.comparisonOperator,
    ...(treatMissingData === undefined ? {} : { treatMissingData }),
  };
}

export function describeCompositeAlarm(resource: Resource, accountId: string): CompositeAlarm {
  const rule = readText(resource, "alarmRule");
  if (rule !== rule.trim())
    throw new Error(
      `The alarm ${readText(resource, "alarmName")} has alarmRule = ${JSON.stringify(rule)}: it may not begin or end with white space`,
    );
  parseRule(rule);
  return { kind: "composite", ...describeShared(resource, readText(resource, "alarmName"), accountId), rule };
}

function describeShared(resource: Resource, name: string, accountId: string): AlarmBase {
  const { region } = resource;
  const description = readOptionalText(resource, "alarmDescription");
  const readActions = (input: string): string[] => {
    const topics = readList<string>(resource, input);
    const wrong = topics.find((arn) => !arn.startsWith(`arn:aws:sns:${region}:`));
    if (wrong === undefined) return topics;
    throw new Error(
      `The alarm ${name} (${region}) has ${wrong} in ${input}; only SNS topics of its own region are supported.`,
    );
  };
  return {
    name,
    arn: resource.arn ?? `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`,
    region,
    ...(description === undefined ? {} : { description }),
    actionsEnabled: resource.inputs.actionsEnabled !== false,
    alarmActions: readActions("alarmActions"),
    okActions: readActions("okActions"),
    insufficientDataActions: readActions("insufficientDataActions"),
  };
}

type Watched = Pick<MetricAlarm, "watches" | "periodMs">;

function describeWatched(name: string, inputs: v.InferOutput<typeof Inputs>): Watched {
  const { metricQueries, metricName, namespace, period, statistic, extendedStatistic, unit } = inputs;
  if (metricQueries !== undefined && metricQueries.length > 0) return describeQueries(name, metricQueries);
  const stat = statistic ?? extendedStatistic;
  if (metricName === undefined || namespace === undefined || period === undefined || stat === undefined) {
    throw new Error(
      `The alarm ${name} needs a metricName, a namespace, a period and a statistic, or metricQueries.`,
    );
  }
  const metric = { namespace, metricName, dimensions: inputs.dimensions, period, stat };
  const source = describeSource(name, unit === undefined ? metric : { ...metric, unit });
  return { watches: { kind: "metric", source }, periodMs: source.periodMs };
}

function describeQueries(name: string, inputs: v.InferOutput<typeof Query>[]): Watched {
  const queries = inputs.map(({ id, label, returnData, metric, expression, period }): MetricQuery => {
    const shared = { id, returnData, ...(label === undefined ? {} : { label }) };
    if (metric !== undefined) return { ...shared, source: describeSource(name, metric) };
    if (expression === undefined)
      throw new Error(`The query ${id} of the alarm ${name} has no metric and no expression.`);
    const compiled = naming(name, () => compileExpression(expression));
    const periodMs = period === undefined ? {} : { periodMs: period * 1000 };
    return { ...shared, source: { kind: "expression", text: expression, expression: compiled, ...periodMs } };
  });
  naming(name, () => checkQueries(queries));
  const periods = new Set(queries.flatMap(({ source }) => source.periodMs ?? []));
  const [periodMs] = periods;
  if (
    queries.filter(({ returnData }) => returnData).length !== 1 ||
    periodMs === undefined ||
    periods.size > 1
  ) {
    throw new Error(
      `The alarm ${name} needs exactly one query that returns data, and one period for all of them.`,
    );
  }
  naming(name, () => checkResult(queries, periodMs));
  return { watches: { kind: "queries", queries }, periodMs };
}

/** Runs the queries over no data at all, to see that they fit together and give one time series. */
function checkResult(queries: readonly MetricQuery[], periodMs: number): void {
  const windows = { startMs: 0, periodMs, count: 1 };
  const results = runQueries({ read: () => new Map() }, "", queries, windows);
  for (const { id, returnData } of queries) {
    const kind = results.get(id)?.kind;
    if (returnData && kind !== "series")
      throw new Error(`${id} gives a ${kind}, and an alarm needs one time series.`);
  }
}

function describeSource(
  name: string,
  {
    namespace,
    metricName,
    dimensions,
    period,
    stat,
    unit,
  }: v.InferOutput<NonNullable<typeof Query.entries.metric.wrapped>>,
): MetricSource {
  const statistic = parseStatistic(stat);
  if (statistic === undefined) {
    throw new Error(
      `The alarm ${name} asks for the statistic ${stat}; supported are Sum, SampleCount, Average, Minimum, Maximum and percentiles.`,
    );
  }
  return {
    kind: "metric",
    metric: { namespace, name: metricName, dimensions },
    periodMs: period * 1000,
    statistic,
    statisticText: stat,
    ...(unit === undefined ? {} : { unit }),
  };
}

function naming<T>(alarm: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new Error(
      `The alarm ${alarm} cannot be evaluated: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
  }
}
