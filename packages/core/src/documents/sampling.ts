import * as v from "valibot";
import { count } from "../edge/schema.ts";
import { leastUnits } from "../statistics/batches.ts";
import { countSeen, effectiveSeen, mostSeen, type Seen } from "../statistics/seen.ts";
import type { CellSummary } from "../summary/summary.ts";

/** A number of environments, or more than are counted. */
const Environments = v.union([count, v.object({ gt: count })]);

/** What a cell's ok samples can speak of: from how many environments they are, and what they may have missed. */
export const Sampling = v.object({
  /** Of the function in the origin that makes the call, and of inner in the target. */
  environments: v.object({ origin: Environments, target: Environments }),
  /** As how many environments with equally many samples those of the origin count, (Σn)² / Σn² (Kish). Null where not known. */
  effective: v.nullable(v.number()),
  /** Of whom intervals speak: below 5 environments only of these, since they cannot tell how much others differ. */
  speaksOf: v.picklist(["these environments", "environments like these"]),
  /** The share of cold starts among ok samples, 0 to 1. Null without any. */
  coldShare: v.nullable(v.number()),
  /** The largest share of calls, 0 to 1, that may be of a kind not seen once: 1 - 0.05^(1/n), with 95% confidence. Null without ok samples. */
  unseen: v.nullable(v.number()),
});
export type Sampling = v.InferOutput<typeof Sampling>;

export function samplingOf({ outcomes, starts, environments }: CellSummary): Sampling {
  const n = outcomes.ok;
  const effective = effectiveSeen(environments.origin);
  const inOrigin = countSeen(environments.origin);
  const isOfMany = inOrigin === undefined || inOrigin >= leastUnits;
  return {
    environments: { origin: shown(environments.origin), target: shown(environments.target) },
    effective: effective === undefined ? null : rounded(effective, 100),
    speaksOf: isOfMany ? "environments like these" : "these environments",
    coldShare: n === 0 ? null : rounded((starts.get("cold")?.n ?? 0) / n, 10_000),
    unseen: n === 0 ? null : rounded(1 - 0.05 ** (1 / n), 10_000),
  };
}

const shown = (seen: Seen) => countSeen(seen) ?? { gt: mostSeen };

const rounded = (value: number, parts: number): number => Math.round(value * parts) / parts;
