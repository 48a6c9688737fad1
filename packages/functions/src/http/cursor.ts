import * as v from "valibot";

/** A place in a list, as clients hand it back: opaque text that holds a tuple. */
interface Cursor<T extends readonly unknown[]> {
  encode(place: T): string;
  /** Reads a query's parameter. */
  schema: v.GenericSchema<string, T>;
}

/** `given` says where clients have a cursor from. */
export function cursorOf<T extends readonly unknown[]>(
  Place: v.GenericSchema<unknown, T>,
  given: string,
): Cursor<T> {
  return {
    encode: (place) => Buffer.from(JSON.stringify(place)).toString("base64url"),
    schema: v.pipe(
      v.string(),
      v.rawTransform(({ dataset, addIssue, NEVER }) => {
        const place = v.safeParse(Place, decode(dataset.value));
        if (place.success) return place.output;
        addIssue({ message: `a cursor as ${given}` });
        return NEVER;
      }),
    ),
  };
}

/** Undefined for text that holds no JSON. */
function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
