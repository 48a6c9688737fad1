import * as v from "valibot";
import { Instant } from "../edge/instant.ts";
import { count } from "../edge/schema.ts";

/** The most urgent first. */
export const alarmStates = ["ALARM", "INSUFFICIENT_DATA", "OK"] as const;
export type AlarmState = (typeof alarmStates)[number];

export const severities = ["critical", "warning"] as const;

/** A region that could not be read, and why. What it would have added is missing from the answer. */
export const RegionFailure = v.object({ region: v.string(), reason: v.string() });
export type RegionFailure = v.InferOutput<typeof RegionFailure>;

export const AlarmView = v.object({
  /** Without app and stage. Unique in its region only. */
  name: v.string(),
  region: v.string(),
  kind: v.picklist(["metric", "composite"]),
  state: v.picklist(alarmStates),
  /** When it came into this state. */
  since: Instant,
  /** CloudWatch's reason for the state. */
  why: v.string(),
  /** Absent when its description does not start with one. */
  severity: v.optional(v.picklist(severities)),
  /** What has happened when it rings, and where to look first. */
  description: v.string(),
});
export type AlarmView = v.InferOutput<typeof AlarmView>;

/** Alarms of all regions, the most urgent first. */
export const AlarmList = v.object({
  counts: v.object({ ALARM: count, INSUFFICIENT_DATA: count, OK: count }),
  alarms: v.array(AlarmView),
  failures: v.array(RegionFailure),
});
export type AlarmList = v.InferOutput<typeof AlarmList>;

export const AlarmHistoryItem = v.object({
  at: Instant,
  kind: v.picklist(["state", "action", "configuration", "other"]),
  summary: v.string(),
});
export type AlarmHistoryItem = v.InferOutput<typeof AlarmHistoryItem>;

/** One alarm in every region that has it. */
export const AlarmDetail = v.object({
  name: v.string(),
  alarms: v.array(
    v.object({
      ...AlarmView.entries,
      /** Newest first, at most 50. */
      history: v.array(AlarmHistoryItem),
    }),
  ),
  failures: v.array(RegionFailure),
});
export type AlarmDetail = v.InferOutput<typeof AlarmDetail>;

/** Alarms in order of urgency: state, severity, then the latest first. */
export function byUrgency(a: AlarmView, b: AlarmView): number {
  const severityOf = ({ severity }: AlarmView) => severities.indexOf(severity ?? "warning");
  return (
    alarmStates.indexOf(a.state) - alarmStates.indexOf(b.state) ||
    severityOf(a) - severityOf(b) ||
    compareText(b.since, a.since) ||
    compareText(`${a.region} ${a.name}`, `${b.region} ${b.name}`)
  );
}

/** The same order whatever the machine's locale. */
const compareText = (a: string, b: string): number => Number(a > b) - Number(a < b);

export function countStates(alarms: readonly Pick<AlarmView, "state">[]): AlarmList["counts"] {
  const counts = { ALARM: 0, INSUFFICIENT_DATA: 0, OK: 0 };
  for (const { state } of alarms) counts[state]++;
  return counts;
}
