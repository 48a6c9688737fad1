import type { MetricId } from "../../events/datum.ts";
import type { MetricQuery } from "../query.ts";

/** An alarm's queries as CloudWatch prints them, metrics and the periods of expressions as is given. */
export const printQueries = (
  queries: readonly MetricQuery[],
  printMetric: (metric: MetricId) => object,
  printPeriod: (periodMs: number) => object = () => ({}),
): object[] =>
  queries.map(({ id, label, returnData, source }) => ({
    Id: id,
    ...(label !== undefined && { Label: label }),
    ReturnData: returnData,
    ...(source.kind === "expression"
      ? { Expression: source.text, ...(source.periodMs !== undefined && printPeriod(source.periodMs)) }
      : {
          MetricStat: {
            Metric: printMetric(source.metric),
            Period: source.periodMs / 1000,
            Stat: source.statisticText,
            ...(source.unit !== undefined && { Unit: source.unit }),
          },
        }),
  }));
