import type { CostDocument, CostView, EstimateDocument } from "@crisscross/core/documents/cost-document";
import type { JobView } from "@crisscross/core/documents/job-view";
import { wrap } from "../terminal/wrap.ts";
import { joinSections, type PageStyle } from "./page.ts";
import { left, renderTable, right } from "./table.ts";

type Line = CostView["lines"][number];

/** What a job would take and cost, as a page. */
export function renderEstimate(document: EstimateDocument, style: PageStyle): string {
  const { cells, blocks, probes, seconds, basis } = document;
  return joinSections([
    [
      style.paint("bold", `The job would cost ${showTotal(document)} at list prices. Nothing was published.`),
      `${cells} cells, ${probes} probes in ${blocks} blocks, about ${Math.ceil(seconds)} s`,
      ...wrap(`times by ${basis}`, style.columns),
    ],
    renderTable(
      style.paint,
      [left("region"), left("what"), left("by"), right("amount"), left("unit"), right("USD")],
      document.lines.map((line) => [...headOf(line), showAmount(line.amount), line.unit, showUsd(line.usd)]),
    ),
    ...footOf(document.lines, document, style),
  ]);
}

/** A job's estimate against what happened, as a page. */
export function renderCost(document: CostDocument, style: PageStyle): string {
  const { job, estimate, actual, basis } = document;
  const keyOf = (line: Line) => headOf(line).join(" ");
  const happened = new Map(actual.lines.map((line) => [keyOf(line), line]));
  const planned = new Set(estimate.lines.map(keyOf));
  const rows = [
    ...estimate.lines.map((line) => ({ line, spent: happened.get(keyOf(line)) })),
    ...actual.lines.filter((line) => !planned.has(keyOf(line))).map((line) => ({ line, spent: line })),
  ];
  const isPlanned = (line: Line) => planned.has(keyOf(line));
  return joinSections([
    [
      style.paint("bold", `job ${job.id} (${job.state}): ${againstEstimate(document)}`),
      ...wrap(unbilledOf(basis.unbilled), style.columns),
    ],
    renderTable(
      style.paint,
      [
        ...[left("region"), left("what"), left("by"), left("unit")],
        ...[
          right("amount\nestimated"),
          right("amount\nhappened"),
          right("USD\nestimated"),
          right("USD\nhappened"),
        ],
      ],
      rows.map(({ line, spent }) => [
        ...[...headOf(line), line.unit],
        isPlanned(line) ? showAmount(line.amount) : "0",
        showAmount(spent?.amount ?? 0),
        isPlanned(line) ? showUsd(line.usd) : "0",
        spent ? showUsd(spent.usd) : "0",
      ]),
    ),
    wrap(`assumed, for nothing is stored of it: ${basis.assumed.join("; ")}`, style.columns),
    ...footOf([...estimate.lines, ...actual.lines], document, style),
  ]);
}

/** Of a job that was published: "estimated to cost USD 0.0072 at list prices, as far as they are known". */
export const estimatedOf = ({ estimatedUsd }: Pick<JobView, "estimatedUsd">): string =>
  `estimated to cost USD ${showUsd(estimatedUsd)} at list prices, as far as they are known`;

/** "estimated USD 0.0072, by what happened at least USD 0.0069" */
export const againstEstimate = ({ estimate, actual }: Pick<CostDocument, "estimate" | "actual">): string =>
  `estimated ${showTotal(estimate)}, by what happened ${showTotal(actual)}, at list prices`;

const headOf = ({ region, item, by }: Line): string[] => [region, item, by];

const unbilledOf = (unbilled: number): string =>
  unbilled === 0 ? "" : `${unbilled} calls left no receipt: what they were billed is not in here`;

function footOf(
  lines: readonly Line[],
  { alarms, notCounted, prices }: Pick<CostDocument, "alarms" | "notCounted" | "prices">,
  { columns }: PageStyle,
): string[][] {
  const unknown = new Map(
    lines.flatMap(({ region, item, price }): [string, string][] =>
      "unknown" in price ? [[`${region} ${item}`, price.unknown]] : [],
    ),
  );
  const sources = new Set(
    lines.flatMap(({ price }) => ("date" in price ? [`${price.date}  ${price.source}`] : [])),
  );
  return [
    [...unknown].flatMap(([name, why]) => wrap(`not known: ${name}: ${why}`, columns)),
    wrap(`the stage's alarms cost ${showTotal(alarms)} in that time, job or not`, columns),
    wrap(`not counted: ${notCounted.join("; ")}`, columns),
    [...wrap(prices, columns), ...[...sources].toSorted().flatMap((source) => wrap(source, columns))],
  ];
}

const showTotal = ({ usd, isAtLeast }: Pick<CostView, "usd" | "isAtLeast">): string =>
  `${isAtLeast ? "at least " : ""}USD ${showUsd(usd)}`;

const showUsd = (usd: number | undefined): string =>
  usd === undefined ? "not known" : usd === 0 ? "0" : plain(usd);

/** Three significant digits, and no exponent. */
const plain = (value: number): string =>
  value.toLocaleString("en", { maximumSignificantDigits: 3, useGrouping: false });

const showAmount = (amount: number): string => (Number.isInteger(amount) ? String(amount) : plain(amount));
