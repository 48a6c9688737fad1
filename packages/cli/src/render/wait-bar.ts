import type { Share } from "@crisscross/core/documents/attribution-document";

const width = 24;

/**
 * A mean wait as a bar of `width` characters: its connecting, distance, variation, handling by Lambda, handler and init.
 * Empty where the distance is not known, or a part is below 0: an init that began before its request leaves nothing to draw.
 */
export function barOf({
  observedMs,
  connectingMs,
  distanceMs,
  variationMs,
  handlingMs,
  executionMs,
  initMs,
}: Share): string {
  if (distanceMs === undefined || variationMs === undefined) return "";
  const parts = [
    ["┄", connectingMs],
    ["▓", distanceMs],
    ["░", variationMs],
    ["▒", handlingMs],
    ["█", executionMs - handlingMs],
    ["▪", initMs],
  ] as const;
  if (observedMs <= 0 || parts.some(([, ms]) => ms < 0)) return "";
  let bar = "";
  let endMs = 0;
  for (const [mark, ms] of parts) {
    endMs += ms;
    bar = bar.padEnd(Math.round((endMs / observedMs) * width), mark);
  }
  return bar;
}
