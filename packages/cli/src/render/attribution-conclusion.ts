import type {
  AttributionDocument,
  AttributionRow,
  Share,
} from "@crisscross/core/documents/attribution-document";
import { concludeCost } from "./call-cost.ts";
import { networkWarning } from "./network.ts";
import { fewestWarm } from "./warm.ts";

/**
 * What `explain JOB` comes to: the network if it is not AWS's, how much of the wait in the origin is on the way, and what
 * is idle of the bill; or why that is not known. Of warm calls alone.
 */
export function concludeAttribution({ job, attribution }: AttributionDocument): string[] {
  const [first = "", ...others] = sentences(attribution);
  return [`${networkWarning[job.wan]}${first}`, ...others];
}

function sentences(rows: readonly AttributionRow[]): string[] {
  const answered = rows.filter(({ n }) => n > 0);
  if (answered.length === 0) return ["No probe was answered."];
  const most = Math.max(0, ...answered.map(warmCount));
  if (most === 0) {
    const isCold = answered.every(({ bills }) => bills.every(({ start }) => start === "cold"));
    return [
      `${isCold ? "Every call was a cold start" : "No call was warm"}: none of this is of a warm call; ask for more with --samples.`,
    ];
  }
  const known = answered.filter((row) => warmCount(row) >= fewestWarm);
  if (known.length === 0)
    return [
      `Too few warm calls to tell where their time goes: at most ${most} per cell, and ${fewestWarm} are needed; ask for more with --samples.`,
    ];
  const ofOne = known.filter(({ waits }) => waits[0]?.refused === undefined);
  const ways = ofOne.map(onTheWay).filter((share) => share !== undefined);
  return [
    ways.length === 0
      ? "Warm calls: of both networks in every cell, so how much of their wait is on the way is of neither."
      : `Warm calls: ${percent(ways)} of the wait in the origin is on the way, request and response of every call behind it.`,
    ...concludeCost(known),
  ];
}

const warmCount = ({ waits }: AttributionRow): number => waits[0]?.starts.warm?.n ?? 0;

/** Request and response of all calls of the way, as a share of the origin's wait. */
function onTheWay({ waits }: AttributionRow): number | undefined {
  const warm = waits.map(({ starts }) => starts.warm);
  const [whole] = warm;
  if (!whole || !warm.every((share): share is Share => share !== undefined)) return undefined;
  return warm.reduce((sum, { transitMs }) => sum + transitMs, 0) / whole.observedMs;
}

function percent(shares: readonly number[]): string {
  const [low, high] = [Math.min(...shares), Math.max(...shares)].map((share) => Math.round(share * 100));
  return low === high ? `${low}%` : `${low}–${high}%`;
}
