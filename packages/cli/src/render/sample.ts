import type { LevelView, SampleDocument } from "@crisscross/core/documents/sample-document";
import { placeOf } from "@crisscross/core/job/regions";
import type { Paint } from "../terminal/paint.ts";
import { wrap } from "../terminal/wrap.ts";
import { renderBills } from "./bills.ts";
import { firstHopOf, renderDelivery, renderHops } from "./hops.ts";
import { showMs } from "./milliseconds.ts";
import { renderNested } from "./nested.ts";
import { networks, networkWarning } from "./network.ts";
import { joinSections, type PageStyle } from "./page.ts";
import { left, renderFitting, right } from "./table.ts";
import { renderWaits } from "./waits.ts";

interface SamplePage extends PageStyle {
  /** Whether to print every mark with its clock. */
  marks: boolean;
}

/**
 * One probe as a page: what it was, its waits one in the other with what they cost, then the hops, and last the way to
 * consume, which is about queues.
 */
export function renderSample(document: SampleDocument, options: SamplePage): string {
  const { paint, columns } = options;
  const { hops, levels, bills } = document;
  const [first] = levels;
  const call = first ? firstHopOf(hops, first) : hops.length;
  const sections = [
    [
      ...wrap(conclude(document), columns).map((line) => paint("bold", line)),
      `Probe ${document.probe}: ${document.variant}, ${placeOf(document.origin)} → ${placeOf(document.target)}`,
    ],
    renderNested(document, options),
    renderWaits(document, options),
    renderBills(bills, options),
    titleOf(document, paint),
    renderHops(hops.slice(call), first?.waitMs ?? 0, options),
    renderDelivery(hops.slice(0, call), options),
    ...(options.marks ? [marksOf(document, paint, columns)] : []),
  ];
  return joinSections(sections);
}

/** The network if it is not AWS's, how the probe started, and what its origin waited. */
function conclude({ wan, start, outcome, hop, levels }: SampleDocument): string {
  const words = networkWarning[wan];
  if (outcome !== "ok")
    return `${words}One probe, not ok: ${outcome}${hop === undefined ? "" : ` at ${hop}`}.`;
  const wait = levels.find(({ caller, name }) => caller === "outer" || name === "inner");
  const what = wait ? `${wait.caller} waited ${showMs(wait.waitMs)} ms for ${wait.name}` : "";
  const behind = wait && wait.name !== "inner" ? " and all behind it" : "";
  const kind = noDistance[start] ?? `${start} start`;
  return `${words}One probe, ${kind}: ${what}${behind}.`;
}

const noDistance: Partial<Record<SampleDocument["start"], string>> = {
  cold: "a cold start, no measure of the distance",
  reinit: "a start again after a timeout or a crash, no measure of the distance",
};

function titleOf(document: SampleDocument, paint: Paint): string[] {
  const { job, block, outcome, hop, reason, start, wan, unkindness } = document;
  const fault = hop === undefined ? "" : ` at ${hop}${reason === undefined ? "" : `: ${reason}`}`;
  return [
    `job      ${job}, block ${block.index}, delivery ${block.receives}${burstOf(document)}`,
    `outcome  ${paint(outcome === "ok" ? "green" : "red", outcome)}${fault}`,
    `start    ${start} (${document.levels.map(levelOf).join("; ")})`,
    `network  ${wan === "aws" ? networks.aws : paint("yellow", networks[wan])}`,
    ...(unkindness ? [`also     ${paint("yellow", `simulated: ${unkindness.join(", ")}`)}`] : []),
  ];
}

const burstOf = ({ burst }: SampleDocument): string =>
  burst ? `, burst ${burst.id}: ${burst.size} calls at once` : "";

function levelOf({ name, start, served, connection, socket, resent }: LevelView): string {
  const times = served === undefined ? "" : `, had served ${served}`;
  const number = socket === undefined ? "" : ` (its caller's number ${socket})`;
  const again = resent ? ", sent again: the kept one was dead" : "";
  return `${name} ${start}${times}${connection === undefined ? "" : `, connection ${connection}${number}`}${again}`;
}

function marksOf({ marks }: SampleDocument, paint: Paint, width: number): string[] {
  const rows = marks.map(({ name, at, kind, clock, resolutionUs, source }) => [
    name,
    kind === "wall" ? new Date(at).toISOString() : `${at} µs`,
    resolutionUs === 1 ? "1 µs" : `${resolutionUs / 1_000} ms`,
    `${clock}, ${kind}`,
    source,
  ]);
  const columns = [left("mark"), right("at"), right("resolution"), left("clock"), left("source")];
  return [
    `${paint("bold", "Marks")}  only two of one clock make a duration`,
    ...renderFitting(paint, columns, rows, { labels: 1, width }),
  ];
}
