import type { MemoryMb } from "../job/priced-functions.ts";
import type { Region } from "../job/regions.ts";
import { roundTripMs } from "../job/round-trip.ts";
import type { Variant } from "../job/variant.ts";
import { workFacts } from "../job/works.ts";
import { priceAssumptions } from "./price-assumptions.ts";

/** What one warm probe takes, each function on its way from outer on, and consume, which waits for all of them. */
export interface PlannedProbe {
  consumeMs: number;
  levels: { region: Region; name: keyof MemoryMb; ms: number }[];
  /** Bytes that leave a region for another one. */
  transfers: { region: Region; bytes: number }[];
}

/**
 * `keptTrips`: round trips that preparing a kept connection takes, in the mean over all calls. By the table of round trips and
 * `priceAssumptions`.
 */
export function plannedProbe(
  { origin, target }: { origin: Region; target: Region },
  variant: Variant,
  keptTrips: number,
): PlannedProbe {
  const { preparingTrips, dispatchMs, executionMs, requestBytes, answerBytes } = priceAssumptions;
  const { runsIn } = workFacts[variant.work];
  // Where consume and each function behind it runs.
  const way = variant.path === "direct" ? [origin, target] : [origin, origin, ...variant.via, target];
  const levels: PlannedProbe["levels"] = [];
  const transfers: PlannedProbe["transfers"] = [];
  let ms: number = executionMs[runsIn];
  // Only the call of the last function may be over a connection of its own, and carries padding.
  let trips = variant.connection === "fresh" ? preparingTrips.fresh : keptTrips;
  let padding = { up: variant.upBytes, down: variant.downBytes };
  for (let hop = way.length - 1; hop > 0; hop--) {
    const [from = origin, to = target] = [way[hop - 1], way[hop]];
    levels.unshift({ region: to, name: hop === way.length - 1 ? runsIn : "outer", ms });
    ms += (1 + trips) * roundTripMs(from, to) + dispatchMs;
    if (from !== to)
      transfers.push(
        { region: from, bytes: requestBytes + padding.up },
        { region: to, bytes: answerBytes + padding.down },
      );
    trips = keptTrips;
    padding = { up: 0, down: 0 };
  }
  return { consumeMs: ms, levels, transfers };
}
