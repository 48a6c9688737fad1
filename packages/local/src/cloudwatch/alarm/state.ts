import type { AlarmStateValue } from "../../events/cloudwatch-event.ts";

/** What an alarm is in, and since when. */
export interface AlarmState {
  value: AlarmStateValue;
  reason: string;
  /** JSON. */
  reasonData?: string;
  /** When value, reason or data last changed. */
  updatedMs: number;
  /** When the value last changed. */
  transitionedMs: number;
  configuredMs: number;
}

export interface HistoryItem {
  epochMs: number;
  alarmType: "MetricAlarm" | "CompositeAlarm";
  type: "ConfigurationUpdate" | "StateUpdate" | "Action";
  summary: string;
  /** JSON. */
  data: string;
}
