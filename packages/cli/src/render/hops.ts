import type { HopView, LevelView } from "@crisscross/core/documents/sample-document";
import type { HopCategory } from "@crisscross/core/explain/hop";
import type { Style } from "../terminal/paint.ts";
import { showMs } from "./milliseconds.ts";
import type { PageStyle } from "./page.ts";
import { left, renderFitting, renderTable, right } from "./table.ts";

const styles: Partial<Record<HopCategory, Style>> = {
  network: "cyan",
  prepare: "blue",
  init: "magenta",
  execute: "green",
  database: "yellow",
  unattributed: "red",
};

/** The hops of a call in their order, each with all that is known of it: they add up to `totalMs`. */
export function renderHops(
  hops: readonly HopView[],
  totalMs: number,
  { paint, columns: width }: PageStyle,
): string[] {
  const rows = hops.map((hop) => [
    hop.name,
    paint(styles[hop.category] ?? "reset", hop.category),
    hop.certainty,
    showRange(hop),
  ]);
  const columns = [left("hop"), left("category"), left("known"), right("ms")];
  return [
    `${paint("bold", `The probe, ${totalMs} ms`)}  hop by hop, by consume's clock`,
    ...renderFitting(paint, columns, rows, { labels: 1, width }),
  ];
}

/** What the way to consume took, before the probe. It is about the queues and this tool. */
export function renderDelivery(hops: readonly HopView[], { paint }: PageStyle): string[] {
  const rows = hops.map(({ name, category, certainty, lowMs }) => [
    name,
    category,
    certainty === "skewed" ? `~${lowMs}` : String(lowMs),
  ]);
  return [
    `${paint("bold", "The way to the probe")}  ~ between two machines' clocks: wrong by their difference`,
    ...renderTable(paint, [left("hop"), left("category"), right("ms")], rows),
  ];
}

/** Where a call begins among the hops: behind its caller's last own one. -1 where it is not among them. */
export function firstHopOf(hops: readonly HopView[], { name: callee }: Pick<LevelView, "name">): number {
  const begins = ["request to", "wait for", "lookup of", "TCP handshake for"].map(
    (words) => `${words} ${callee}`,
  );
  return hops.findIndex(({ name }) => begins.some((begin) => name.startsWith(begin)));
}

/** `12.3`, or `12.3–15.8` where only that much is certain. */
export const showRange = ({ lowMs, highMs }: Pick<HopView, "lowMs" | "highMs">): string =>
  lowMs === highMs ? String(lowMs) : `${showMs(lowMs)}–${showMs(highMs)}`;
