import { type Narrowed, routes } from "@crisscross/core/documents/routes";
import { count, parse } from "@crisscross/core/edge/schema";
import type { JobSpec } from "@crisscross/core/job/job";
import { placeHint } from "@crisscross/core/job/regions";
import * as v from "valibot";
import type { BlockCursor } from "../results/read-samples.ts";
import { cursorOf } from "./cursor.ts";

const place = v.pipe(count, v.maxValue(1_000_000));
const cursor = cursorOf(v.strictTuple([place, place]), "the link of an earlier answer gave it");

const SampleQuery = v.strictObject({
  ...routes.ListSamples.query,
  ...({ cursor: v.optional(cursor.schema) } satisfies Narrowed<"ListSamples">),
});

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

/**
 * Keeps the cells a query names by origin, target and variant, and says of which measure samples are listed. Throws AppError
 * `invalid` for what the job has not.
 */
export function readAttributionQuery(query: Record<string, string>, spec: JobSpec) {
  const Query = v.strictObject({ ...routes.GetAttribution.query, ...cellEntriesOf(spec) });
  const { samples, ...wanted } = parse(Query, query, "query");
  return { isWanted: isNamedBy(wanted), samples };
}

/** The same of a matrix, whether its intervals are to hold at once, and of which measure it says how values are spread. */
export function readMatrixQuery(query: Record<string, string>, spec: JobSpec) {
  const Query = v.strictObject({ ...routes.GetMatrix.query, ...cellEntriesOf(spec) });
  const { simultaneous, distribution, ...wanted } = parse(Query, query, "query");
  return { isWanted: isNamedBy(wanted), isSimultaneous: simultaneous === "true", distribution };
}

function cellEntriesOf({ origins, targets, variants }: JobSpec) {
  const one = (accepted: readonly string[]) =>
    v.optional(v.picklist(accepted, ({ input }) => `one of ${accepted.join(", ")}${placeHint(input)}`));
  const entries = { origin: one(origins), target: one(targets), variant: one(variants) };
  return entries satisfies Narrowed<"GetMatrix" | "GetAttribution">;
}

const isNamedBy = (wanted: { readonly [name in keyof CellName]?: string | undefined }) => {
  const names = Object.entries(wanted);
  return (cell: CellName): boolean =>
    names.every(([name, value]) => value === undefined || cell[name as keyof CellName] === value);
};
