import type { AlarmList, AlarmView } from "@crisscross/core/documents/alarm-view";
import { countStates } from "@crisscross/core/documents/alarm-view";

export const alarmOf = (name: string, state: AlarmView["state"], region = "ap-south-1"): AlarmView => ({
  name,
  region,
  kind: "metric",
  state,
  since: "2026-11-21T10:00:00.000Z",
  why: `${name} is ${state}`,
  severity: "critical",
  description: `${name} has happened. Look first at the log.`,
});
export const listOf = (alarms: AlarmView[], failures: AlarmList["failures"] = []): AlarmList => ({
  counts: countStates(alarms),
  alarms,
  failures,
});
export const calm = listOf([alarmOf("poison", "OK")]);
export const ringing = listOf([
  alarmOf("poison", "ALARM"),
  alarmOf("poison", "ALARM", "eu-west-2"),
  alarmOf("http-5xx", "OK"),
]);
export const denied = [{ region: "sa-east-1", reason: "AccessDenied" }];
