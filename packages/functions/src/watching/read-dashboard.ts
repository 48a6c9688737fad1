import { type AlarmView, byUrgency } from "@crisscross/core/documents/alarm-view";
import type { DashboardView, DashboardWidget } from "@crisscross/core/documents/dashboard-view";
import { AppError } from "@crisscross/core/edge/error";
import type { MetricName } from "@crisscross/core/metrics/metrics";
import { askRegions } from "./ask-regions.ts";
import { type BodyLine, type BodyWidget, readBody } from "./dashboard-body.ts";
import type { MonitorDeps, Point, Window } from "./monitor.ts";
import { alarmViewOf } from "./read-alarms.ts";
import { shown } from "./read-metric.ts";

/** What one region has to say for all widgets: keys are those of keyOf, and ARNs. */
interface RegionData {
  points: Map<string, Point[]>;
  alarms: Map<string, AlarmView>;
}

/**
 * The stage's dashboard with what its widgets show. Periods are as long as `pointsPerLine` asks for, or longer where
 * the widget says so. Throws AppError: `not-found` when it is not deployed, `unavailable` when no region can be read.
 */
export async function readDashboard(
  deps: MonitorDeps,
  window: Window,
  pointsPerLine: number,
): Promise<DashboardView> {
  const body = await deps.monitorIn(deps.home).dashboardBody(deps.dashboard);
  if (body === undefined)
    throw new AppError("not-found", `dashboard: ${deps.dashboard} is not there; deploy stacks/ to make it`);
  const periodSeconds = periodFor(window, pointsPerLine);
  const widgets = readBody(body).map((widget) =>
    widget.type === "metric"
      ? { ...widget, periodSeconds: Math.max(widget.periodSeconds, periodSeconds) }
      : widget,
  );
  const { answers, failures } = await askRegions(deps, regionsIn(widgets), (_monitor, region) =>
    readRegion(deps, region, widgets, window),
  );
  const points = new Map(answers.flatMap(({ answer }) => [...answer.points]));
  const alarms = new Map(answers.flatMap(({ answer }) => [...answer.alarms]));
  return {
    name: deps.dashboard,
    from: new Date(window.fromMs).toISOString(),
    to: new Date(window.toMs).toISOString(),
    widgets: widgets.map((widget) => filled(widget, points, alarms)),
    failures,
    probes: totalOf("Probes", widgets, points),
    coldStarts: totalOf("ColdStarts", widgets, points),
  };
}

/** The sum of one of our own metrics over every line that shows it by origin. */
function totalOf(
  metric: MetricName,
  widgets: readonly BodyWidget[],
  points: ReadonlyMap<string, Point[]>,
): number {
  const lines = widgets.flatMap((widget) =>
    widget.type === "metric"
      ? widget.lines.map((line) => ({ line, key: keyOf(line, widget.periodSeconds) }))
      : [],
  );
  const own = lines.filter(({ line }) => line.name === metric && line.stat === "Sum");
  const keys = new Set(own.map(({ key }) => key));
  return [...keys].reduce(
    (sum, key) => sum + (points.get(key) ?? []).reduce((all, [, value]) => all + value, 0),
    0,
  );
}

/** Periods CloudWatch takes: minutes, and those that divide a day read best. */
const periodsSeconds = [60, 300, 900, 3_600, 21_600, 86_400];

function periodFor({ fromMs, toMs }: Window, points: number): number {
  const least = (toMs - fromMs) / 1_000 / points;
  return periodsSeconds.find((seconds) => seconds >= least) ?? 86_400;
}

const keyOf = (line: BodyLine, periodSeconds: number): string => JSON.stringify([line, periodSeconds]);

const regionOfArn = (arn: string): string => arn.split(":")[3] ?? "";

function regionsIn(widgets: readonly BodyWidget[]): string[] {
  const found = widgets.flatMap((widget) => {
    if (widget.type === "metric") return widget.lines.map(({ region }) => region);
    return widget.type === "alarm" ? widget.arns.map(regionOfArn) : [];
  });
  return [...new Set(found)];
}

async function readRegion(
  deps: MonitorDeps,
  region: string,
  widgets: readonly BodyWidget[],
  window: Window,
): Promise<RegionData> {
  const monitor = deps.monitorIn(region);
  const lines = widgets.flatMap((widget) => {
    if (widget.type !== "metric") return [];
    const { periodSeconds } = widget;
    return widget.lines
      .filter((line) => line.region === region)
      .map((line) => ({ key: keyOf(line, periodSeconds), query: { ...line, periodSeconds } }));
  });
  const watches = widgets.some((widget) => widget.type === "alarm");
  const [points, alarms] = await Promise.all([
    monitor.metricData(
      lines.map(({ query }) => query),
      window,
    ),
    watches ? monitor.alarms({ prefix: deps.alarmPrefix }) : [],
  ]);
  return {
    points: new Map(lines.map(({ key }, place) => [key, points[place] ?? []])),
    alarms: new Map(alarms.map((alarm) => [alarm.arn, alarmViewOf(deps, region, alarm)])),
  };
}

function filled(
  widget: BodyWidget,
  points: ReadonlyMap<string, Point[]>,
  alarms: ReadonlyMap<string, AlarmView>,
): DashboardWidget {
  if (widget.type === "text") return widget;
  if (widget.type === "metric") {
    const { type, title, unit, periodSeconds } = widget;
    const lines = widget.lines.map((line) => {
      const { label, region, stat } = line;
      return { label, region, stat, points: shown(points.get(keyOf(line, periodSeconds))) };
    });
    return { type, title, unit, periodSeconds, lines };
  }
  const { type, title, arns, states } = widget;
  const found = arns.flatMap((arn) => alarms.get(arn) ?? []);
  const inStates = found.filter(({ state }) => states.includes(state)).sort(byUrgency);
  return { type, title, alarms: inStates, watched: arns.length };
}
