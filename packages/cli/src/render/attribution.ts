import type {
  AttributedWait,
  AttributionDocument,
  AttributionRow,
  MsRange,
} from "@crisscross/core/documents/attribution-document";
import { placeOf } from "@crisscross/core/job/regions";
import { startClasses } from "@crisscross/core/sample/start-class";
import { wrap } from "../terminal/wrap.ts";
import { concludeAttribution } from "./attribution-conclusion.ts";
import { billWords } from "./bills.ts";
import { showMs } from "./milliseconds.ts";
import { joinSections, type PageStyle } from "./page.ts";
import { renderRanking } from "./ranking.ts";
import { type Column, left, renderFitting, right } from "./table.ts";
import { renderVariantBills } from "./variant-bills.ts";
import { barOf } from "./wait-bar.ts";

interface AttributionPage extends PageStyle {
  /** Whether to print every cell with each kind of start, all parts of its wait and its bills. */
  all?: boolean;
  /** The same, with what bounds request, response, network and dispatch as well. */
  ranges?: boolean;
}

/** Where the waits on the way to the target went: what it comes to, then the cells by their waits, or all there is of each. */
export function renderAttribution(document: AttributionDocument, options: AttributionPage): string {
  const { job, attribution } = document;
  const { paint, columns: width, ranges = false, all = ranges } = options;
  const variants = [...new Set(attribution.map(({ variant }) => variant))];
  const rowsOf = (name: string) => attribution.filter(({ variant }) => variant === name);
  const said = (sentences: readonly string[]) => sentences.flatMap((sentence) => wrap(sentence, width));
  const sections = [
    said(concludeAttribution(document)).map((line) => paint("bold", line)),
    ...(all
      ? [
          [paint("bold", `Where the waits went, job ${job.id}`), ...said(wordsOfAll(document, ranges))],
          ...variants.flatMap((variant) => [
            ...waitTables(variant, rowsOf(variant), options),
            renderVariantBills(variant, rowsOf(variant), options),
          ]),
        ]
      : [
          ...variants.map((variant) => renderRanking(variant, rowsOf(variant), options)),
          said(wordsOfRanking(document)),
        ]),
  ];
  return joinSections(sections);
}

function wordsOfRanking({ job, basis }: AttributionDocument): string[] {
  return [
    "network: what no call of the cell went without, at most; Lambda: the rest of the way, at least; ran: the function called",
    "$/M: USD per million calls at us-east-1 list price, without consume and transfer; idle: what of it is for waiting",
    shareWords,
    basisWords(basis),
    `Where the waits went, job ${job.id}: --all has every cell and kind of start, --ranges what bounds each part`,
  ];
}

const shareWords = "shares: connecting ┄ distance ▓ variation ░ handling ▒ handler █ init ▪";

function basisWords(basis: AttributionDocument["basis"]): string {
  const { exchanges, pairs, contradictions, driftPpm } = basis;
  const contradicting =
    contradictions > 0 ? `, ${contradictions} of them with clocks that contradict each other` : "";
  return `from ${countBlocks(basis)}: ${exchanges} calls between ${pairs} pairs of environments${contradicting}; clocks may drift by ${driftPpm} ppm`;
}

const wordsOfAll = ({ basis }: AttributionDocument, ranges: boolean): string[] => [
  "means in ms; observed = connecting + distance + variation + handling + handler + init, exactly",
  "preparing is before observed: a connection made to keep, the request built and signed; it and connecting are left out where there is none",
  "distance: the fastest way between these two regions and back, of all variants; variation: what calls took longer; handling: Lambda's runtime around the handler, which its receipt tells (the rest of Lambda's handling is in distance and variation)",
  "request+, response+: by how much each took longer than the fastest between the same two environments, where there are several calls to compare",
  "in a cold or restored start, init is at most and variation at least what is printed: init may have begun before the request",
  "start first: a caller's first call to that region, a cold consume's among them; unkept: no kept connection to go over",
  shareWords,
  ...(ranges ? [rangeWords] : []),
  basisWords(basis),
  ...billWords,
];

const rangeWords =
  "request, response: all that is known of them; they add up to distance + variation, which is also network + dispatch";

