import type { DashboardView, DashboardWidget } from "@crisscross/core/documents/dashboard-view";
import type { Paint } from "../terminal/paint.ts";
import { wrap } from "../terminal/wrap.ts";
import { alarmTable, renderFailures, showInstant } from "./alarms.ts";
import { summarizeDashboard } from "./dashboard-summary.ts";
import { showValue } from "./metric-value.ts";
import { networkWarning } from "./network.ts";
import type { PageStyle } from "./page.ts";
import { type Axis, sparkline } from "./sparkline.ts";
import { left, renderFitting, right, tableWidth } from "./table.ts";

type MetricWidget = Extract<DashboardWidget, { type: "metric" }>;
type Line = MetricWidget["lines"][number];

const sparkWidth = { least: 12, most: 60 };

interface DashboardPage extends PageStyle {
  /** Every widget, each line by itself. */
  all?: boolean;
}

/** What rings and a row for each widget with data; or all widgets in their order, with a sparkline for each line with data. */
export function renderDashboard(view: DashboardView, { paint, columns, all = false }: DashboardPage): string {
  const lines = [
    ...wrap(concludeDashboard(view, all), columns).map((line) => paint("bold", line)),
    paint("dim", `${view.name}, ${showInstant(view.from)} to ${showInstant(view.to)}`),
    ...(all
      ? view.widgets.flatMap((widget) => ["", ...renderWidget(widget, view, { columns, paint })])
      : summarizeDashboard(view, { columns, paint })),
    ...renderFailures(view.failures, paint, columns),
  ];
  return `${lines.join("\n")}\n`;
}

/** Below it, medians are of too few calls to say much. */
const fewProbes = 60;

/** What the figures are of, before any of them. */
function concludeDashboard({ wan, probes, coldStarts = 0 }: DashboardView, all: boolean): string {
  const network = wan === undefined ? "" : networkWarning[wan];
  if (probes === undefined) return `${network}Medians pool all targets of an origin, cold calls included.`;
  if (probes === 0) return `${network}No probe was stored in this time.`;
  const few = probes < fewProbes ? ", too few for more than a rough picture" : "";
  const names = all
    ? ' "via" and "direct" are routes, "modified" is every other variant with a modifier.'
    : "";
  return `${network}${probes} probes stored in this time${few}, ${coldStarts} with a cold start. Medians pool all targets of an origin, cold calls included.${names}`;
}

function renderWidget(widget: DashboardWidget, view: DashboardView, { columns, paint }: PageStyle): string[] {
  switch (widget.type) {
    case "text":
      return renderText(widget.markdown, columns).map((line) => line && paint(["bold", "underline"], line));
    case "alarm":
      return renderStates(widget, columns, paint);
    case "metric":
      return renderMetric(widget, view, columns, paint);
  }
}

const renderText = (markdown: string, columns: number): string[] =>
  markdown
    .replace(/^#+ */gm, "")
    .split("\n")
    .flatMap((line) => wrap(line, columns));

function renderStates(
  { title, alarms, watched }: Extract<DashboardWidget, { type: "alarm" }>,
  columns: number,
  paint: Paint,
): string[] {
  const heading = `${paint("bold", title)}  ${paint("dim", `${alarms.length} of ${watched} alarms`)}`;
  return alarms.length === 0 ? [heading] : [heading, ...alarmTable(alarms, paint, columns)];
}

function renderMetric(widget: MetricWidget, view: DashboardView, columns: number, paint: Paint): string[] {
  const { title, unit, periodSeconds, lines } = widget;
  const heading = `${paint("bold", title)}  ${paint("dim", `${unit}, by ${showPeriod(periodSeconds)}`)}`;
  const filled = lines.filter(({ points }) => points.length > 0);
  if (filled.length === 0) return [`${heading}  ${paint("dim", "no data")}`];
  const top = Math.max(...filled.flatMap(({ points }) => points.map(([, value]) => value)));
  const [fromMs, toMs] = [Date.parse(view.from), Date.parse(view.to)];
  const adds = filled.some(isAdding);
  const heads = columnsOf(top, unit, adds);
  const axis = { fromMs, toMs, periodMs: periodSeconds * 1_000, top, width: 1 };
  const bare = filled.map((line) => rowOf(line, axis, adds).map((cell, at) => (at === sparkAt ? "" : cell)));
  const room =
    columns -
    tableWidth(
      heads.map((head, at) => (at === sparkAt ? { ...head, head: "" } : head)),
      bare,
    );
  const width = Math.min(sparkWidth.most, Math.max(sparkWidth.least, room));
  const empty = lines.length - filled.length;
  return [
    heading,
    ...renderFitting(
      paint,
      heads,
      filled.map((line) => rowOf(line, { ...axis, width }, adds)),
      { labels: 1, width: columns },
    ),
    ...(empty > 0 ? [paint("dim", `${empty} more without data`)] : []),
  ];
}

/** Which column the sparklines are. */
const sparkAt = 2;

const columnsOf = (top: number, unit: string, adds: boolean) => [
  left(""),
  left("stat"),
  left(`0 to ${showValue(top)} ${unit}`),
  right("latest"),
  right("most"),
  ...(adds ? [right("sum")] : []),
];

/** Values of these statistics add up. */
const isAdding = ({ stat }: Line): boolean => stat === "Sum" || stat === "SampleCount";

function rowOf(line: Line, axis: Axis, adds: boolean): string[] {
  const values = line.points.map(([, value]) => value);
  const sum = values.reduce((total, value) => total + value, 0);
  return [
    line.label,
    line.stat,
    sparkline(line.points, axis),
    showValue(values.at(-1) ?? 0),
    showValue(Math.max(...values)),
    ...(adds ? [isAdding(line) ? showValue(sum) : ""] : []),
  ];
}

function showPeriod(seconds: number): string {
  if (seconds % 3_600 === 0) return seconds === 3_600 ? "hour" : `${seconds / 3_600} hours`;
  return seconds === 60 ? "minute" : `${seconds / 60} minutes`;
}
