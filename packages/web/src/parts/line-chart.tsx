import { heightOf, pathOf, type Series, spanOf } from "./chart-path.ts";

const size = { width: 320, height: 120 } as const;

/** Lines over time, from 0 up to the highest value. A picture: what it shows stands in a table beside it. */
export const LineChart = ({
  series,
  fromMs,
  toMs,
}: {
  series: readonly Series[];
  fromMs: number;
  toMs: number;
}) => {
  const highest = heightOf(series);
  const span = spanOf(fromMs, toMs);
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${size.width} ${size.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path class="chart-grid" d={`M0 .5H${size.width}M0 ${size.height / 2}H${size.width}`} />
      <path class="chart-base" d={`M0 ${size.height - 0.5}H${size.width}`} />
      {series.map(({ name, points }, place) => (
        <path
          key={name}
          class={`chart-line chart-line-${place % 7}`}
          d={pathOf(points, { span, highest, ...size })}
        />
      ))}
    </svg>
  );
};
