import { alertsIn } from "../alerts.ts";
import { type Placement, placements } from "../regions.ts";
import { alarmName, type DefinedAlarm, logicalName } from "./alarm.ts";

const name = "region";

/** One alarm per region, which rings while any other there does: a bad hour is then one message instead of forty. */
export const defineRegionAlarms = (alarms: readonly DefinedAlarm[]): DefinedAlarm[] =>
  placements.map((placement) => defineRegionAlarm(placement, alarms));

function defineRegionAlarm(placement: Placement, alarms: readonly DefinedAlarm[]): DefinedAlarm {
  const children = alarms.filter((child) => child.placement.region === placement.region);
  const actions = [alertsIn(placement).arn];
  const alarm = new aws.cloudwatch.CompositeAlarm(
    logicalName(name, placement),
    {
      alarmName: alarmName(name),
      alarmDescription: `warning: Something is wrong in ${placement.region}. Look first at which alarms ring there, critical ones before warnings.`,
      alarmRule: children.map((child) => `ALARM("${alarmName(child.name)}")`).join(" OR "),
      alarmActions: actions,
      okActions: actions,
      tags: { severity: "warning" },
    },
    // CloudWatch refuses a rule about alarms that do not exist.
    { ...placement.options, dependsOn: children.map((child) => child.alarm) },
  );
  return { name, severity: "warning", placement, alarm };
}
