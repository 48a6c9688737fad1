import { NormalizedSchema } from "@smithy/core/schema";
import { Refusal } from "../service/refusal.ts";

/**
 * Checks the input of an operation against its service's model, which the SDK's module carries: what is required, and of
 * which type. Operations without a model pass. Throws Refusal: SerializationException, or `missing` for what is required.
 */
export function checkTypes(model: object, operation: string, input: object, missing: string): void {
  const schema: unknown = (model as Record<string, unknown>)[`${operation}$`];
  if (Array.isArray(schema)) checkValue(NormalizedSchema.of(schema[4]), input, "");

  function checkValue(type: NormalizedSchema, value: unknown, path: string): void {
    if (type.isStructSchema()) checkStructure(type, asObject(value, path), path);
    else if (type.isMapSchema()) {
      for (const [key, one] of Object.entries(asObject(value, path)))
        checkValue(type.getValueSchema(), one, join(path, key));
    } else if (type.isListSchema()) {
      if (!Array.isArray(value)) throw mistyped(path, value, "a list");
      for (const [index, one] of value.entries())
        checkValue(type.getValueSchema(), one, join(path, String(index)));
    } else if (type.isNumericSchema()) {
      if (!Number.isInteger(value)) throw mistyped(path, value, "a whole number");
    } else if (type.isBooleanSchema()) {
      if (typeof value !== "boolean") throw mistyped(path, value, "true or false");
    } else if (typeof value !== "string") throw mistyped(path, value, "a text");
  }

  function checkStructure(type: NormalizedSchema, value: Record<string, unknown>, path: string): void {
    const required = Number((type.getSchema() as unknown[])[6] ?? 0);
    let place = 0;
    for (const [name, member] of type.structIterator()) {
      const given = value[name] ?? undefined;
      if (given !== undefined) checkValue(member, given, join(path, name));
      else if (place < required) {
        const message = `The request must contain the parameter ${join(path, name)}.`;
        throw new Refusal({ code: missing, status: 400 }, message);
      }
      place++;
    }
  }
}

function asObject(value: unknown, path: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw mistyped(path, value, "an object");
}

const join = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);

const mistyped = (path: string, value: unknown, wanted: string): Refusal =>
  new Refusal(
    { code: "com.amazon.coral.service#SerializationException", status: 400 },
    `${path} is ${JSON.stringify(value)}; it has to be ${wanted}.`,
  );
