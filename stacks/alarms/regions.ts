import { alertsIn } from "../alerts.ts";
import { type Site, sites } from "../regions.ts";
import { alarmName, type DefinedAlarm, logicalName } from "./alarm.ts";

const name = "region";

/** One alarm a region that rings while any other there does, so that a bad hour is one message and not forty. */
export const defineRegionAlarms = (alarms: readonly DefinedAlarm[]): DefinedAlarm[] =>
  sites.map((site) => defineRegionAlarm(site, alarms));

function defineRegionAlarm(site: Site, alarms: readonly DefinedAlarm[]): DefinedAlarm {
  const children = alarms.filter((child) => child.site.region === site.region);
  const actions = [alertsIn(site).arn];
  const alarm = new aws.cloudwatch.CompositeAlarm(
    logicalName(name, site),
    {
      alarmName: alarmName(name),
      alarmDescription: `warning: Something is wrong in ${site.region}. Look first at which alarms ring there, critical ones before warnings.`,
      alarmRule: children.map((child) => `ALARM("${alarmName(child.name)}")`).join(" OR "),
      alarmActions: actions,
      okActions: actions,
      tags: { severity: "warning" },
    },
    // CloudWatch refuses a rule about alarms that do not exist.
    { ...site.options, dependsOn: children.map((child) => child.alarm) },
  );
  return { name, severity: "warning", site, alarm };
}
