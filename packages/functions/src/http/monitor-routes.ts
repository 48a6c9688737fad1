import type { Hono } from "hono";
import { regionsOf } from "../watching/ask-regions.ts";
import type { MonitorDeps } from "../watching/monitor.ts";
import { listAlarms, readAlarm } from "../watching/read-alarms.ts";
import { readDashboard } from "../watching/read-dashboard.ts";
import { readMetric } from "../watching/read-metric.ts";
import type { Bindings } from "./app.ts";
import {
  readAlarmName,
  readAlarmQuery,
  readAlarmsQuery,
  readDashboardQuery,
  readMetricName,
  readMetricQuery,
} from "./monitor-request.ts";

/** Enough for a sparkline; a dashboard has hundreds of lines. */
const pointsPerLine = 60;

/** The routes that read CloudWatch. */
export function addMonitorRoutes(app: Hono<{ Bindings: Bindings }>, deps: MonitorDeps): void {
  const regions = regionsOf(deps);

  app.get("/v1/alarms", async (c) =>
    c.json(await listAlarms(deps, readAlarmsQuery(c.req.queries(), regions))),
  );

  app.get("/v1/alarms/:name", async (c) => {
    const name = readAlarmName(c.req.param("name"));
    return c.json(await readAlarm(deps, name, readAlarmQuery(c.req.queries(), regions)));
  });

  app.get("/v1/metrics/:name", async (c) => {
    const name = readMetricName(c.req.param("name"));
    const request = readMetricQuery(c.req.queries(), name, regions, deps.nowMs());
    return c.json(await readMetric(deps, name, request));
  });

  app.get("/v1/dashboard", async (c) => {
    const window = readDashboardQuery(c.req.queries(), deps.nowMs());
    return c.json(await readDashboard(deps, window, pointsPerLine));
  });
}
