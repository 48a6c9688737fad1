/** Steps from the root of a JSON value: names of fields, indexes of lists. */
export type Path = readonly (string | number)[];

/** Reads `$.record.metrics[0]`, also `$.['a name']`; undefined if the text is no such selector, as with wildcards. */
export function parsePath(selector: string): Path | undefined {
  if (!/^\$(\.?\[(\d+|'[^']*')\]|\.[\w-]+)+$/.test(selector)) return undefined;
  return [...selector.matchAll(/\[(\d+)\]|\['([^']*)'\]|\.([\w-]+)/g)].map(([, index, quoted, name]) =>
    index === undefined ? (quoted ?? name ?? "") : Number(index),
  );
}

/** What stands there; undefined if nothing does. */
export function readPath(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== "object" || value === null) return undefined;
    if (Array.isArray(value) !== (typeof step === "number")) return undefined;
    value = Object.hasOwn(value, step) ? (value as Record<string | number, unknown>)[step] : undefined;
  }
  return value;
}
