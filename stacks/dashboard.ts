import { alarmWidgets } from "./dashboard/alarm-states.ts";
import { costWidgets } from "./dashboard/costs.ts";
import { functionWidgets } from "./dashboard/functions.ts";
import { originWidgets } from "./dashboard/origins.ts";
import { queueWidgets } from "./dashboard/queues.ts";
import { trafficWidgets } from "./dashboard/traffic.ts";
import { place } from "./dashboard/widget.ts";
import { dashboardName } from "./metric.ts";

/** One dashboard over all regions. Call it when all functions, queues and alarms are defined. */
export function defineDashboard(): aws.cloudwatch.Dashboard {
  const widgets = [
    ...alarmWidgets(),
    ...trafficWidgets(),
    ...originWidgets(),
    ...functionWidgets(),
    ...queueWidgets(),
    ...costWidgets(),
  ];
  return new aws.cloudwatch.Dashboard("Dashboard", {
    dashboardName: dashboardName,
    dashboardBody: $jsonStringify({ start: "-PT3H", periodOverride: "inherit", widgets: place(widgets) }),
  });
}
