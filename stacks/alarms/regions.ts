import { alertsIn } from "../alerts.ts";
import { type Site, sites } from "../regions.ts";
import { alarmName, definedAlarms, logicalName, remember } from "./alarm.ts";

const name = "region";

/** One alarm a region that rings while any other there does, so that a bad hour is one message and not forty. */
export function defineRegionAlarms(): void {
  for (const site of sites) defineRegionAlarm(site);
}

function defineRegionAlarm(site: Site): void {
  const children = definedAlarms.filter((child) => child.site.region === site.region);
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
  remember({ name, severity: "warning", site, alarm });
}
