import type { AttributionDocument, AttributionRow, MsRange } from "@crisscross/core/attribution-document";
import { placeOf } from "@crisscross/core/regions";
import { startClasses } from "@crisscross/core/result";
import type { Paint } from "../paint.ts";
import { showMs } from "./milliseconds.ts";
import { type Column, renderFitting } from "./table.ts";
import { wrap } from "./wrap.ts";

/** Where the wait for inner went in every cell, a table a variant, a line a start class. Wide tables continue below. */
export function renderAttribution(
  { job, basis, attribution }: AttributionDocument,
  options: { paint: Paint; columns: number },
): string {
  const { paint } = options;
  const { blocks, planned, exchanges, pairs, contradictions, driftPpm } = basis;
  const variants = [...new Set(attribution.map(({ variant }) => variant))];
  const contradicting =
    contradictions > 0 ? `, ${contradictions} of them with clocks that contradict each other` : "";
  const sentences = [
    "means in ms; observed = execution + init + transit, exactly; transit is request + response, and also network + dispatch",
    "of a cold or restored start init is at most what is printed, and transit at least: it may have begun before the request",
    `from ${blocks} of ${planned} blocks: ${exchanges} calls between ${pairs} pairs of environments${contradicting}; clocks may drift by ${driftPpm} ppm`,
  ];
  const sections = [
    [
      paint("bold", `Where the wait for inner went, job ${job.id}`),
      ...sentences.flatMap((sentence) => wrap(sentence, options.columns)),
    ],
    ...variants.map((variant) =>
      tableOf(
        variant,
        attribution.filter((row) => row.variant === variant),
        options,
      ),
    ),
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const heads = [
  "n",
  "observed",
  "execution",
  "init",
  "transit",
  "request",
  "response",
  "network\nat most",
  "dispatch\nat least",
];
const columns: readonly Column[] = [
  ...["from", "to", "start"].map((head) => ({ head, align: "left" as const })),
  ...heads.map((head) => ({ head, align: "right" as const })),
];

function tableOf(
  variant: string,
  rows: readonly AttributionRow[],
  { paint, columns: width }: { paint: Paint; columns: number },
): string[] {
  const lines = rows.flatMap(({ origin, target, starts }) =>
    startClasses.flatMap((start) => {
      const share = starts[start];
      if (!share) return [];
      const { n, observedMs, executionMs, initMs, transitMs } = share;
      return [
        [
          placeOf(origin),
          placeOf(target),
          start,
          String(n),
          ...[observedMs, executionMs, initMs, transitMs].map(showMs),
          range(share.requestMs),
          range(share.responseMs),
          showMs(share.networkMs.highMs),
          showMs(share.dispatchMs.lowMs),
        ],
      ];
    }),
  );
  return [
    paint("bold", variant),
    ...(lines.length > 0 ? renderFitting(paint, columns, lines, { labels: 4, width }) : ["no sample"]),
  ];
}

const range = ({ lowMs, highMs }: MsRange): string => `${showMs(lowMs)}–${showMs(highMs)}`;
