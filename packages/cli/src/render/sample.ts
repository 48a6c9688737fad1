import type { HopView, LevelView, SampleDocument } from "@crisscross/core/documents/sample-document";
import { placeOf } from "@crisscross/core/job/regions";
import type { Paint } from "../terminal/paint.ts";
import { wrap } from "../terminal/wrap.ts";
import { renderBills } from "./bills.ts";
import { showMs } from "./milliseconds.ts";
import { networks, networkWarning } from "./network.ts";
import { joinSections, type PageStyle } from "./page.ts";
import { left, renderFitting, renderTable, right } from "./table.ts";
import { renderWaits } from "./waits.ts";
import { renderWaterfall } from "./waterfall.ts";

interface SamplePage extends PageStyle {
  /** Whether to print every mark with its clock. */
  marks: boolean;
}

/** One probe as a page: what it was, the way to consume, the waterfall of its calls, what each level was billed. */
export function renderSample(document: SampleDocument, options: SamplePage): string {
  const { paint, columns } = options;
  const call = firstOfCall(document);
  const sections = [
    [...wrap(conclude(document), columns).map((line) => paint("bold", line)), ...titleOf(document, paint)],
    deliveryOf(document.hops.slice(0, call), paint),
    renderWaterfall(document.hops.slice(call), document.levels[0]?.waitMs ?? 0, { paint, columns }),
    renderWaits(document, { paint, columns }),
    renderBills(document.bills, { paint, columns }),
    ...(options.marks ? [marksOf(document, paint, columns)] : []),
  ];
  return joinSections(sections);
}

/** Where the way to the probe ends: behind its last hop by a wall clock. */
function firstOfCall({ hops, levels }: SampleDocument): number {
  const names = ["request to", "wait for", "lookup of", "TCP handshake for"].map(
    (words) => `${words} ${levels[0]?.name}`,
  );
  return hops.findIndex(({ name }) => names.some((begin) => name.startsWith(begin)));
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
  const { probe, origin, target, variant, job, block, outcome, hop, reason, start, wan, unkindness } =
    document;
  const fault = hop === undefined ? "" : ` at ${hop}${reason === undefined ? "" : `: ${reason}`}`;
  return [
    paint("bold", `Probe ${probe}: ${variant}, ${placeOf(origin)} → ${placeOf(target)}`),
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

function deliveryOf(hops: readonly HopView[], paint: Paint): string[] {
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
