import { placeOf } from "@crisscross/core/job/regions";
import { hrefOf } from "../address/route.ts";
import type { Widget as WidgetDocument } from "../data/documents.ts";
import { heightOf, type Series } from "../parts/chart-path.ts";
import { LineChart } from "../parts/line-chart.tsx";
import { Badge } from "../parts/state-badge.tsx";
import { showCount, showMs } from "../words/figures.ts";
import { showInstant } from "../words/times.ts";
import { alarmTone } from "./alarm-words.ts";

type Metric = Extract<WidgetDocument, { type: "metric" }>;
type AlarmWidget = Extract<WidgetDocument, { type: "alarm" }>;

/** Text is headings for CloudWatch's grid, and metrics may have no points. */
export const hasData = (widget: WidgetDocument): boolean =>
  widget.type === "alarm" ||
  (widget.type === "metric" && widget.lines.some(({ points }) => points.length > 0));

interface WidgetProps {
  widget: WidgetDocument;
  from: string;
  to: string;
}

export const Widget = ({ widget, from, to }: WidgetProps) => {
  if (widget.type === "alarm") return <Alarms widget={widget} />;
  if (widget.type === "metric") return <Chart widget={widget} from={from} to={to} />;
  return null;
};

const Alarms = ({ widget: { title, alarms, watched } }: { widget: AlarmWidget }) => {
  const ringing = alarms.filter(({ state }) => state === "ALARM");
  return (
    <section class="card widget">
      <h2>{title}</h2>
      <p class="soft">
        {ringing.length === 0 ? `None of ${watched} rings.` : `${ringing.length} of ${watched} ring.`}
      </p>
      <ul class="widget-alarms">
        {ringing.slice(0, 8).map((alarm) => (
          <li key={`${alarm.region} ${alarm.name}`}>
            <Badge tone={alarmTone(alarm)}>{alarm.severity ?? "ringing"}</Badge>{" "}
            <a href={hrefOf("alarm", { name: alarm.name })}>{alarm.name}</a>{" "}
            <span class="soft">{placeOf(alarm.region)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const seriesOf = ({ lines }: Metric): Series[] =>
  lines
    .filter(({ points }) => points.length > 0)
    .map(({ label, region, points }) => ({
      name: label || placeOf(region),
      points: points.map(([at, value]) => [Date.parse(at), value]),
    }));

const show = (value: number): string => (Number.isInteger(value) ? showCount(value) : showMs(value));

const Chart = ({ widget, from, to }: WidgetProps & { widget: Metric }) => {
  const series = seriesOf(widget);
  return (
    <section class="card widget">
      <h2>{widget.title}</h2>
      <p class="widget-axis">
        <span>{show(heightOf(series))}</span> <span>{widget.unit}</span>
      </p>
      <LineChart series={series} fromMs={Date.parse(from)} toMs={Date.parse(to)} />
      <p class="widget-axis">
        <span>{showInstant(from).slice(11)}</span> <span>{showInstant(to).slice(11)}</span>
      </p>
      <Key series={series} unit={widget.unit} />
    </section>
  );
};

/** Names the lines, and says in numbers what the picture shows. */
const Key = ({ series, unit }: { series: readonly Series[]; unit: string }) => (
  <table class="widget-key">
    <caption class="only-read">Last and highest value of each line, {unit}</caption>
    <thead>
      <tr>
        <th scope="col">Line</th>
        <th scope="col" class="number">
          last
        </th>
        <th scope="col" class="number">
          highest
        </th>
      </tr>
    </thead>
    <tbody>
      {series.map(({ name, points }, place) => (
        <tr key={name}>
          <td>
            <span class={`widget-colour chart-line-${place % 7}`} aria-hidden="true" />
            {name}
          </td>
          <td class="number">{show(points.at(-1)?.[1] ?? 0)}</td>
          <td class="number">{show(Math.max(...points.map(([, value]) => value)))}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
