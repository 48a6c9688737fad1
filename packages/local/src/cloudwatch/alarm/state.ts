import type { AlarmStateValue } from "../../events/cloudwatch-event.ts";
import type { EpochMs } from "../../time/times.ts";

/** What an alarm is in, and since when. */
export interface AlarmState {
  value: AlarmStateValue;
  reason: string;
  /** JSON. */
  reasonData?: string;
  /** When value, reason or data last changed. */
  updatedMs: EpochMs;
  /** When the value last changed. */
  transitionedMs: EpochMs;
  configuredMs: EpochMs;
}

export interface HistoryItem {
  epochMs: EpochMs;
  alarmType: "MetricAlarm" | "CompositeAlarm";
  type: "ConfigurationUpdate" | "StateUpdate" | "Action";
  summary: string;
  /** JSON. */
  data: string;
}
