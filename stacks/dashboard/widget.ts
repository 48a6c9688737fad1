import type { Metric } from "../metric.ts";

/** A metric in one region, drawn as a line. */
export interface Line extends Metric {
  readonly region: string;
  readonly label: string;
}

export interface Widget {
  readonly type: "metric" | "alarm" | "text";
  /** Of 24 columns. */
  readonly width: number;
  readonly height: number;
  readonly properties: object;
}

interface GraphOptions {
  readonly width?: number;
  readonly unit?: string;
  readonly periodSeconds?: number;
  readonly stacked?: boolean;
}

/** A graph over time. The widget's own region is that of its first line; each line names its own. */
export function graph(title: string, lines: readonly Line[], options: GraphOptions = {}): Widget {
  const { width = 8, unit = "Count", periodSeconds = 60, stacked = false } = options;
  const [first] = lines;
  if (first === undefined) throw new Error(`the widget "${title}" shows nothing`);
  const properties = {
    title,
    view: "timeSeries",
    stacked,
    region: first.region,
    stat: first.stat,
    period: periodSeconds,
    yAxis: { left: { label: unit, min: 0, showUnits: false } },
    metrics: lines.map(toEntry),
  };
  return { type: "metric", width, height: 6, properties };
}

/** ["AWS/SQS", "NumberOfMessagesSent", "QueueName", "…", { region, label, stat }] */
function toEntry({ namespace, metricName, dimensions, stat, region, label }: Line) {
  return [namespace, metricName, ...Object.entries(dimensions).flat(), { region, label, stat }];
}

export const heading = (markdown: string): Widget => ({
  type: "text",
  width: 24,
  height: 1,
  properties: { markdown, background: "transparent" },
});

/** States of alarms, by ARN; CloudWatch takes 100 in one widget. */
export const states = (
  title: string,
  alarms: readonly $util.Input<string>[],
  shown: readonly string[],
  width: number,
): Widget => ({
  type: "alarm",
  width,
  height: 3,
  properties: { title, alarms, sortBy: "stateUpdatedTimestamp", states: shown },
});

/** Gives widgets their places, from left to right, with a new row where one does not fit. */
export function place(widgets: readonly Widget[]) {
  let [x, y, rowHeight] = [0, 0, 0];
  return widgets.map((widget) => {
    if (x + widget.width > 24) [x, y, rowHeight] = [0, y + rowHeight, 0];
    const placed = { ...widget, x, y };
    x += widget.width;
    rowHeight = Math.max(rowHeight, widget.height);
    return placed;
  });
}
