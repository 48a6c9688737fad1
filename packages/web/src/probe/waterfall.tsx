import type { SampleDocument } from "@crisscross/core/documents/sample-document";
import type { Part } from "@crisscross/core/traces/part";
import type { Timeline } from "@crisscross/core/traces/timeline";
import { Scroll } from "../parts/scroll.tsx";
import { certaintyText, lengthText, titleOf } from "./probe-words.ts";

/** How deep a part lies in others. */
function depthOf(parts: readonly Part[], part: Part): number {
  const parent = parts.find(({ key }) => key === part.parent);
  return parent === undefined || parent.kind === "probe" ? 0 : 1 + depthOf(parts, parent);
}

/**
 * The probe on one scale, from its request on. Solid is what is certain; hatched is where a part may have begun or ended, so a
 * function that ran shorter than its range is hatched alone.
 */
export function Waterfall({ document, timeline }: { document: SampleDocument; timeline: Timeline }) {
  const totalMs = Math.max(document.levels[0]?.waitMs ?? 0, 0.001);
  const parts = timeline.parts.filter(({ kind }) => kind !== "probe" && kind !== "delivery");
  return (
    <Scroll label="The waterfall">
      <table class="waterfall">
        <caption class="only-read">
          Where the time of the probe went, in ms since its request was sent
        </caption>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col" class="number">
              ms
            </th>
            <th scope="col">
              <span class="waterfall-axis">
                <span>0</span>
                <span>{lengthText({ length: { lowMs: totalMs, highMs: totalMs } })} ms</span>
              </span>
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.key}>
              <th scope="row" style={{ "--depth": String(depthOf(timeline.parts, part)) }}>
                {titleOf(part)}
              </th>
              <td class="number">
                {lengthText(part)}
                <span class="only-read">, {certaintyText(part)}</span>
              </td>
              <td class="waterfall-place" title={certaintyText(part)}>
                <Bar part={part} totalMs={totalMs} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

const Bar = ({ part: { kind, start, end }, totalMs }: { part: Part; totalMs: number }) => {
  const at = (ms: number) => Math.max(0, Math.min(1, ms / totalMs));
  const placed = (fromMs: number, toMs: number) => ({
    "--from": String(at(fromMs)),
    "--long": String(Math.max(0, at(toMs) - at(fromMs))),
  });
  const isExact = start.lowMs === start.highMs && end.lowMs === end.highMs;
  return (
    <span class={`bar bar-${kind}`} aria-hidden="true">
      {!isExact && <span class="bar-possible" style={placed(start.lowMs, end.highMs)} />}
      {start.highMs <= end.lowMs && <span class="bar-certain" style={placed(start.highMs, end.lowMs)} />}
    </span>
  );
};
