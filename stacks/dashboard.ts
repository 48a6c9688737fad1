import type { DefinedAlarm } from "./alarms/alarm.ts";
import { alarmWidgets } from "./dashboard/alarm-states.ts";
import { costWidgets } from "./dashboard/costs.ts";
import { functionWidgets } from "./dashboard/functions.ts";
import { originWidgets } from "./dashboard/origins.ts";
import { queueWidgets } from "./dashboard/queues.ts";
import { trafficWidgets } from "./dashboard/traffic.ts";
import { place } from "./dashboard/widget.ts";
import type { DefinedFunction } from "./functions.ts";
import { dashboardName } from "./metric.ts";

/** One dashboard over all regions. */
export function defineDashboard(
  functions: readonly DefinedFunction[],
  isolated: readonly DefinedFunction[],
  alarms: readonly DefinedAlarm[],
): aws.cloudwatch.Dashboard {
  const widgets = [
    ...alarmWidgets(alarms),
    ...trafficWidgets(),
    ...originWidgets(),
    ...functionWidgets(functions),
    ...queueWidgets(),
    ...costWidgets([...functions, ...isolated]),
  ];
  return new aws.cloudwatch.Dashboard("Dashboard", {
    dashboardName: dashboardName,
    dashboardBody: $jsonStringify({ start: "-PT3H", periodOverride: "inherit", widgets: place(widgets) }),
  });
}
