import type { HopView } from "@crisscross/core/sample-document";
import type { HopCategory } from "@crisscross/core/waterfall";
import type { Paint, Style } from "../paint.ts";
import { renderTable } from "./table.ts";

const styles: Partial<Record<HopCategory, Style>> = {
  network: "cyan",
  init: "magenta",
  execute: "green",
  database: "yellow",
  unattributed: "red",
};

/** What the columns before the bars take, at their widest. */
const textWidth = 66;
const barWidth = { least: 16, most: 60 };

/**
 * The hops of a call as rows with bars on one scale of `totalMs`. Where a hop is known within a range its bar is as
 * long as the range's middle: two such hops around a function have an exact sum, so the others stay in place.
 */
export function renderWaterfall(
  hops: readonly HopView[],
  totalMs: number,
  { paint, columns }: { paint: Paint; columns: number },
): string[] {
  const width = Math.min(barWidth.most, Math.max(barWidth.least, columns - textWidth));
  let atMs = 0;
  const rows = hops.map((hop, index) => {
    const { name, category, certainty } = hop;
    const lengthMs = lengthOf(hops, hop, index);
    const bar = barOf(atMs, lengthMs, totalMs, width, certainty === "exact" ? "█" : "▒");
    atMs += lengthMs;
    return [name, category, certainty, showRange(hop), paint(styles[category] ?? "reset", bar)];
  });
  const head = ["hop", "category", "known", "ms", "█ exact  ▒ middle of a range"];
  const shown = head.map((title, place) => ({
    head: title,
    align: place === 3 ? ("right" as const) : ("left" as const),
  }));
  return [
    `${paint("bold", `The probe, ${totalMs} ms`)}  by consume's clock`,
    ...renderTable(paint, shown, rows),
  ];
}

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
