import fc from "fast-check";

const odd = [
  "null",
  "[]",
  "[null]",
  "{}",
  '{"a":null}',
  '{"S":null}',
  '{"__proto__":null}',
  '""',
  "0",
  "-1",
  "-1.5",
  "1000000000",
  '"x"',
  "true",
];

function* placesIn(value: unknown, place: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value !== "object" || value === null) return;
  for (const [name, below] of Object.entries(value)) {
    yield [...place, name];
    yield* placesIn(below, [...place, name]);
  }
}

function put(value: unknown, [name, ...rest]: readonly string[], given: unknown): unknown {
  if (name === undefined) return given;
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  const below: unknown = Reflect.get(copy, name);
  Reflect.set(copy, name, put(below, rest, given));
  return copy;
}

/** A request to one of the operations with one or two of its input's values put where the model has something else. */
export const anyRequest = (inputs: Readonly<Record<string, object>>) =>
  fc.constantFrom(...Object.entries(inputs)).chain(([operation, input]) =>
    fc
      .array(fc.tuple(fc.constantFrom(...placesIn(input)), fc.constantFrom(...odd)), {
        minLength: 1,
        maxLength: 2,
      })
      .map((changes) => ({
        operation,
        input: changes.reduce<unknown>((changed, [place, text]) => {
          try {
            return put(changed, place, JSON.parse(text));
          } catch {
            return changed; // What the first change took away.
          }
        }, input),
      })),
  );
