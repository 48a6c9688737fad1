import type { AttributionRow, Share } from "@crisscross/core/documents/attribution-document";
import { placeOf } from "@crisscross/core/job/regions";
import { type StartClass, startClasses } from "@crisscross/core/sample/start-class";
import type { Paint } from "../terminal/paint.ts";
import { wrap } from "../terminal/wrap.ts";
import { costOf } from "./call-cost.ts";
import { showMs } from "./milliseconds.ts";
import { showPerMillion } from "./money.ts";
import type { PageStyle } from "./page.ts";
import { left, renderFitting, renderTable, right, tableWidth } from "./table.ts";
import { barOf } from "./wait-bar.ts";

/** As many of the longest, and of the shortest, are listed; those between are counted. */
const listed = { longest: 8, shortest: 3 };

interface Ranked {
  row: AttributionRow;
  start: StartClass;
  share: Share;
}

const columns = [
  left("from → to"),
  right("n"),
  right("waits"),
  right("network\nat most"),
  right("Lambda\nat least"),
  right("ran"),
  right("$/M"),
  right("idle"),
];
const withBar = [...columns, left("where it went")];

/** The cells of a variant by how long their origin waits, longest first, with the parts of that wait and what it costs; means of warm calls. */
export function renderRanking(
  variant: string,
  rows: readonly AttributionRow[],
  { paint, columns: width }: PageStyle,
): string[] {
  const ranked = rows.flatMap(rankedOf).sort((a, b) => b.share.observedMs - a.share.observedMs);
  const [wait] = rows.flatMap(({ waits }) => waits.slice(0, 1));
  if (!wait || ranked.length === 0) return [`${paint("bold", variant)}  no sample with a receipt`];
  const between = ranked.length - listed.longest - listed.shortest;
  const isCut = between > 1;
  const shown = isCut ? [...ranked.slice(0, listed.longest), ...ranked.slice(-listed.shortest)] : ranked;
  const more = wait.callee === "inner" ? "" : " and all behind it";
  const order = isCut ? `, the ${listed.shortest} shortest last; ${between} cells lie between` : "";
  const refused = new Set(rows.flatMap(({ waits }) => waits[0]?.refused?.networkMs ?? []));
  return [
    ...wrap(
      `${variant}  ${wait.caller} waits for ${wait.callee}${more}: mean ms, longest first${order}`,
      width,
    ).map((line) => line.replace(variant, (name) => paint("bold", name))),
    ...tableOf(shown, paint, width),
    ...[...refused].map((reason) => `–: ${reason}`),
  ];
}

/** With a bar of where a wait went, where there is room for it. */
function tableOf(shown: readonly Ranked[], paint: Paint, width: number): string[] {
  const texts = shown.map(textsOf);
  const bars = shown.map(({ share }, at) => [...(texts[at] ?? []), barOf(share)]);
  return tableWidth(withBar, bars) <= width
    ? renderTable(paint, withBar, bars)
    : renderFitting(paint, columns, texts, { labels: 2, width });
}

/** Of warm calls; a cell without any is of the warmest start it has, which its line names. */
function rankedOf(row: AttributionRow): Ranked[] {
  const starts = row.waits[0]?.starts ?? {};
  const start = starts.warm ? "warm" : startClasses.findLast((one) => starts[one]);
  const share = start && starts[start];
  return start && share ? [{ row, start, share }] : [];
}

function textsOf({ row, start, share }: Ranked): string[] {
  const billed = row.bills.filter((bill) => bill.start === start);
  const cost = billed.length > 0 ? costOf(billed) : undefined;
  const { n, observedMs, networkMs, dispatchMs, executionMs } = share;
  return [
    `${placeOf(row.origin)} → ${placeOf(row.target)}`,
    start === "warm" ? String(n) : `${n} ${start}`,
    showMs(observedMs),
    networkMs ? `≤${showMs(networkMs.highMs)}` : "–",
    dispatchMs ? `≥${showMs(dispatchMs.lowMs)}` : "–",
    showMs(executionMs),
    showPerMillion(cost?.usd),
    cost ? `${((100 * cost.idleUsd) / cost.usd).toFixed(0)}%` : "–",
  ];
}
