import { hrefOf } from "../address/route.ts";
import type { Attribution } from "../data/documents.ts";
import { Scroll } from "../parts/scroll.tsx";
import { counted, showCount, showMs } from "../words/figures.ts";
import { showInstant } from "../words/times.ts";
import { axisAround, placeOn } from "./log-axis.ts";

type Row = Attribution["attribution"][number];
type Point = NonNullable<Row["samples"]>[number];

/** What samples are kept apart by. */
export type Split = "start" | "connection";

const groupOf = (point: Point, split: Split): string =>
  split === "start" ? point.start : (point.connection ?? "unknown connection");

const size = { width: 1_000, height: 180 } as const;

interface SamplesProps {
  job: string;
  points: readonly Point[];
  basis: Attribution["basis"];
  split: Split;
  /** The start classes in the order of their colours. */
  starts: readonly string[];
}

/** When each sample was sent and how long it took, and the slowest with their probes. */
export function Samples({ job, points, basis, split, starts }: SamplesProps) {
  const valued = points.filter(
    (point): point is Point & { ms: number } => point.ms !== undefined && point.ms > 0,
  );
  const axis = axisAround(valued.map(({ ms }) => ms));
  const failed = points.filter(({ outcome }) => outcome !== "ok");
  const [first, last] = [points[0]?.sentAtMs ?? 0, points.at(-1)?.sentAtMs ?? 0];
  const found = [...new Set(valued.map((point) => groupOf(point, split)))];
  const groups = split === "start" ? starts.filter((start) => found.includes(start)) : found;
  const xOf = ({ sentAtMs }: Point) =>
    Math.round(((sentAtMs - first) / Math.max(1, last - first)) * 9_800 + 100) / 10;
  const yOf = (ms: number) => (axis ? Math.round((1 - placeOn(axis, ms)) * 1_600 + 100) / 10 : 0);
  const colourOf = (group: string, place: number) => (split === "start" ? starts.indexOf(group) : place);
  return (
    <>
      <ul class="legend-marks">
        {groups.map((group, place) => (
          <li key={group}>
            <span class={`legend-mark dot-${colourOf(group, place)}`} aria-hidden="true" /> {group}:{" "}
            {counted(valued.filter((point) => groupOf(point, split) === group).length, "sample")}
          </li>
        ))}
        {failed.length > 0 && <li>✕ at the top: {counted(failed.length, "probe")} not ok</li>}
      </ul>
      <svg
        class="spread-chart"
        viewBox={`0 0 ${size.width} ${size.height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {groups.map((group, place) => (
          <path
            key={group}
            class={`points points-${colourOf(group, place)}`}
            d={valued
              .filter((point) => groupOf(point, split) === group)
              .map((point) => `M${xOf(point)} ${yOf(point.ms)}h0`)
              .join("")}
          />
        ))}
        <path class="points points-failed" d={failed.map((point) => `M${xOf(point)} 4v6`).join("")} />
        <path class="chart-base" d={`M0 ${size.height - 0.5}H${size.width}`} />
      </svg>
      <p class="chart-ends soft">
        <span>{points.length > 0 ? showInstant(new Date(first).toISOString()) : ""}</span>
        <span>{axis ? `${showMs(axis.fromMs)} to ${showMs(axis.toMs)} ms, upward on a log axis` : ""}</span>
        <span>{points.length > 0 ? showInstant(new Date(last).toISOString()) : ""}</span>
      </p>
      {basis.lookedFor < basis.planned && (
        <p class="soft">
          Of a large job a part is read, spread evenly: {showCount(basis.lookedFor)} of{" "}
          {showCount(basis.planned)} blocks.
        </p>
      )}
      <Slowest job={job} valued={valued} failed={failed} />
    </>
  );
}

/** As many as are looked at. */
const most = 8;

const Slowest = ({
  job,
  valued,
  failed,
}: {
  job: string;
  valued: readonly (Point & { ms: number })[];
  failed: readonly Point[];
}) => {
  const slowest = valued.toSorted((one, other) => other.ms - one.ms).slice(0, most);
  if (slowest.length + failed.length === 0) return null;
  return (
    <Scroll label="The slowest">
      <table class="plain-table">
        <caption class="table-title">
          The slowest of these{failed.length > 0 ? ", and those not ok" : ""}
        </caption>
        <thead>
          <tr>
            <th scope="col">Probe</th>
            <th scope="col">Start</th>
            <th scope="col">Connection</th>
            <th scope="col">Outcome</th>
            <th scope="col" class="number">
              ms
            </th>
          </tr>
        </thead>
        <tbody>
          {[...slowest, ...failed.slice(0, most)].map((point) => (
            <tr key={point.probe}>
              <td>
                <a class="no-wrap" href={hrefOf("probe", { id: job, probe: point.probe })}>
                  {point.probe}
                </a>
              </td>
              <td>{point.start}</td>
              <td>{point.connection ?? "–"}</td>
              <td>{point.outcome}</td>
              <td class="number">{showMs(point.ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
};
