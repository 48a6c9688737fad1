import { placeOf } from "@crisscross/core/regions";
import type { BillView, HopView, LevelView, SampleDocument } from "@crisscross/core/sample-document";
import type { Paint } from "../paint.ts";
import { showMs } from "./milliseconds.ts";
import { renderFitting, renderTable } from "./table.ts";
import { networks } from "./title.ts";
import { renderWaterfall, showRange } from "./waterfall.ts";

export interface SamplePageOptions {
  paint: Paint;
  columns: number;
  /** Whether to print every mark with its clock. */
  marks: boolean;
}

/** One probe as a page: what it was, the way to consume, the waterfall of its calls, what each level was billed. */
export function renderSample(document: SampleDocument, options: SamplePageOptions): string {
  const { paint, columns } = options;
  const call = document.hops.findIndex(({ name }) => name.startsWith("request") || name.startsWith("wait"));
  const sections = [
    titleOf(document, paint),
    deliveryOf(document.hops.slice(0, call), paint),
    renderWaterfall(document.hops.slice(call), document.measures.total ?? 0, { paint, columns }),
    whereItWent(document, paint),
    billsOf(document.bills, paint),
    ...(options.marks ? [marksOf(document, paint, columns)] : []),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function titleOf(document: SampleDocument, paint: Paint): string[] {
  const { probe, origin, target, variant, job, block, outcome, hop, reason, start, wan } = document;
  const fault = hop === undefined ? "" : ` at ${hop}${reason === undefined ? "" : `: ${reason}`}`;
  return [
    paint("bold", `Probe ${probe}: ${variant}, ${placeOf(origin)} → ${placeOf(target)}`),
    `job      ${job}, block ${block.index}, delivery ${block.receives}${burstOf(document)}`,
    `outcome  ${paint(outcome === "ok" ? "green" : "red", outcome)}${fault}`,
    `start    ${start} (${document.levels.map(levelOf).join("; ")})`,
    `network  ${wan === "aws" ? networks.aws : paint("yellow", networks[wan])}`,
  ];
}

const burstOf = ({ burst }: SampleDocument): string =>
  burst ? `, burst ${burst.id}: ${burst.size} calls at once` : "";

function levelOf({ name, start, served, connection }: LevelView): string {
  const times = served === undefined ? "" : `, had served ${served}`;
  return `${name} ${start}${times}${connection === undefined ? "" : `, connection ${connection}`}`;
}

function deliveryOf(hops: readonly HopView[], paint: Paint): string[] {
  const rows = hops.map(({ name, category, certainty, lowMs }) => [
    name,
    category,
    certainty === "skewed" ? `~${lowMs}` : String(lowMs),
  ]);
  return [
    `${paint("bold", "The way to the probe")}  ~ where the ends are two machines' clocks: wrong by their difference`,
    ...renderTable(paint, [left("hop"), left("category"), right("ms")], rows),
  ];
}

/** The riddle's answer for this probe: from inner's execution to what its caller waited. */
function whereItWent({ measures, hops, levels }: SampleDocument, paint: Paint): string[] {
  const { innerObserved, innerExecution, innerTransit, innerBilled } = measures;
  if (innerObserved === undefined || innerExecution === undefined || innerTransit === undefined) return [];
  const initMs = innerObserved - innerExecution - innerTransit;
  // An init may have begun before the request, for another call. Below 1 µs there was none: sums of floats.
  const [atMost, atLeast] = initMs >= 0.001 ? ["at most ", "at least "] : ["", ""];
  const way = (name: string) => hops.find((hop) => hop.name === `${name} inner`);
  const [request, response] = [way("request to"), way("response from")];
  const from = levels.at(-1)?.offsetFrom ?? 1;
  return [
    paint("bold", "Where the wait for inner went"),
    `inner ran ${showMs(innerExecution)} ms and was billed ${showMs(innerBilled)} ms; its caller waited ${showMs(innerObserved)} ms.`,
    `Of the ${showMs(innerObserved - innerExecution)} ms between: init ${atMost}${showMs(initMs)}, request and response together ${atLeast}${showMs(innerTransit)}, network and Lambda's own handling.`,
    ...(request && response
      ? [
          `Certain of each: request ${showRange(request)}, response ${showRange(response)} ms, from ${from} ${from === 1 ? "call" : "calls"} between these two environments.`,
        ]
      : []),
  ];
}

function billsOf(bills: readonly BillView[], paint: Paint): string[] {
  if (bills.length === 0) return [];
  const usd = (amount: number) => (amount * 1e6).toFixed(2);
  const rows = bills.map(({ name, billedMs, usd: price, waitedMs, waitedUsd }) => [
    name,
    showMs(billedMs),
    usd(price),
    waitedMs === 0 ? "–" : showMs(waitedMs),
    waitedMs === 0 ? "–" : usd(waitedUsd),
  ]);
  const heads = ["billed\nms", "USD per\nmillion", "of it waiting\nms", "paid twice, USD\nper million"];
  return [
    `${paint("bold", "What was billed")}  compute at us-east-1 list price; the wait for the level below is billed there too`,
    ...renderTable(paint, [left("level"), ...heads.map(right)], rows),
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

const left = (head: string) => ({ head, align: "left" as const });
const right = (head: string) => ({ head, align: "right" as const });
