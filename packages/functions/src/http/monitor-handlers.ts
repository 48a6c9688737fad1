import type { RouteName } from "@crisscross/core/documents/routes";
import type { Wan } from "@crisscross/core/job/wan";
import { regionsOf } from "../watching/ask-regions.ts";
import type { MonitorDeps } from "../watching/monitor.ts";
import { listAlarms, readAlarm } from "../watching/read-alarms.ts";
import { readDashboard } from "../watching/read-dashboard.ts";
import { readMetric } from "../watching/read-metric.ts";
import { type Handler, pathParam } from "./handler.ts";
import {
  readAlarmName,
  readAlarmQuery,
  readAlarmsQuery,
  readDashboardQuery,
  readMetricName,
  readMetricQuery,
} from "./monitor-request.ts";
import { readQuery } from "./query.ts";

/** Enough for a sparkline; a dashboard has hundreds of lines. */
const pointsPerLine = 60;

/** The routes that read CloudWatch. */
export function monitorHandlers(deps: MonitorDeps, wan: Wan) {
  const regions = regionsOf(deps);
  return {
    ListAlarms: async (c) => c.json(await listAlarms(deps, readAlarmsQuery(readQuery(c.req), regions))),
    async GetAlarm(c) {
      const name = readAlarmName(pathParam(c, "name"));
      return c.json(await readAlarm(deps, name, readAlarmQuery(readQuery(c.req), regions)));
    },
    async GetMetric(c) {
      const name = readMetricName(pathParam(c, "name"));
      const request = readMetricQuery(readQuery(c.req), name, regions, deps.nowMs());
      return c.json(await readMetric(deps, name, request));
    },
    async GetDashboard(c) {
      const window = readDashboardQuery(readQuery(c.req), deps.nowMs());
      return c.json({ ...(await readDashboard(deps, window, pointsPerLine)), wan });
    },
  } satisfies Partial<Record<RouteName, Handler>>;
}
