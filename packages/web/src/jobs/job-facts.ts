import { defaultGapMs, loadName } from "@crisscross/core/job/load";
import { placeOf } from "@crisscross/core/job/regions";
import type { JobHead } from "../data/documents.ts";
import { counted, showCount } from "../words/figures.ts";

type Spec = JobHead["spec"];

/** How large a job is: "6 × 6 regions, 2 variants". */
export function sizeOf({ origins, targets, variants }: Spec): string {
  return `${origins.length} × ${targets.length} regions, ${counted(variants.length, "variant")}`;
}

/** Regions as places, the first few of many. */
function placesOf(regions: readonly string[], most = 6): string {
  const named = regions.slice(0, most).map(placeOf).join(", ");
  return regions.length > most ? `${named} and ${regions.length - most} more` : named;
}

/** What a job asks for, term by term. */
export function specFacts({ spec, planned }: Pick<JobHead, "spec" | "planned">): [string, string][] {
  const cells = spec.origins.length * spec.targets.length * spec.variants.length;
  return [
    ["Origins", placesOf(spec.origins, 12)],
    ["Targets", placesOf(spec.targets, 12)],
    ["Variants", spec.variants.join(", ")],
    [
      "Probes",
      `${showCount(planned)}: ${counted(cells, "cell")}, ${counted(spec.samples, "sample")} in each`,
    ],
    ["Load", loadName(spec.load.model === "sequential" ? { gapMs: defaultGapMs, ...spec.load } : spec.load)],
    ["Deadline of a call", `${showCount(spec.deadlineMs)} ms`],
    ["Time limit", `${spec.timeLimitMinutes} min`],
    ["Seed", String(spec.seed)],
    ...(spec.refresh === undefined
      ? []
      : [["Fresh environments", `${spec.refresh} an origin`] satisfies [string, string]]),
  ];
}

const outcomeOrder = ["ok", "throttled", "timeout", "error", "lost", "pending"] as const;
type Ledger = Readonly<Record<(typeof outcomeOrder)[number], number>>;

/** How many probes ended how; outcomes that no probe has are left out, but for `ok`. */
export const ledgerFacts = (ledger: Ledger): { outcome: (typeof outcomeOrder)[number]; n: number }[] =>
  outcomeOrder
    .map((outcome) => ({ outcome, n: ledger[outcome] }))
    .filter(({ outcome, n }) => n > 0 || outcome === "ok");
