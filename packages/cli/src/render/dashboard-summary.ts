import type { DashboardView, DashboardWidget } from "@crisscross/core/documents/dashboard-view";
import type { MetricPoints } from "@crisscross/core/documents/metric-view";
import { alarmTable, quietWords } from "./alarms.ts";
import { showValue } from "./metric-value.ts";
import type { PageStyle } from "./page.ts";
import { sparkline } from "./sparkline.ts";
import { left, renderTable, right, tableWidth } from "./table.ts";

type MetricWidget = Extract<DashboardWidget, { type: "metric" }>;
type Line = MetricWidget["lines"][number];

/** Of the latest periods. */
const sparkWidth = 24;

/** One row: a widget's only line, several lines that add up, or the highest of several. */
interface Row {
  text: string;
  /** How many lines it stands for, and how; empty for one. */
  of: string;
  unit: string;
  points: MetricPoints;
  periodSeconds: number;
  adds: boolean;
}

/** What rings, and a row for each widget that has a value above 0; what is left out is counted. */
export function summarizeDashboard(view: DashboardView, { paint, columns }: PageStyle): string[] {
  const widgets = view.widgets.filter((widget) => widget.type === "metric");
  const rows = widgets.map(rowsOf);
  const silent = rows.filter(({ length }) => length === 0).length;
  return [
    ...alarmLines(view, { paint, columns }),
    ...(silent < rows.length ? ["", ...tableOf(rows.flat(), view, { paint, columns })] : []),
    ...(silent > 0
      ? [
          "",
          paint(
            "dim",
            `${silent} more widgets have no value above 0; --all shows every line of every widget`,
          ),
        ]
      : []),
  ];
}

function alarmLines(view: DashboardView, { paint, columns }: PageStyle): string[] {
  const widgets = view.widgets.filter((widget) => widget.type === "alarm");
  const alarms = widgets.flatMap((widget) => widget.alarms).filter(({ state }) => state !== "OK");
  if (alarms.length > 0) return ["", ...alarmTable(alarms, paint, columns)];
  const watched = widgets.reduce((sum, widget) => sum + widget.watched, 0);
  if (watched === 0 || view.failures.length > 0) return [];
  return [paint("green", quietWords(watched))];
}

/** More things than this that are counted by region are added up, whatever they are of. */
const mostKinds = 3;

/** Counts of the same thing in several regions are added up; of what does not add up the line that is highest now stands for all. */
function rowsOf({ title, unit, periodSeconds, lines }: MetricWidget): Row[] {
  const filled = lines.filter(({ points }) => points.some(([, value]) => value > 0));
  const byStat = Map.groupBy(filled, ({ stat }) => stat);
  return [...byStat].flatMap(([stat, of]): Row[] => {
    const adds = stat === "Sum" || stat === "SampleCount";
    const row = (kind: string, more: Pick<Row, "of" | "points">): Row => ({
      ...{ text: kind === "" ? title : `${title}: ${kind}`, periodSeconds, adds, ...more },
      unit: adds || title.includes(stat) ? unit : `${unit}, ${stat}`,
    });
    if (!adds) {
      const [highest] = of.toSorted((a, b) => lastOf(b) - lastOf(a));
      if (!highest) return [];
      return [row(highest.label, { of: countOf("highest", of), points: highest.points })];
    }
    const kinds = Map.groupBy(of, kindOf);
    if (kinds.size > mostKinds) return [row("", { of: countOf("sum", of), points: addedUp(of) })];
    return [...kinds].map(([kind, those]) =>
      row(kind, { of: countOf("sum", those), points: addedUp(those) }),
    );
  });
}

/** What a line counts, without the region it counts it in. */
const kindOf = ({ label, region }: Line): string =>
  label.endsWith(region) ? label.slice(0, -region.length).trimEnd() : label;

const countOf = (how: string, { length }: readonly Line[]): string =>
  length > 1 ? `${how} of ${length}` : "";

const lastOf = ({ points }: Line): number => points.at(-1)?.[1] ?? 0;

/** Period by period. */
function addedUp(lines: readonly Line[]): MetricPoints {
  const sums = new Map<string, number>();
  for (const [at, value] of lines.flatMap(({ points }) => points)) sums.set(at, (sums.get(at) ?? 0) + value);
  return [...sums].sort(([a], [b]) => a.localeCompare(b));
}

const columns = [
  left(""),
  left("lines"),
  left("unit"),
  right("latest"),
  right("most"),
  right("sum"),
  left("0 to the most"),
] as const;

/** By their places: what is left out first where there is no room comes last. */
const keepOrder = [0, 3, 2, 4, 6, 1, 5];

function tableOf(rows: readonly Row[], { from, to }: DashboardView, page: PageStyle): string[] {
  const range = { fromMs: Date.parse(from), toMs: Date.parse(to) };
  const lines = rows.map(({ text, of, unit, points, periodSeconds, adds }) => {
    const values = points.map(([, value]) => value);
    const [most, sum] = [Math.max(...values), values.reduce((total, value) => total + value, 0)];
    const axis = { ...range, periodMs: periodSeconds * 1_000, top: most, width: sparkWidth };
    return [
      ...[text, of, unit, showValue(values.at(-1) ?? 0), showValue(most), adds ? showValue(sum) : ""],
      sparkline(points, axis),
    ];
  });
  const pick = <T>(items: readonly T[], many: number): T[] =>
    items.filter((_, place) => keepOrder.indexOf(place) < many);
  const fits = (many: number) =>
    tableWidth(
      pick(columns, many),
      lines.map((line) => pick(line, many)),
    ) <= page.columns;
  const many = [7, 6, 5, 4, 3].find(fits) ?? 2;
  return renderTable(
    page.paint,
    pick(columns, many),
    lines.map((line) => pick(line, many)),
  );
}
