import { type Domain, heatOf, ticksOf } from "../scale/heat-scale.ts";
import { showCount } from "../words/figures.ts";
import { failuresIn } from "./cell-figure.ts";
import type { Cell } from "./picture.ts";

const swatches = Array.from({ length: 24 }, (_, place) => place / 23);

/** What colours and marks mean. Decoration for who reads the numbers, so the strip itself is hidden from readers. */
export const Legend = ({
  domain,
  isDifference,
  cells,
}: {
  domain: Domain;
  isDifference: boolean;
  cells: readonly Cell[];
}) => (
  <div class="legend">
    {isDifference ? <ShiftStrip /> : <HeatStrip domain={domain} />}
    <ul class="legend-marks">
      {cells.some(({ row }) => row.origin === row.target) && (
        <li>
          <span class="legend-mark heat-home" aria-hidden="true" /> Framed: within one region, where there is
          no distance. What is left is Lambda itself.
        </li>
      )}
      {cells.some(({ figure }) => figure.kind === "refused") && (
        <li>
          <span class="legend-mark heat-refused" aria-hidden="true" /> Hatched: too few samples for this
          figure.
        </li>
      )}
      {cells.some(({ row }) => failuresIn(row) > 0) && (
        <li>
          <span class="heat-failed legend-failed" aria-hidden="true">
            ✕ 2
          </span>{" "}
          Probes that failed.
        </li>
      )}
      <li>
        {isDifference
          ? "Below each difference: the two figures. It may be chance where their intervals meet."
          : "Below each number: its 95% interval, and n, the samples it is made of."}
      </li>
    </ul>
  </div>
);

const HeatStrip = ({ domain }: { domain: Domain }) => (
  <div class="strip" aria-hidden="true">
    <div class="strip-colours">
      {swatches.map((place) => (
        <span key={place} class="heat" style={{ "--heat": String(place) }} />
      ))}
    </div>
    <div class="strip-ticks">
      {ticksOf(domain).map((tick) => (
        <span key={tick} style={{ "--at": String(heatOf(domain, tick)) }}>
          {showCount(tick)}
          {tick === domain.fromMs ? " ms" : ""}
        </span>
      ))}
    </div>
  </div>
);

const shiftTicks = [
  { at: 0, label: "¼" },
  { at: 0.25, label: "½" },
  { at: 0.5, label: "the same" },
  { at: 0.75, label: "twice" },
  { at: 1, label: "4 ×" },
];

const ShiftStrip = () => (
  <div class="strip" aria-hidden="true">
    <div class="strip-colours">
      {swatches.map((place) => (
        <span key={place} class="shift" style={{ "--shift": String(place * 2 - 1) }} />
      ))}
    </div>
    <div class="strip-ticks">
      {shiftTicks.map(({ at, label }) => (
        <span key={at} style={{ "--at": String(at) }}>
          {label}
        </span>
      ))}
    </div>
  </div>
);
