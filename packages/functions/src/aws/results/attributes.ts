import { count, parse } from "@crisscross/core/edge/schema";
import type { EpochMs } from "@crisscross/core/edge/time";
import { keptDaysOf } from "@crisscross/core/job/canary";
import { outcomes } from "@crisscross/core/sample/call";
import * as v from "valibot";
import type { OutcomeCounts } from "../../results/outcome-counts.ts";
import type { Item } from "./table.ts";

/** When DynamoDB deletes the item, in epoch seconds: every item has it. */
export const expiresAt = (fromMs: EpochMs, days = keptDaysOf({})): Item => ({
  expiresAt: { N: String(Math.ceil(fromMs / 1000) + days * 86_400) },
});

/** Of which shard, or roll-up, an item is. The sort key says it too, and is what is read. */
export const placeAttributes = (origin: string, shard: number | "all"): Item => ({
  origin: { S: origin },
  shard: shard === "all" ? { S: shard } : { N: String(shard) },
});

export const countAttributes = (counts: OutcomeCounts): Item =>
  Object.fromEntries(Object.entries(counts).map(([name, n]) => [name, { N: String(n) }]));

const Counts = v.object(v.entriesFromList(outcomes, count));

export function readCounts(item: Item, what = "block item"): OutcomeCounts {
  const numbers = Object.fromEntries(outcomes.map((name) => [name, Number(item[name]?.N ?? Number.NaN)]));
  return parse(Counts, numbers, what, "corrupt");
}
