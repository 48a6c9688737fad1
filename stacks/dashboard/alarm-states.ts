import { type DefinedAlarm, definedAlarms } from "../alarms/alarm.ts";
import { sites } from "../regions.ts";
import { states, type Widget } from "./widget.ts";

/** The regions' composite alarms whatever their state, then what rings in each region. */
export function alarmWidgets(): Widget[] {
  if (definedAlarms.length === 0) return [];
  const isComposite = ({ name }: DefinedAlarm) => name === "region";
  const arns = (alarms: readonly DefinedAlarm[]) => alarms.map(({ alarm }) => alarm.arn);
  return [
    states("Regions", arns(definedAlarms.filter(isComposite)), ["ALARM", "INSUFFICIENT_DATA", "OK"], 24),
    ...sites.map(({ region }) => {
      const inRegion = definedAlarms.filter((one) => one.site.region === region && !isComposite(one));
      return states(`Ringing in ${region}`, arns(inRegion), ["ALARM", "INSUFFICIENT_DATA"], 12);
    }),
  ];
}
