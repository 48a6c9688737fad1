import type { SampleDocument } from "@crisscross/core/documents/sample-document";
import { showMs } from "./milliseconds.ts";
import { showPerMillion } from "./money.ts";
import { type NestedBar, nestedBars } from "./nested-bars.ts";
import type { PageStyle } from "./page.ts";
import { left, renderTable, right, tableWidth } from "./table.ts";

const barWidth = { least: 16, most: 60 };
const marks = { certain: "█", possible: "░" } as const;

/**
 * The waits of a probe, one in the other, on one scale: solid where something was going on for certain, and light where it may
 * have been, since a function's clock says how long it ran and not when. Money stands beside it, where there is room.
 */
export function renderNested(document: SampleDocument, { paint, columns: width }: PageStyle): string[] {
  const bars = nestedBars(document);
  const totalMs = bars[0]?.ms ?? 0;
  const texts = bars.map((bar, depth) => [" ".repeat(depth) + bar.text, showMs(bar.ms), ...moneyOf(bar)]);
  const heads = [left(""), right("ms"), right("USD/M"), right("of it idle")];
  const fits = [4, 2].map((many) => {
    const room =
      width -
      tableWidth(
        heads.slice(0, many),
        texts.map((text) => text.slice(0, many)),
      ) -
      2;
    return { many, room };
  });
  const { many, room } = fits.find((one) => one.room >= barWidth.least) ?? { many: 2, room: barWidth.least };
  const size = Math.min(barWidth.most, Math.max(barWidth.least, room));
  const rows = bars.map((bar, at) => [
    ...(texts[at] ?? []).slice(0, many),
    paint(bar.kind === "wait" ? "yellow" : "green", drawBar(bar, totalMs, size)),
  ]);
  const legend = [`${marks.certain} certain`, `${marks.possible} may be`].join("  ");
  return [...renderTable(paint, [...heads.slice(0, many), left(legend)], rows), ...idleOf(document)];
}

/** What a run was billed; of a wait, what of its caller's bill was for waiting only. */
function moneyOf({ kind, bill }: NestedBar): string[] {
  if (!bill) return ["", ""];
  if (kind === "wait") return ["", bill.idleUsd === undefined ? "" : showPerMillion(bill.idleUsd)];
  return [showPerMillion(bill.computeUsd + bill.requestUsd), ""];
}

/** Places of a bar on a scale of `totalMs`; where none is certain, it says so where there is room. */
function drawBar({ ms, start: { lowMs, highMs } }: NestedBar, totalMs: number, size: number): string {
  if (!(totalMs > 0)) return "";
  const place = (at: number) => Math.min(size, Math.max(0, Math.round((at / totalMs) * size)));
  const [earliest, latest] = [Math.min(lowMs, highMs), Math.max(lowMs, highMs)];
  const from = Math.min(place(earliest), size - 1);
  const to = Math.max(from + 1, place(latest + ms));
  const [solidFrom, solidTo] = [Math.max(from, place(latest)), Math.min(to, place(earliest + ms))];
  const length = to - from;
  if (solidFrom < solidTo)
    return (
      " ".repeat(from) +
      marks.possible.repeat(solidFrom - from) +
      marks.certain.repeat(solidTo - solidFrom) +
      marks.possible.repeat(to - solidTo)
    );
  // Too short to be seen on this scale, but its place is known.
  if (length === 1) return " ".repeat(from) + (latest - earliest < totalMs / size ? "▏" : marks.possible);
  const words = " somewhere in here ";
  const side = (length - words.length) / 2;
  if (side < 1) return " ".repeat(from) + marks.possible.repeat(length);
  return (
    " ".repeat(from) +
    marks.possible.repeat(Math.floor(side)) +
    words +
    marks.possible.repeat(Math.ceil(side))
  );
}

/** How much of the first bill is for waiting. */
function idleOf({ bills: [first] }: SampleDocument): string[] {
  if (first?.idleUsd === undefined) return [];
  const share = (100 * first.idleUsd) / (first.computeUsd + first.requestUsd);
  return [`${share.toFixed(0)}% of what ${first.name} was billed is for waiting.`];
}
