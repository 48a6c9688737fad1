import { placeOf } from "@crisscross/core/job/regions";
import { hrefOf } from "../address/route.ts";
import { type Domain, heatOf, shiftOf } from "../scale/heat-scale.ts";
import { showMs, showShift } from "../words/figures.ts";
import { type CellFigure, failuresIn, failureWords, type Interval, shiftBetween } from "./cell-figure.ts";
import type { Cell } from "./picture.ts";

interface CellProps {
  job: string;
  cell: Cell;
  domain: Domain;
  /** The same cell of the variant to subtract from. */
  from?: Cell | undefined;
  /** One cell of a table is reached by Tab; arrow keys lead to the others. */
  isEntrance: boolean;
}

/** A cell of the heat map: its number, its interval, how many samples, and what failed. It leads to all about it. */
export function HeatCell({ job, cell, domain, from, isEntrance }: CellProps) {
  const { origin, target, variant } = cell.row;
  const isHome = origin === target;
  const look = from ? shiftLook(from, cell) : heatLook(cell.figure, domain);
  return (
    <td class={`heat-cell ${look.class} ${isHome ? "heat-home" : ""}`} style={look.style}>
      <a
        href={hrefOf("cell", { id: job, origin, target, variant })}
        tabIndex={isEntrance ? 0 : -1}
        title={`${placeOf(origin)} to ${placeOf(target)}, ${variant}`}
      >
        {look.lines}
        <Failed cell={cell} />
      </a>
    </td>
  );
}

interface Look {
  class: string;
  style?: Record<string, string>;
  lines: preact.JSX.Element;
}

const heatLook = (figure: CellFigure, domain: Domain): Look => {
  if (figure.kind === "value")
    return {
      class: "heat",
      style: { "--heat": heatOf(domain, figure.ms).toFixed(4) },
      lines: <Lines main={showMs(figure.ms)} small={intervalText(figure.interval)} n={figure.n} />,
    };
  if (figure.kind === "beyond")
    return { class: "heat-beyond", lines: <Lines main={`> ${showMs(figure.ms)}`} n={figure.n} /> };
  if (figure.kind === "refused")
    return { class: "heat-refused", lines: <Lines main="–" small={figure.why} /> };
  return { class: "heat-nothing", lines: <Lines main="" small={figure.why} /> };
};

function shiftLook(from: Cell, cell: Cell): Look {
  const shift = shiftBetween(from.figure, cell.figure);
  if (shift === undefined || from.figure.kind !== "value" || cell.figure.kind !== "value")
    return { class: "heat-refused", lines: <Lines main="–" small="one of both has no figure" /> };
  const both = `${showMs(from.figure.ms)} → ${showMs(cell.figure.ms)}`;
  return {
    class: "shift",
    style: { "--shift": shiftOf(from.figure.ms, cell.figure.ms).toFixed(4) },
    lines: (
      <>
        <Lines main={showShift(shift.ms)} small={both} />
        {!shift.isApart && <span class="heat-small">may be chance</span>}
      </>
    ),
  };
}

/** `166+`: the end is 166 ms or more, because calls that were given up may have taken longer. */
const endText = (end: Interval[number]): string =>
  typeof end === "object" && end !== null ? `${showMs(end.gt)}+` : showMs(end);

const intervalText = (interval: Interval | undefined): string =>
  interval === undefined ? "no interval" : interval.map(endText).join("–");

const Lines = ({ main, small, n }: { main: string; small?: string; n?: number }) => (
  <>
    <span class="heat-main">{main}</span>
    {small !== undefined && <span class="heat-small">{small}</span>}
    {n !== undefined && <span class="heat-small">n {n}</span>}
  </>
);

/** A mark over the colour: these probes are in no figure, but as waits that were given up. */
const Failed = ({ cell: { row } }: { cell: Cell }) => {
  const n = failuresIn(row);
  if (n === 0) return null;
  return (
    <span class="heat-failed" title={failureWords(row)}>
      <span aria-hidden="true">✕ {n}</span>
      <span class="only-read">, {failureWords(row)}</span>
    </span>
  );
};
