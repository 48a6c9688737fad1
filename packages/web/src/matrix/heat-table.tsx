import { placeOf } from "@crisscross/core/job/regions";
import { useState } from "preact/hooks";
import type { Domain } from "../scale/heat-scale.ts";
import { HeatCell } from "./heat-cell.tsx";
import type { Picture } from "./picture.ts";

interface HeatTableProps {
  job: string;
  picture: Picture;
  domain: Domain;
  caption: string;
  /** What differences are from. */
  from?: Picture | undefined;
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The heat map, which is a table: rows are origins, columns targets. A matrix of one origin stands upright. */
export function HeatTable({ job, picture, domain, caption, from }: HeatTableProps) {
  const isUpright = picture.origins.length === 1 && picture.targets.length > 1;
  const [rows, columns] = isUpright ? [picture.targets, picture.origins] : [picture.origins, picture.targets];
  const [[atRow, atColumn], setAt] = useState<readonly [number, number]>([0, 0]);
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined || !(event.currentTarget instanceof HTMLTableElement)) return;
    event.preventDefault();
    const next = [within(atRow + step[0], rows.length), within(atColumn + step[1], columns.length)] as const;
    setAt(next);
    const row = event.currentTarget.tBodies[0]?.rows[next[0]];
    row?.cells[next[1] + 1]?.querySelector("a")?.focus();
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
    <section class="heat-scroll" aria-label={caption} tabIndex={0}>
      <table
        class={`heat-table ${columns.length === 1 ? "heat-single" : ""} ${columns.length > 8 ? "heat-many" : ""}`}
        style={{ "--columns": String(columns.length) }}
        onKeyDown={move}
      >
        <caption class="heat-caption">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" class="heat-corner">
              {isUpright ? "to ↓ from →" : "from ↓ to →"}
            </th>
            {columns.map((region) => (
              <th key={region} scope="col" class="heat-column">
                <Place region={region} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, rowAt) => (
            <tr key={row}>
              <th scope="row" class="heat-row">
                <Place region={row} />
              </th>
              {columns.map((column, columnAt) => {
                const pair = isUpright ? ([column, row] as const) : ([row, column] as const);
                const cell = picture.cellAt(...pair);
                if (cell === undefined) return <td key={column} class="heat-nothing" />;
                return (
                  <HeatCell
                    key={column}
                    job={job}
                    cell={cell}
                    domain={domain}
                    from={from?.cellAt(...pair)}
                    isEntrance={rowAt === atRow && columnAt === atColumn}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const within = (place: number, length: number): number => Math.max(0, Math.min(length - 1, place));

const Place = ({ region }: { region: string }) => (
  <>
    {placeOf(region)}
    <code class="heat-code">{region}</code>
  </>
);
