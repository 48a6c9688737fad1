import * as v from "valibot";
import type { Datum, DatumValues } from "../../events/datum.ts";
import { type EpochMs, toEpochMs } from "../../time/times.ts";
import { isAcceptedTime } from "../emf.ts";
import { ApiError } from "./error.ts";
import { readInput } from "./input.ts";
import { Time } from "./page.ts";
import { DimensionList, MetricName, Namespace, Unit } from "./shapes.ts";

/** CloudWatch takes no values beyond; source: its API Reference, "MetricDatum". */
const LARGEST = 2 ** 360;
const Measured = v.pipe(v.number(), v.minValue(-LARGEST), v.maxValue(LARGEST));
/** A statistic of no samples is none: its average would be no number. */
const Counted = v.pipe(Measured, v.minValue(Number.MIN_VALUE));
const MetricDatum = v.object({
  MetricName,
  Dimensions: v.optional(DimensionList, []),
  Timestamp: v.optional(Time),
  Value: v.optional(Measured),
  StatisticValues: v.optional(
    v.object({ SampleCount: Counted, Sum: Measured, Minimum: Measured, Maximum: Measured }),
  ),
  Values: v.optional(v.pipe(v.array(Measured), v.maxLength(150))),
  Counts: v.optional(v.array(Counted)),
  Unit: v.optional(Unit, "None"),
  StorageResolution: v.optional(v.picklist([1, 60])),
});
const Input = v.object({ Namespace, MetricData: v.pipe(v.array(MetricDatum), v.maxLength(1000)) });
const Entities = v.object({ EntityMetricData: v.optional(v.array(v.unknown()), []) });

export function putMetricData(
  input: object,
  nowMs: EpochMs,
  add: (datum: Datum) => void,
): Record<string, never> {
  if (readInput(Entities, input).EntityMetricData.length > 0) {
    const message = "The local CloudWatch has no entities: send MetricData instead of EntityMetricData.";
    throw new ApiError("InvalidParameterValueException", message);
  }
  const { Namespace: namespace, MetricData } = readInput(Input, input);
  if (namespace.startsWith("AWS/")) {
    throw new ApiError(
      "InvalidParameterValueException",
      "The value AWS/ for parameter Namespace is invalid.",
    );
  }
  const data = MetricData.map((datum, index): Datum => {
    const { MetricName: name, Dimensions: dimensions, Unit: unit } = datum;
    const epochMs = toEpochMs(datum.Timestamp ?? nowMs);
    if (!isAcceptedTime(epochMs, nowMs)) {
      const field = `MetricData.member.${index + 1}.Timestamp`;
      const message = `The parameter ${field} must specify a time within the past two weeks and the next two hours.`;
      throw new ApiError("InvalidParameterValueException", message);
    }
    return { namespace, name, dimensions, epochMs, unit, sample: readSample(datum, index) };
  });
  for (const datum of data) add(datum);
  return {};
}

function readSample(datum: v.InferOutput<typeof MetricDatum>, index: number): DatumValues {
  const { Value, StatisticValues, Values, Counts } = datum;
  const given = [Value, StatisticValues, Values].filter((part) => part !== undefined).length;
  const field = `MetricData.member.${index + 1}`;
  if (given === 0) {
    const message = `At least one of the parameters ${field}.Value, ${field}.Values and ${field}.StatisticValues must be specified.`;
    throw new ApiError("InvalidParameterCombinationException", message);
  }
  if (given > 1) {
    const message = `The parameters ${field}.Value, ${field}.Values and ${field}.StatisticValues are mutually exclusive and you have specified more than one.`;
    throw new ApiError("InvalidParameterCombinationException", message);
  }
  if (Value !== undefined) return { kind: "values", values: [Value] };
  if (StatisticValues !== undefined) {
    const { SampleCount: sampleCount, Sum: sum, Minimum: min, Maximum: max } = StatisticValues;
    return { kind: "set", sampleCount, sum, min, max };
  }
  const values = Values ?? [];
  if (Counts !== undefined && Counts.length !== values.length) {
    const message = `The parameters ${field}.Values and ${field}.Counts must be of the same size.`;
    throw new ApiError("InvalidParameterValueException", message);
  }
  return { kind: "values", values, ...(Counts === undefined ? {} : { counts: Counts }) };
}
