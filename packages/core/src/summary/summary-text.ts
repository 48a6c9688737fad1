import * as v from "valibot";
import { corrupt } from "../edge/integer-text.ts";
import { count, parse } from "../edge/schema.ts";
import { wans as knownWans } from "../job/wan.ts";
import { cellOf, StoredCell, sorted, storedCell } from "./cell-text.ts";
import type { Summary } from "./summary.ts";

/*
 * The stored form of a summary: JSON with short keys, every map in a fixed order, cells as cell-text.ts writes them.
 */

/** Of the form; an older one is made again from the blocks, never read. */
const version = 6;

const Stored = v.object({
  v: v.literal(version),
  blocks: count,
  wans: v.array(v.picklist(knownWans)),
  cells: v.record(v.string(), StoredCell),
});

export function encodeSummary({ blocks, wans, cells }: Summary): string {
  const stored = sorted(cells).map(([key, cell]) => [key, storedCell(cell)] as const);
  const inOneOrder = knownWans.filter((wan) => wans.has(wan));
  return JSON.stringify({ v: version, blocks, wans: inOneOrder, cells: Object.fromEntries(stored) });
}

export function decodeSummary(text: string): Summary {
  const { blocks, wans, cells } = parse(Stored, parseJson(text), "stored summary", "corrupt");
  const decoded = new Map(Object.entries(cells).map(([key, cell]) => [key, cellOf(cell)]));
  return { blocks, wans: new Set(wans), cells: decoded };
}

/** Whether a stored summary is of a form that was written before this one. */
export function isOutdated(text: string): boolean {
  const { output, success } = v.safeParse(v.object({ v: v.number() }), parseJson(text));
  return success && output.v < version;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw corrupt(String(cause));
  }
}
