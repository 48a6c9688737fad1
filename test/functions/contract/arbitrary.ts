import fc from "fast-check";
import { hostileTexts, hostileValues } from "./hostile.ts";

/** JSON Schema, as far as the document uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** What values are made of besides their schema. */
export interface Making {
  readonly schemas: Readonly<Record<string, Schema>>;
  /** Texts that mean something to the API, such as ids, by the name of the parameter or field that takes them. */
  readonly known: Readonly<Record<string, readonly string[]>>;
  /** Of 100 values at any place, how many are hostile. */
  readonly hostile: number;
}

/**
 * Values that a schema allows, here and there one that is hostile instead. `name` is that of the parameter or field. Throws for a
 * schema it does not know how to read.
 */
export function valuesOf(schema: Schema, making: Making, name = ""): fc.Arbitrary<unknown> {
  const good = allowedBy(schema, making, name);
  if (making.hostile === 0) return good;
  return fc.oneof(
    { weight: 100 - making.hostile, arbitrary: good },
    { weight: making.hostile, arbitrary: hostileValues },
  );
}

function allowedBy(schema: Schema, making: Making, name: string): fc.Arbitrary<unknown> {
  const { $ref, anyOf, oneOf, minimum, maximum, minItems: minLength = 0, maxItems = 6 } = schema;
  if ($ref !== undefined) return allowedBy(making.schemas[$ref.split("/").at(-1) ?? ""] ?? {}, making, name);
  if ("const" in schema) return fc.constant(schema.const);
  if (schema.enum) {
    const known = schema.enum.filter((one) => making.known[name]?.some((text) => text === one));
    return fc.constantFrom(...(known.length > 0 ? known : schema.enum));
  }
  const variants = anyOf ?? oneOf;
  if (variants) return fc.oneof(...variants.map((variant) => valuesOf(variant, making, name)));
  const limits = { min: minimum ?? -1_000, max: maximum ?? 1_000_000 };
  if (schema.type === "string") return textsOf(schema, making, name);
  const least = Math.ceil(limits.min);
  const small = fc.integer({
    min: least,
    max: Math.max(least, Math.floor(Math.min(limits.max, least + 20))),
  });
  if (schema.type === "integer") return fc.oneof(fc.integer(limits), small);
  if (schema.type === "number") return fc.oneof(fc.double({ ...limits, noNaN: true }), small);
  if (schema.type === "boolean") return fc.boolean();
  if (schema.type === "array")
    return fc.array(valuesOf(schema.items ?? {}, making, name), {
      minLength,
      maxLength: Math.min(maxItems, minLength + 6),
    });
  if (schema.type === "object") return objectsOf(schema, making);
  throw new Error(
    `no values for the schema ${JSON.stringify(schema).slice(0, 200)}: teach valuesOf to make some`,
  );
}

function objectsOf({ properties = {}, required = [] }: Schema, making: Making): fc.Arbitrary<object> {
  const fields = Object.entries(properties).map(([name, schema]) => [name, valuesOf(schema, making, name)]);
  const plain: fc.Arbitrary<object> = fc.record(Object.fromEntries(fields), {
    requiredKeys: [...required] as never[],
  });
  if (making.hostile === 0) return plain;
  const more = fc.tuple(
    plain,
    fc.dictionary(fc.oneof(hostileTexts, fc.string()), hostileValues, { maxKeys: 1 }),
  );
  return fc.oneof(
    { weight: 9, arbitrary: plain },
    { weight: 1, arbitrary: more.map(([fields, strange]) => ({ ...fields, ...strange })) },
  );
}

/** Mostly one that means something, if any of those fits. */
function textsOf(
  { pattern, minLength = 0, maxLength = 40 }: Schema,
  { known }: Making,
  name: string,
): fc.Arbitrary<string> {
  const texts = known[name] ?? [];
  const fitting = texts.filter((text) => pattern === undefined || new RegExp(pattern, "u").test(text));
  const any =
    pattern === undefined ? fc.string({ minLength, maxLength }) : fc.stringMatching(new RegExp(pattern, "u"));
  if (fitting.length === 0) return any;
  return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...fitting) }, { weight: 1, arbitrary: any });
}
