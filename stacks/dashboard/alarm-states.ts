import type { DefinedAlarm } from "../alarms/alarm.ts";
import { placements } from "../regions.ts";
import { states, type Widget } from "./widget.ts";

/** The regions' composite alarms whatever their state, then what rings in each region. */
export function alarmWidgets(alarms: readonly DefinedAlarm[]): Widget[] {
  if (alarms.length === 0) return [];
  const isComposite = ({ name }: DefinedAlarm) => name === "region";
  const arns = (some: readonly DefinedAlarm[]) => some.map(({ alarm }) => alarm.arn);
  return [
    states("Regions", arns(alarms.filter(isComposite)), ["ALARM", "INSUFFICIENT_DATA", "OK"], 24),
    ...placements.map(({ region }) => {
      const inRegion = alarms.filter((one) => one.placement.region === region && !isComposite(one));
      return states(`Ringing in ${region}`, arns(inRegion), ["ALARM", "INSUFFICIENT_DATA"], 12);
    }),
  ];
}