/** Whatever is not read has its reason: it was not there, or the job is too large. */
function countBlocks({ blocks, lookedFor, planned }: AttributionDocument["basis"]): string {
  const absent = lookedFor - blocks;
  const of = absent > 0 ? `${blocks} of ${lookedFor} blocks` : `${blocks} blocks`;
  return [
    lookedFor < planned ? `${of}, spread evenly over the job's ${planned}` : of,
    ...(absent > 0 ? [`${absent} ${absent === 1 ? "is" : "are"} damaged, lost or not measured yet`] : []),
  ].join(", ");
}

/** One table for each caller on the way: its rows are of no other function's wait. */
function waitTables(variant: string, rows: readonly AttributionRow[], options: AttributionPage): string[][] {
  const waitCount = Math.max(0, ...rows.map(({ waits }) => waits.length));
  if (waitCount === 0) return [[options.paint("bold", variant), "no sample"]];
  return Array.from({ length: waitCount }, (_, place) =>
    tableOf(
      variant,
      rows.flatMap(({ origin, waits }) => waits.slice(place, place + 1).map((wait) => ({ origin, wait }))),
      options,
    ),
  );
}

const heads = [
  "n",
  "preparing",
  "observed",
  "connecting",
  "distance",
  "variation",
  "handling",
  "handler",
  "init",
  "request+",
  "response+",
];
const rangeHeads = ["request", "response", "network\nat most", "dispatch\nat least"];

interface OriginWait {
  origin: string;
  wait: AttributedWait;
}

function tableOf(
  variant: string,
  waits: readonly OriginWait[],
  { paint, columns: width, ranges = false }: AttributionPage,
): string[] {
  const isFurther = waits.some(({ wait }) => wait.caller.startsWith("via"));
  const labels = ["from", "to", ...(isFurther ? ["on calls\nof"] : []), "start"];
  const heading: Column[] = [
    ...labels.map(left),
    ...heads.map(right),
    left("shares"),
    ...(ranges ? rangeHeads : []).map(right),
  ];
  const all = waits.flatMap(({ origin, wait }) =>
    linesOf(wait, ranges).map(([from = "", to = "", ...figures]) => [
      from,
      to,
      ...(isFurther ? [placeOf(origin)] : []),
      ...figures,
    ]),
  );
  const isShown = ({ head }: Column, at: number) =>
    !(head === "preparing" || head === "connecting") || all.some((line) => line[at] !== "–");
  const columns = heading.filter(isShown);
  const lines = all.map((line) => line.filter((_, at) => columns.includes(heading[at] as Column)));
  const [first] = waits;
  const refused = new Set(waits.flatMap(({ wait }) => wait.refused?.networkMs ?? []));
  const more = first?.wait.callee === "inner" ? "" : " and all behind it";
  return [
    `${paint("bold", variant)}  ${first?.wait.caller} waits for ${first?.wait.callee}${more}`,
    ...(lines.length > 0
      ? renderFitting(paint, columns, lines, { labels: labels.length + 1, width })
      : ["no sample with a receipt"]),
    ...[...refused].map((reason) => `–: ${reason}`),
  ];
}

function linesOf({ callerRegion, calleeRegion, starts }: AttributedWait, ranges: boolean): string[][] {
  return startClasses.flatMap((start) => {
    const share = starts[start];
    if (!share) return [];
    const { n, preparingMs, observedMs, connectingMs, executionMs, initMs, excessMs } = share;
    const { distanceMs, variationMs, handlingMs } = share;
    return [
      [
        placeOf(callerRegion),
        placeOf(calleeRegion),
        start,
        String(n),
        shown(preparingMs),
        showMs(observedMs),
        connectingMs === 0 ? "–" : showMs(connectingMs),
        ...[distanceMs, variationMs, handlingMs, executionMs - handlingMs, initMs].map(shown),
        ...[excessMs?.requestMs, excessMs?.responseMs].map(shown),
        barOf(share),
        ...(ranges
          ? [
              range(share.requestMs),
              range(share.responseMs),
              shown(share.networkMs?.highMs),
              shown(share.dispatchMs?.lowMs),
            ]
          : []),
      ],
    ];
  });
}

const shown = (ms: number | undefined): string => (ms === undefined ? "–" : showMs(ms));

const range = ({ lowMs, highMs }: MsRange): string => `${showMs(lowMs)}–${showMs(highMs)}`;
