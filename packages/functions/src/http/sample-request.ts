import type { QueryOf } from "@crisscross/core/documents/routes";
import { sampleFormats } from "@crisscross/core/documents/sample-text";
import { parse } from "@crisscross/core/edge/schema";
import type { JobSpec } from "@crisscross/core/job/job";
import { placeHint } from "@crisscross/core/job/regions";
import * as v from "valibot";
import type { BlockCursor } from "../results/read-samples.ts";
import { cursorOf } from "./cursor.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000));
const cursor = cursorOf(v.strictTuple([count, count]), "the link of an earlier answer gave it");

const SampleQuery = v.strictObject({
  format: v.optional(v.picklist(sampleFormats, `one of ${sampleFormats.join(", ")}`), "ndjson"),
  cursor: v.optional(cursor.schema),
} satisfies Record<QueryOf<"ListSamples">, v.GenericSchema>);

/** Format and place of a page of samples. Throws AppError `invalid`, also for parameters it does not know. */
export function readSampleQuery(query: Record<string, string>) {
  const { format, cursor: place } = parse(SampleQuery, query, "query");
  return { format, ...(place && { cursor: { origin: place[0], index: place[1] } }) };
}

export const encodeBlockCursor = ({ origin, index }: BlockCursor): string => cursor.encode([origin, index]);

interface CellName {
  origin: string;
  target: string;
  variant: string;
}

/** Keeps the cells a query names by origin, target and variant. Throws AppError `invalid` for ones the job has not. */
export function readCellQuery(query: Record<string, string>, { origins, targets, variants }: JobSpec) {
  const one = (accepted: readonly string[]) =>
    v.optional(v.picklist(accepted, ({ input }) => `one of ${accepted.join(", ")}${placeHint(input)}`));
  const entries = { origin: one(origins), target: one(targets), variant: one(variants) };
  const Query = v.strictObject(
    entries satisfies Record<QueryOf<"GetMatrix" | "GetAttribution">, v.GenericSchema>,
  );
  const wanted = Object.entries(parse(Query, query, "query"));
  return (cell: CellName): boolean =>
    wanted.every(([name, value]) => value === undefined || cell[name as keyof CellName] === value);
}
