import type { Resource } from "./graph.ts";
import { parseJson } from "./json.ts";

/** What AWS accepts as one input; `source` says where that is written. */
export type Limit = { source: string } & (
  | { kind: "whole"; min: number; max: number }
  | { kind: "oneOf"; values: readonly number[] }
  /** `accepted` is the pattern in words. */
  | { kind: "text"; pattern: RegExp; accepted: string }
  /** Characters, of a document as JSON; white space between its parts does not count. */
  | { kind: "length"; max: number }
  | { kind: "list"; max: number }
);

/** Limits of inputs, which a deployment meets and this machine would not. Paths lead into JSON text too. */
export type Limits = Readonly<Record<string, Limit>>;

export const whole = (source: string, min: number, max: number): Limit => ({
  kind: "whole",
  min,
  max,
  source,
});
export const list = (source: string, max: number): Limit => ({ kind: "list", max, source });
export const text = (source: string, pattern: RegExp, accepted: string): Limit => ({
  kind: "text",
  pattern,
  accepted,
  source,
});
export const upTo = (source: string, max: number): Limit => ({ kind: "length", max, source });

/** Throws naming the first input that a deployment would refuse for its size: the input, its value, what is accepted. */
export function checkLimits(resource: Resource, limits: Limits): void {
  for (const [path, limit] of Object.entries(limits)) {
    const value = readPath(resource.inputs, path.split("."));
    if (value === undefined || value === null) continue;
    const accepted = whatIsWrong(value, limit);
    if (accepted === undefined) continue;
    throw new Error(
      `${resource.type} ${resource.name} has ${path} = ${print(value)}, which AWS refuses; accepted: ${accepted} (${limit.source}).`,
    );
  }
}

/** What is accepted instead; undefined for a value within its limit. */
function whatIsWrong(value: unknown, limit: Limit): string | undefined {
  switch (limit.kind) {
    case "whole": {
      const number = wholeNumberOf(value);
      const accepted = number !== undefined && number >= limit.min && number <= limit.max;
      return accepted ? undefined : `a whole number from ${limit.min} to ${limit.max}`;
    }
    case "oneOf":
      return limit.values.includes(wholeNumberOf(value) ?? Number.NaN)
        ? undefined
        : `one of ${limit.values.join(", ")}`;
    case "text":
      return typeof value === "string" && limit.pattern.test(value) ? undefined : limit.accepted;
    case "length":
      return lengthOf(value) <= limit.max ? undefined : `at most ${limit.max} characters`;
    case "list":
      return Array.isArray(value) && value.length <= limit.max ? undefined : `a list of at most ${limit.max}`;
  }
}

function lengthOf(value: unknown): number {
  const document = typeof value === "string" ? parseJson(value) : value;
  return typeof document === "object" && document !== null
    ? JSON.stringify(document).length
    : String(value).length;
}

/** Numbers may come as text: Pulumi passes both. */
function wholeNumberOf(value: unknown): number | undefined {
  if (typeof value === "string" && !/^-?\d{1,15}$/.test(value)) return undefined;
  const number = typeof value === "number" || typeof value === "string" ? Number(value) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}

/** What stands at a path, through documents that are JSON text too. */
function readPath(value: unknown, path: readonly string[]): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const holder = typeof value === "string" ? parseJson(value) : value;
  if (typeof holder !== "object" || holder === null || !Object.hasOwn(holder, step)) return undefined;
  return readPath((holder as Record<string, unknown>)[step], rest);
}

/** NaN and the infinities have no JSON. */
const print = (value: unknown): string =>
  typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
