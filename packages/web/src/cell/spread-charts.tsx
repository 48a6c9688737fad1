import { Scroll } from "../parts/scroll.tsx";
import { counted, showMs, showPercent } from "../words/figures.ts";
import { type Axis, marksOn, placeOn } from "./log-axis.ts";
import { axisOf, columnCount, columnsOf, type Series, seriesOf, sharesOf } from "./spread-series.ts";

const size = { width: 600, height: 160 } as const;
const xOf = (axis: Axis, ms: number): number => round(placeOn(axis, ms) * size.width);
const yOf = (share: number): number => round((1 - share) * size.height);
const round = (value: number): number => Math.round(value * 10) / 10;

/** How the values are spread, twice: how many there are of each, and what share is no more. Numbers stand in a table beside. */
export function SpreadCharts({ spread }: { spread: Parameters<typeof seriesOf>[0] }) {
  const series = seriesOf(spread);
  const axis = axisOf(series);
  if (!axis) return <p>No ok sample has a positive value of this measure.</p>;
  const gaveUp = (spread.gaveUp ?? []).reduce((sum, { n }) => sum + n, 0);
  return (
    <>
      <ul class="legend-marks">
        {series.map(({ start, colour, buckets }) => (
          <li key={start}>
            <span class={`legend-mark dot-${colour}`} aria-hidden="true" /> {start}:{" "}
            {counted(buckets.n, "sample")}
          </li>
        ))}
      </ul>
      <div class="charts">
        <figure class="chart-figure">
          <figcaption>How many took so long</figcaption>
          <Histogram series={series} axis={axis} />
          <AxisMarks axis={axis} />
        </figure>
        <figure class="chart-figure">
          <figcaption>What share took no longer</figcaption>
          <Shares series={series} axis={axis} />
          <AxisMarks axis={axis} />
        </figure>
      </div>
      <p class="soft">
        {bandWords(series)}
        {gaveUp > 0
          ? ` ${counted(gaveUp, "wait")} given up: longer than the deadline, and in neither picture.`
          : ""}
      </p>
      <SpreadTable series={series} />
    </>
  );
}

/** A band that leaves open more than half on each side says nothing. */
const isTelling = (band: number | undefined): band is number => band !== undefined && band <= 0.5;

function bandWords(series: readonly Series[]): string {
  const bands = series.flatMap(({ buckets: { band }, start }) => (isTelling(band) ? [{ start, band }] : []));
  if (bands.length === 0)
    return "Too few samples, or blocks of them, for a confidence band that says anything.";
  const each = bands.map(({ start, band }) => `${start} ±${showPercent(band)}`).join(", ");
  return `Shaded: the true share lies within, everywhere at once, with 95% confidence (${each}).`;
}

const Histogram = ({ series, axis }: { series: readonly Series[]; axis: Axis }) => {
  const columns = series.map((one) => ({ ...one, columns: columnsOf(one.buckets, axis) }));
  const sums = Array.from({ length: columnCount }, (_, at) =>
    columns.reduce((sum, one) => sum + (one.columns[at] ?? 0), 0),
  );
  const most = Math.max(1, ...sums);
  const wide = size.width / columnCount;
  const below = Array<number>(columnCount).fill(0);
  return (
    <svg
      class="spread-chart"
      viewBox={`0 0 ${size.width} ${size.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {columns.map(({ start, colour, columns: counts }) => (
        <path key={start} class={`fill-${colour}`} d={counts.map((n, at) => box(n, at)).join("")} />
      ))}
      <path class="chart-base" d={`M0 ${size.height - 0.5}H${size.width}`} />
    </svg>
  );
  function box(n: number, at: number): string {
    if (n === 0) return "";
    const from = below[at] ?? 0;
    below[at] = from + n;
    const [low, high] = [yOf(from / most), yOf((from + n) / most)];
    return `M${round(at * wide + 0.5)} ${low}h${round(wide - 1)}V${high}h${-round(wide - 1)}z`;
  }
};

const Shares = ({ series, axis }: { series: readonly Series[]; axis: Axis }) => (
  <svg
    class="spread-chart"
    viewBox={`0 0 ${size.width} ${size.height}`}
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <path class="chart-grid" d={[0.5, 0.95].map((share) => `M0 ${yOf(share)}H${size.width}`).join("")} />
    {series.map(({ start, colour, buckets }) => {
      const steps = sharesOf(buckets);
      const line = (shift: number) =>
        steps
          .map(({ ms, share }) => `H${xOf(axis, ms)}V${yOf(Math.max(0, Math.min(1, share + shift)))}`)
          .join("");
      return (
        <g key={start}>
          {isTelling(buckets.band) && (
            <path class={`band-${colour}`} d={bandPath(steps, buckets.band, axis)} />
          )}
          <path class={`line-${colour}`} d={`M0 ${size.height}${line(0)}H${size.width}`} />
        </g>
      );
    })}
    <path class="chart-base" d={`M0 ${size.height - 0.5}H${size.width}`} />
  </svg>
);

/** The upper edge to the right, then the lower one back. */
function bandPath(steps: readonly { ms: number; share: number }[], band: number, axis: Axis): string {
  const within = (share: number) => yOf(Math.max(0, Math.min(1, share)));
  const upper = steps.map(({ ms, share }) => `H${xOf(axis, ms)}V${within(share + band)}`).join("");
  let back = `V${within(1 - band)}`;
  for (const [at, { ms }] of [...steps.entries()].toReversed())
    back += `H${xOf(axis, ms)}V${within((steps[at - 1]?.share ?? 0) - band)}`;
  return `M0 ${within(band)}${upper}H${size.width}${back}H0z`;
}

const AxisMarks = ({ axis }: { axis: Axis }) => (
  <div class="axis-marks" aria-hidden="true">
    {marksOn(axis).map((ms) => (
      <span key={ms} style={{ "--at": String(placeOn(axis, ms)) }}>
        {showMs(ms).replace(/\.0+$/, "")} ms
      </span>
    ))}
  </div>
);

/** As much of the curve as is read in a table. */
const shares = [0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99] as const;

const SpreadTable = ({ series }: { series: readonly Series[] }) => (
  <details class="more">
    <summary>The curve as numbers</summary>
    <Scroll label="The curve">
      <table class="plain-table">
        <thead>
          <tr>
            <th scope="col">Of all samples counted</th>
            {series.map(({ start }) => (
              <th key={start} scope="col" class="number">
                {start}, ms
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shares.map((share) => (
            <tr key={share}>
              <td>{showPercent(share)} took no longer than</td>
              {series.map(({ start, buckets }) => (
                <td key={start} class="number">
                  {showMs(sharesOf(buckets).find((step) => step.share >= share - 1e-9)?.ms)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  </details>
);
