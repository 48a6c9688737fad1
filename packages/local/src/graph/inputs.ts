import type { Resource } from "./graph.ts";
import { checkLimits, type Limits } from "./limits.ts";

/** What the local cloud does with the inputs of one resource type; an input in none of the lists is an error. */
export interface InputRules {
  /** Acted on. */
  used: readonly string[];
  /** No effect on one machine, and why. */
  inert?: Readonly<Record<string, string>>;
  /** Understood only with these values: another would change behaviour that is not built. */
  fixed?: Readonly<Record<string, readonly unknown[]>>;
  /** What AWS accepts. */
  limits?: Limits;
}

/** Labels, and the region the graph states anyway. */
const everywhere = new Set(["tags", "tagsAll", "region", "name", "description"]);

/** Throws naming the first input that would change behaviour on AWS and is not supported here, or that AWS refuses for its size. */
export function checkInputs(resource: Resource, rules: InputRules): void {
  for (const [name, value] of Object.entries(resource.inputs)) {
    if (isAbsent(value)) continue;
    const accepted = rules.fixed?.[name];
    if (accepted === undefined) {
      const isKnown = rules.used.includes(name) || everywhere.has(name);
      if (isKnown || (rules.inert !== undefined && name in rules.inert)) continue;
      throw new Error(
        `${resource.type} ${resource.name} sets ${name}, which the local cloud does not support. ` +
          "Leave it out, or teach packages/local what it does.",
      );
    }
    const text = JSON.stringify(value);
    if (!accepted.some((allowed) => JSON.stringify(allowed) === text)) {
      throw new Error(
        `${resource.type} ${resource.name} sets ${name} to ${text}; the local cloud supports only ` +
          `${accepted.map((allowed) => JSON.stringify(allowed)).join(" or ")}.`,
      );
    }
  }
  checkLimits(resource, rules.limits ?? {});
}

/** Pulumi passes an empty list where nothing was asked for. */
function isAbsent(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

/** A text input that must be there. */
export function readText(resource: Resource, name: string): string {
  const value = readOptionalText(resource, name);
  if (value !== undefined) return value;
  throw new Error(
    `${resource.type} ${resource.name} has no ${name}; run npm run synth to write the graph again.`,
  );
}

export function readOptionalText(resource: Resource, name: string): string | undefined {
  const value = resource.inputs[name];
  return typeof value === "string" ? value : undefined;
}

/** Numbers may come as text: Pulumi passes both. */
export function readNumber(resource: Resource, name: string): number | undefined {
  const value = resource.inputs[name];
  if (value === null || value === undefined) return undefined;
  const isNumeric = typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));
  const number = isNumeric ? Number(value) : Number.NaN;
  if (Number.isFinite(number)) return number;
  throw new Error(
    `${resource.type} ${resource.name} has ${name} = ${JSON.stringify(value)}, which is no number.`,
  );
}

export function readFlag(resource: Resource, name: string): boolean {
  const value = resource.inputs[name];
  return value === true || value === "true";
}

/** A list input, empty when absent; its elements are as Pulumi's types promise. */
export function readList<T>(resource: Resource, name: string): T[] {
  const value = resource.inputs[name];
  return Array.isArray(value) ? (value as T[]) : [];
}

/** A block input, undefined when absent; its fields are as Pulumi's types promise. */
export function readBlock<T extends object>(resource: Resource, name: string): Partial<T> | undefined {
  const value = resource.inputs[name];
  return typeof value === "object" && value !== null ? (value as Partial<T>) : undefined;
}

/** Labels by their keys; none when absent. */
export const readTags = (resource: Resource): Readonly<Record<string, string>> =>
  (resource.inputs.tags ?? {}) as Readonly<Record<string, string>>;
