import type { Datum, Dimensions } from "../metrics/datum.ts";
import { type LogPattern, PatternError } from "./log-pattern.ts";
import { type Path, parsePath, readPath } from "./path.ts";
import { parsePattern } from "./pattern.ts";

/** A log metric filter as it is configured. */
export interface MetricFilterSpec {
  name: string;
  region: string;
  logGroup: string;
  pattern: string;
  transformation: {
    namespace: string;
    name: string;
    /** A number, or a selector of one in the line. */
    value: string;
    unit: string;
    /** What a line that does not match counts as. */
    defaultValue?: number;
    /** Values are selectors. */
    dimensions: Dimensions;
  };
}

/** Turns a line of its log group into a datum, or into nothing. */
export type MetricFilter = (message: string, epochMs: number) => Datum | undefined;

/** Throws PatternError for a pattern, value or dimension that cannot be read. */
export function compileMetricFilter({ name, pattern, transformation }: MetricFilterSpec): MetricFilter {
  const matches: LogPattern = parsePattern(pattern);
  const { namespace, name: metric, unit, defaultValue } = transformation;
  const constant = Number(transformation.value);
  const valuePath = Number.isNaN(constant) ? parseSelector(name, transformation.value) : undefined;
  const dimensionPaths = Object.entries(transformation.dimensions).map(
    ([dimension, selector]): [string, Path] => [dimension, parseSelector(name, selector)],
  );
  const toDatum = (value: number, dimensions: Dimensions, epochMs: number): Datum => {
    return {
      namespace,
      name: metric,
      dimensions,
      epochMs,
      unit,
      sample: { kind: "values", values: [value] },
    };
  };
  return (message, epochMs) => {
    if (!matches(message)) return defaultValue === undefined ? undefined : toDatum(defaultValue, {}, epochMs);
    if (valuePath === undefined && dimensionPaths.length === 0) return toDatum(constant, {}, epochMs);
    const root = JSON.parse(message) as unknown;
    const value = valuePath === undefined ? constant : numberAt(root, valuePath);
    const dimensions: Record<string, string> = {};
    for (const [dimension, path] of dimensionPaths) {
      const text = readPath(root, path);
      // A line without one of the dimensions is counted nowhere.
      if (typeof text !== "string" && typeof text !== "number") return undefined;
      dimensions[dimension] = String(text);
    }
    return Number.isFinite(value) ? toDatum(value, dimensions, epochMs) : undefined;
  };

  function parseSelector(filter: string, selector: string): Path {
    const path = parsePath(selector);
    if (path !== undefined && pattern.trim().startsWith("{")) return path;
    throw new PatternError(
      `The log metric filter ${filter} takes ${selector} from its lines; that has to be a selector like $.field of a JSON pattern.`,
    );
  }
}

/** Only what stands there as a number, or as its text, is published: not a list, a flag or an empty text. */
function numberAt(root: unknown, path: Path): number {
  const found = readPath(root, path);
  if (typeof found === "number") return found;
  return typeof found === "string" && found.trim() !== "" ? Number(found) : Number.NaN;
}
