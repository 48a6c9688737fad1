import { placeOf } from "@crisscross/core/job/regions";
import { hrefOf } from "../address/route.ts";
import type { Widget } from "../data/documents.ts";
import { heightOf, type Series } from "../parts/chart-path.ts";
import { LineChart } from "../parts/line-chart.tsx";
import { Badge } from "../parts/state-badge.tsx";
import { showCount, showMs } from "../words/figures.ts";
import { showInstant } from "../words/times.ts";
import { alarmTone } from "./alarm-words.ts";

type Metric = Extract<Widget, { type: "metric" }>;
type AlarmWidget = Extract<Widget, { type: "alarm" }>;

/** What rings of all that a dashboard's alarm widgets watch: one line when nothing does. */
export const AlarmStrip = ({ widgets }: { widgets: readonly AlarmWidget[] }) => {
  const watched = widgets.reduce((sum, one) => sum + one.watched, 0);
  const all = widgets.flatMap(({ alarms }) => alarms.filter(({ state }) => state === "ALARM"));
  const ringing = [...new Map(all.map((alarm) => [`${alarm.region} ${alarm.name}`, alarm])).values()];
  return (
    <section class="card widget">
      <h2>{ringing.length === 0 ? `None of ${watched} alarms rings` : `${ringing.length} ringing`}</h2>
      <ul class="widget-alarms">
        {ringing.map((alarm) => (
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

const highestOf = ({ points }: Series): number => Math.max(...points.map(([, value]) => value));

/** The line with the highest value first: with many lines the first few are what is looked for. */
const seriesOf = ({ lines }: Metric): Series[] =>
  lines
    .filter(({ points }) => points.length > 0)
    .map(({ label, region, points }) => ({
      name: label || placeOf(region),
      points: points.map(([at, value]): [number, number] => [Date.parse(at), value]),
    }))
    .toSorted((one, other) => highestOf(other) - highestOf(one));

const show = (value: number): string => (Number.isInteger(value) ? showCount(value) : showMs(value));

/** As many lines as are told apart by colour. */
const most = 6;

export const Chart = ({ widget, from, to }: { widget: Metric; from: string; to: string }) => {
  const series = seriesOf(widget);
  const [first, rest] = [series.slice(0, most), series.slice(most)];
  return (
    <section class="card widget">
      <h3>{widget.title}</h3>
      <p class="widget-axis">
        <span>{show(heightOf(series))}</span> <span>{widget.unit}</span>
      </p>
      <LineChart series={series} fromMs={Date.parse(from)} toMs={Date.parse(to)} />
      <p class="widget-axis">
        <span>{showInstant(from).slice(11)}</span> <span>{showInstant(to).slice(11)}</span>
      </p>
      <Key series={first} unit={widget.unit} />
      {rest.length > 0 && (
        <details class="more">
          <summary>{rest.length} more</summary>
          <Key series={rest} unit={widget.unit} from={most} />
        </details>
      )}
    </section>
  );
};

/** Names the lines, and says in numbers what the picture shows. */
const Key = ({ series, unit, from = 0 }: { series: readonly Series[]; unit: string; from?: number }) => (
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
      {series.map((one, place) => (
        <tr key={one.name}>
          <td>
            <span class={`widget-colour chart-line-${(from + place) % 7}`} aria-hidden="true" />
            {one.name}
          </td>
          <td class="number">{show(one.points.at(-1)?.[1] ?? 0)}</td>
          <td class="number">{show(highestOf(one))}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
