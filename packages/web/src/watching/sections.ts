import type { Widget } from "../data/documents.ts";

type Metric = Extract<Widget, { type: "metric" }>;
type AlarmWidget = Extract<Widget, { type: "alarm" }>;

/** Widgets of a dashboard under the heading that stands before them. */
interface Section {
  readonly title: string;
  readonly shown: readonly Metric[];
  /** Titles of those that have no data, or only zeros. */
  readonly quiet: readonly string[];
}

interface Sorted {
  readonly alarms: readonly AlarmWidget[];
  readonly sections: readonly Section[];
}

const isQuiet = ({ lines }: Metric): boolean =>
  lines.every(({ points }) => points.every(([, value]) => value === 0));

/** CloudWatch lays widgets out by place; here headings hold them together, and what is quiet is named only. */
export function sortWidgets(widgets: readonly Widget[]): Sorted {
  const alarms: AlarmWidget[] = [];
  const sections: { title: string; metrics: Metric[] }[] = [];
  for (const widget of widgets) {
    if (widget.type === "alarm") alarms.push(widget);
    else if (widget.type === "text") sections.push({ title: headingIn(widget.markdown), metrics: [] });
    else {
      if (sections.length === 0) sections.push({ title: "", metrics: [] });
      sections.at(-1)?.metrics.push(widget);
    }
  }
  return {
    alarms,
    sections: sections.map(({ title, metrics }) => ({
      title,
      shown: metrics.filter((metric) => !isQuiet(metric)),
      quiet: metrics.filter(isQuiet).map((metric) => metric.title),
    })),
  };
}

/** The first line without its marks, and without what stands in brackets behind it. */
const headingIn = (markdown: string): string =>
  (markdown.split("\n")[0] ?? "").replace(/^#+\s*/, "").replace(/\s*\(.*$/, "");
