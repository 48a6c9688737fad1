import * as v from "valibot";
import type { Datum, Dimensions } from "../events/datum.ts";
import { parseObject } from "../graph/json.ts";
import { type EpochMs, toEpochMs } from "../time/times.ts";
import { isUnit } from "./metrics/unit.ts";

const Directive = v.object({
  Namespace: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  Dimensions: v.array(v.pipe(v.array(v.string()), v.maxLength(30))),
  Metrics: v.pipe(
    v.array(
      v.object({ Name: v.pipe(v.string(), v.minLength(1), v.maxLength(255)), Unit: v.optional(v.string()) }),
    ),
    v.maxLength(100),
  ),
});
const Metadata = v.object({ Timestamp: v.number(), CloudWatchMetrics: v.array(Directive) });
const Values = v.union([
  v.pipe(v.number(), v.finite()),
  v.pipe(v.array(v.pipe(v.number(), v.finite())), v.maxLength(100)),
]);
const DimensionValue = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));

type Embedded =
  /** `emptyDimensions` names those without a value: CloudWatch publishes the metrics without them. */
  { kind: "metrics"; data: Datum[]; emptyDimensions: string[] } | { kind: "invalid"; reason: string };

/** CloudWatch takes metrics from two weeks ago to two hours ahead. */
const OLDEST_MS = 14 * 86_400_000;
const NEWEST_MS = 2 * 3_600_000;

export function isAcceptedTime(epochMs: EpochMs, nowMs: EpochMs): boolean {
  return epochMs >= nowMs - OLDEST_MS && epochMs <= nowMs + NEWEST_MS;
}

/**
 * The metrics in a log line of the embedded metric format; undefined for any other line. A document that breaks the
 * specification gives none at all. Lambda's prefix (time, request id, level) may stand before the document.
 */
export function readEmbedded(line: string, nowMs: EpochMs): Embedded | undefined {
  if (!line.includes('"_aws"') || !line.includes('"CloudWatchMetrics"')) return undefined;
  const root = parseObject(line.slice(line.indexOf("{")));
  if (root === undefined || !("_aws" in root)) return undefined;
  const metadata = v.safeParse(Metadata, root._aws);
  if (!metadata.success) {
    const [issue] = metadata.issues;
    return { kind: "invalid", reason: `_aws.${v.getDotPath(issue) ?? ""}: ${issue.message}` };
  }
  const { CloudWatchMetrics: directives } = metadata.output;
  const epochMs = toEpochMs(metadata.output.Timestamp);
  if (!isAcceptedTime(epochMs, nowMs)) {
    return {
      kind: "invalid",
      reason: `_aws.Timestamp: ${epochMs} is not within two weeks back and two hours ahead`,
    };
  }
  const data: Datum[] = [];
  const empty = new Set<string>();
  for (const directive of directives) {
    const reason = readDirective(root, directive, epochMs, { data, empty });
    if (reason !== undefined) return { kind: "invalid", reason };
  }
  return { kind: "metrics", data, emptyDimensions: [...empty] };
}

function readDirective(
  root: Record<string, unknown>,
  { Namespace, Dimensions: sets, Metrics }: v.InferOutput<typeof Directive>,
  epochMs: EpochMs,
  into: { data: Datum[]; empty: Set<string> },
): string | undefined {
  for (const keys of sets) {
    const dimensions: Record<string, string> = {};
    for (const key of keys) {
      if (root[key] === "") {
        into.empty.add(key);
        continue;
      }
      const value = v.safeParse(DimensionValue, root[key]);
      if (!value.success) return `the dimension ${key} has to be a text on the root node`;
      dimensions[key] = value.output;
    }
    for (const { Name: name, Unit: unit = "None" } of Metrics) {
      if (!isUnit(unit)) return `the metric ${name} has the unknown unit ${unit}`;
      const value = v.safeParse(Values, root[name]);
      if (!value.success)
        return `the metric ${name} has to be a number or at most 100 numbers on the root node`;
      into.data.push(toDatum(Namespace, name, dimensions, epochMs, unit, value.output));
    }
  }
  return undefined;
}

function toDatum(
  namespace: string,
  name: string,
  dimensions: Dimensions,
  epochMs: EpochMs,
  unit: string,
  measured: number | number[],
): Datum {
  const values = Array.isArray(measured) ? measured : [measured];
  return { namespace, name, dimensions, epochMs, unit, sample: { kind: "values", values } };
}
