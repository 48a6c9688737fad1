import { sampleFormats } from "@crisscross/core/documents/sample-text";
import { parse } from "@crisscross/core/edge/schema";
import type { JobSpec } from "@crisscross/core/job/job";
import { placeHint } from "@crisscross/core/job/regions";
import * as v from "valibot";
import type { BlockCursor } from "../results/read-samples.ts";

const cursorForm = "a cursor as the link of an earlier answer gave it";
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000));
const Cursor = v.strictTuple([count, count]);

const SampleQuery = v.strictObject({
  format: v.optional(v.picklist(sampleFormats, `one of ${sampleFormats.join(", ")}`), "ndjson"),
  cursor: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => decodeCursor(text) !== undefined, cursorForm),
      v.transform(decodeCursor),
    ),
  ),
});

/** Format and place of a page of samples. Throws AppError `invalid`, also for parameters it does not know. */
export function readSampleQuery(query: Record<string, string>) {
  const { format, cursor } = parse(SampleQuery, query, "query");
  return { format, ...(cursor && { cursor }) };
}

export const encodeCursor = ({ origin, index }: BlockCursor): string =>
  Buffer.from(JSON.stringify([origin, index])).toString("base64url");

function decodeCursor(text: string): BlockCursor | undefined {
  try {
    const parsed = v.safeParse(Cursor, JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    if (!parsed.success) return undefined;
    const [origin, index] = parsed.output;
    return { origin, index };
  } catch {
    return undefined;
  }
}

interface CellName {
  origin: string;
  target: string;
  variant: string;
}

/** Keeps the cells a query names by origin, target and variant. Throws AppError `invalid` for ones the job has not. */
export function readCellQuery(query: Record<string, string>, { origins, targets, variants }: JobSpec) {
  const one = (accepted: readonly string[]) =>
    v.optional(v.picklist(accepted, ({ input }) => `one of ${accepted.join(", ")}${placeHint(input)}`));
  const Query = v.strictObject({ origin: one(origins), target: one(targets), variant: one(variants) });
  const wanted = Object.entries(parse(Query, query, "query"));
  return (cell: CellName): boolean =>
    wanted.every(([name, value]) => value === undefined || cell[name as keyof CellName] === value);
}
