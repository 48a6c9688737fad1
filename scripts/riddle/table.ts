import { placeOf } from "@crisscross/core/job/regions";
import type { Wait } from "./waits.ts";

const markers = ["<!-- numbers -->", "<!-- /numbers -->"] as const;

/** A Markdown table of waits, then `said` as a paragraph. */
export function writeTable(waits: readonly Wait[], said: string): string {
  const rows = waits.map((wait) => {
    const { origin, target, connection, n, observedMs, medianMs, billedMs, executionMs, steps, wayMs } = wait;
    const { lookupMs, tcpMs, tlsMs } = steps;
    const waited = [observedMs, medianMs, billedMs, executionMs, lookupMs, tcpMs, tlsMs, wayMs];
    const figures = waited.map((ms) => ms.toFixed(1));
    return `| ${[`${placeOf(origin)} → ${placeOf(target)}`, connection, n, ...figures].join(" | ")} |`;
  });
  return [
    "| from → to | connection | n | outer waited | median | inner billed | inner ran | lookup | TCP | TLS | request and response |",
    "| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |",
    ...rows,
    "",
    said,
  ].join("\n");
}

/** The document with what stands between its markers replaced. Throws when a marker is missing. */
export function replaceNumbers(document: string, numbers: string): string {
  const [open, close] = markers;
  const start = document.indexOf(open);
  const end = document.indexOf(close, start);
  if (start < 0 || end < 0)
    throw new Error(`the document needs the markers ${open} and ${close}, in this order`);
  return `${document.slice(0, start + open.length)}\n\n${numbers}\n\n${document.slice(end)}`;
}
