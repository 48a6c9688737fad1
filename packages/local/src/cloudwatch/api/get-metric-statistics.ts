import * as v from "valibot";
import { MINUTE_MS } from "../../events/datum.ts";
import { toEpochMs } from "../../time/times.ts";
import type { Bucket } from "../metrics/bucket.ts";
import { parseStatistic, readStatistic, type Statistic } from "../metrics/statistic.ts";
import type { MetricStore } from "../metrics/store.ts";
import { ApiError } from "./error.ts";
import { checkDatapoints, readInput } from "./input.ts";
import { printTime, Time } from "./page.ts";
import { DimensionList, MetricName, Namespace, Period, Unit } from "./shapes.ts";

const Input = v.strictObject({
  Namespace,
  MetricName,
  StartTime: Time,
  EndTime: Time,
  Period,
  Dimensions: v.optional(DimensionList, []),
  Statistics: v.optional(v.array(v.picklist(["SampleCount", "Average", "Sum", "Minimum", "Maximum"])), []),
  ExtendedStatistics: v.optional(v.array(v.string()), []),
  Unit: v.optional(Unit),
});

export function getMetricStatistics(input: object, region: string, store: MetricStore): object {
  const request = readInput(Input, input);
  const { StartTime, EndTime, Statistics, ExtendedStatistics } = request;
  const periodMs = request.Period * 1000;
  if (Statistics.length + ExtendedStatistics.length === 0) {
    const message = "At least one of the parameters Statistics and ExtendedStatistics must be specified.";
    throw new ApiError("InvalidParameterCombinationException", message);
  }
  if (StartTime >= EndTime) {
    const message = "The parameter StartTime must be less than the parameter EndTime.";
    throw new ApiError("InvalidParameterValueException", message);
  }
  const startMs = Math.floor(StartTime / MINUTE_MS) * MINUTE_MS;
  const count = Math.ceil((EndTime - startMs) / periodMs);
  checkDatapoints(count, 1440, "InvalidParameterCombinationException");
  const extended = ExtendedStatistics.map((text): [string, Statistic] => {
    const statistic = parseStatistic(text);
    if (statistic?.kind === "percentile") return [text, statistic];
    throw new ApiError(
      "InvalidParameterValueException",
      `The value ${text} for ExtendedStatistics is not supported.`,
    );
  });
  const metric = { namespace: request.Namespace, name: request.MetricName, dimensions: request.Dimensions };
  const units = store
    .listUnits(region, metric)
    .filter((unit) => request.Unit === undefined || unit === request.Unit);
  const Datapoints = units.flatMap((unit) =>
    [...store.read(region, metric, unit, { startMs, periodMs, count })].map(([index, bucket]) => ({
      Timestamp: printTime(toEpochMs(startMs + index * periodMs)),
      ...printStatistics(bucket, Statistics, extended),
      Unit: unit,
    })),
  );
  return { Label: request.MetricName, Datapoints };
}

function printStatistics(
  bucket: Bucket,
  plain: readonly ("SampleCount" | "Average" | "Sum" | "Minimum" | "Maximum")[],
  extended: readonly [string, Statistic][],
): object {
  const values = Object.fromEntries(plain.map((kind) => [kind, readStatistic(bucket, { kind })]));
  if (extended.length === 0) return values;
  const ExtendedStatistics = Object.fromEntries(
    extended.flatMap(([text, statistic]) => {
      const value = readStatistic(bucket, statistic);
      return value === undefined ? [] : [[text, value]];
    }),
  );
  return { ...values, ExtendedStatistics };
}
