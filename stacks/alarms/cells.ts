import { ownMetric } from "../metric.ts";
import { home, probePlacements } from "../regions.ts";
import { type DefinedAlarm, defineAlarm } from "./alarm.ts";

const regions = probePlacements.map(({ region }) => region);

/** More than half: one bad row gives each column one failing cell, which must not be enough. */
const majority = Math.floor(regions.length / 2) + 1;

/** When everything fails, each row and each column is bad. */
const whenAllRing =
  "If alarms of the other kind ring too, look first at what all have in common: the last deployment, consume, the job's deadline.";

/** Tells a bad row of the matrix from a bad column. With fewer than three regions there is no telling. */
export function defineCellAlarms(): DefinedAlarm[] {
  if (regions.length < 3) return [];
  return regions.flatMap((region) => [
    defineAlarm(home, {
      name: `target-${region}-bad`,
      severity: "critical",
      says: `At least ${majority} of ${regions.length} origins fail to reach ${region}: the target is bad, unless alarms on bad origins ring too.`,
      look: `Look first at the errors, throttles and timeouts of inner and inner-db in ${region}, then at AWS Health for it. ${whenAllRing}`,
      ...counting(regions.map((origin) => ({ origin, target: region }))),
    }),
    defineAlarm(home, {
      name: `origin-${region}-bad`,
      severity: "critical",
      says: `Probes from ${region} fail to reach at least ${majority} of ${regions.length} targets: the origin is bad, unless alarms on bad targets ring too.`,
      look: `Look first at the errors, throttles and timeouts of outer and consume in ${region}, then at outer's permissions. ${whenAllRing}`,
      ...counting(regions.map((target) => ({ origin: region, target }))),
    }),
  ]);
}

/**
 * How many of these cells had a failed probe within five minutes, against the majority. Counts come late from other regions, and a
 * FILL makes their period all well until then: so the last three periods are looked at, not the newest alone.
 */
function counting(cells: readonly { origin: string; target: string }[]) {
  const ids = cells.map((_cell, index) => `cell${index}`);
  return {
    watches: {
      expression: ids.map((id) => `IF(FILL(${id}, 0) > 0, 1, 0)`).join(" + "),
      metrics: Object.fromEntries(
        cells.map((cell, index) => [`cell${index}`, ownMetric("CellFailed", cell)]),
      ),
    },
    threshold: majority,
    periodSeconds: 300,
    periods: 3,
    missing: "quiet",
  } as const;
}
