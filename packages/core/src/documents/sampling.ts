import * as v from "valibot";
import { count } from "../edge/schema.ts";
import { leastUnits } from "../statistics/batches.ts";
import { unitCount } from "../statistics/groups.ts";
import { countSeen, effectiveSeen, mostSeen, type Seen } from "../statistics/seen.ts";
import type { CellSummary } from "../summary/summary.ts";

/** How many there are, or more than are counted. */
const Counted = v.union([count, v.object({ gt: count })]);

/** What a cell's ok samples can speak of: from how many environments and connections they are, and what they may have missed. */
export const Sampling = v.object({
  /** Of the function in the origin that makes the call, and of inner in the target. */
  environments: v.object({ origin: Counted, target: Counted }),
  /** The kept connections that the origin's calls went over; 0 where none is known. All calls over one share its path. */
  connections: Counted,
  /**
   * As how many connections with equally many samples those of the cell count, (Σn)² / Σn² (Kish), or environments of the origin where
   * no connection is known: intervals take the samples of one as one unit. Null where not known.
   */
  effective: v.nullable(v.number()),
  /** Of whom intervals speak. Below 5 connections, or 5 environments, that intervals tell apart only of these: they cannot say how much others differ. */
  speaksOf: v.picklist([
    "these connections",
    "these environments",
    "connections like these",
    "environments like these",
  ]),
  /** The share of cold starts among ok samples, 0 to 1. Null without any. */
  coldShare: v.nullable(v.number()),
  /**
   * The largest share of calls, 0 to 1, that may be of a kind not seen once: 1 - 0.05^(1/n), with 95% confidence. Null
   * without ok samples.
   */
  unseen: v.nullable(v.number()),
});
export type Sampling = v.InferOutput<typeof Sampling>;

export function samplingOf({ outcomes, starts, environments, kept }: CellSummary): Sampling {
  const n = outcomes.ok;
  const isByConnection = kept.keys.length > 0;
  const effective = effectiveSeen(isByConnection ? kept : environments.origin);
  return {
    environments: { origin: shown(environments.origin), target: shown(environments.target) },
    connections: shown(kept),
    effective: effective === undefined ? null : rounded(effective, 100),
    speaksOf: speaksOf(environments.origin, isByConnection ? kept : undefined),
    coldShare: n === 0 ? null : rounded((starts.get("cold")?.n ?? 0) / n, 10_000),
    unseen: n === 0 ? null : rounded(1 - 0.05 ** (1 / n), 10_000),
  };
}

/** The narrower of what both allow: ten connections of one environment tell nothing of how another differs. */
function speaksOf(environments: Seen, connections: Seen | undefined): Sampling["speaksOf"] {
  if (connections && areFew(connections)) return "these connections";
  if (areFew(environments)) return "these environments";
  return connections ? "connections like these" : "environments like these";
}

/** Whether they are fewer units than intervals need: two of five share one in 28 of 100 cases. */
const areFew = ({ keys }: Seen): boolean => new Set(keys.map((hash) => hash % unitCount)).size < leastUnits;

const shown = (seen: Seen) => countSeen(seen) ?? { gt: mostSeen };

const rounded = (value: number, parts: number): number => Math.round(value * parts) / parts;
