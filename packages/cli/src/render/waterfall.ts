import type { HopView } from "@crisscross/core/documents/sample-document";
import type { HopCategory } from "@crisscross/core/explain/hop";
import type { Style } from "../terminal/paint.ts";
import type { PageStyle } from "./page.ts";
import { type Column, renderTable, tableWidth } from "./table.ts";

const styles: Partial<Record<HopCategory, Style>> = {
  network: "cyan",
  prepare: "blue",
  init: "magenta",
  execute: "green",
  database: "yellow",
  unattributed: "red",
};

/** What the columns before the bars take, at their widest: bars are alike long on the pages of many probes. */
const textWidth = 66;
const barWidth = { least: 20, most: 60 };

/**
 * The hops of a call as rows with bars on one scale of `totalMs`. Where a hop is known within a range its bar is as
 * long as the range's middle: two such hops around a function have an exact sum, so the others stay in place.
 */
export function renderWaterfall(
  hops: readonly HopView[],
  totalMs: number,
  { paint, columns }: PageStyle,
): string[] {
  const texts = hops.map((hop) => [hop.name, hop.category, hop.certainty, showRange(hop)]);
  const { kept, room } = fitTexts(texts, columns);
  const even = columns - textWidth;
  const width = Math.min(barWidth.most, Math.max(barWidth.least, even < barWidth.least ? room : even));
  let atMs = 0;
  const rows = hops.map((hop, index) => {
    const { category, certainty } = hop;
    const lengthMs = lengthOf(hops, hop, index);
    const bar = barOf(atMs, lengthMs, totalMs, width, certainty === "exact" ? "█" : "▒");
    atMs += lengthMs;
    return [...pick(texts[index] ?? [], kept), paint(styles[category] ?? "reset", bar)];
  });
  const legend = ["█ exact", "▒ middle of a range"];
  const bars = { head: legend.join(legend.join("  ").length > room ? "\n" : "  "), align: "left" as const };
  return [
    `${paint("bold", `The probe, ${totalMs} ms`)}  by consume's clock`,
    ...renderTable(paint, [...pick(textColumns, kept), bars], rows),
  ];
}

const textColumns: readonly Column[] = ["hop", "category", "known", "ms"].map((head) => ({
  head,
  align: head === "ms" ? "right" : "left",
}));

/** Where there is no room for all beside the bars: the colour says the category as well, the bar how well a hop is known. */
const keepable = [
  [0, 1, 2, 3],
  [0, 2, 3],
  [0, 3],
] as const;

/** The columns of text to keep, and what room they leave for bars. */
function fitTexts(texts: readonly string[][], columns: number) {
  const fits = keepable.map((kept) => {
    const rows = texts.map((row) => pick(row, kept));
    return { kept, room: columns - tableWidth(pick(textColumns, kept), rows) - 2 };
  });
  const [all] = fits;
  return fits.find(({ room }) => room >= barWidth.least) ?? fits.at(-1) ?? all ?? { kept: [], room: 0 };
}

const pick = <T>(items: readonly T[], places: readonly number[]): T[] =>
  places.flatMap((place) => items.slice(place, place + 1));

/** The middle; but a request before an init, which may or may not be part of it, takes what init and response leave. */
function lengthOf(hops: readonly HopView[], { name, lowMs, highMs }: HopView, index: number): number {
  const init = hops[index + 1];
  const response = hops.find((hop) => hop.name === name.replace("request to", "response from"));
  if (init?.category !== "init" || !response) return (lowMs + highMs) / 2;
  return Math.max(0, highMs - (response.highMs - response.lowMs) / 2 - init.highMs / 2);
}

/** `12.3`, or `12.3–15.8` where only that much is certain. */
export const showRange = ({ lowMs, highMs }: Pick<HopView, "lowMs" | "highMs">): string =>
  lowMs === highMs ? String(lowMs) : `${lowMs}–${highMs}`;

/** At least one mark long, and never past the end, whatever contradictory clocks gave. */
function barOf(atMs: number, lengthMs: number, totalMs: number, width: number, mark: string): string {
  if (!(totalMs > 0) || lengthMs <= 0) return "";
  const place = (ms: number) => Math.min(width, Math.max(0, Math.round((ms / totalMs) * width)));
  const from = Math.min(place(atMs), width - 1);
  return " ".repeat(from) + mark.repeat(Math.max(1, place(atMs + lengthMs) - from));
}
