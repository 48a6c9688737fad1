import { priceAssumptions } from "@crisscross/core/cost/price-assumptions";
import type { BillView } from "@crisscross/core/documents/bill-document";
import { usdRange } from "@crisscross/core/job/prices";
import { wrap } from "../terminal/wrap.ts";
import { showMs } from "./milliseconds.ts";
import { showPerMillion } from "./money.ts";
import type { PageStyle } from "./page.ts";
import { type Column, left, renderTable, right } from "./table.ts";

const callBytes = priceAssumptions.requestBytes + priceAssumptions.answerBytes;
const { low, high } = usdRange("transferGb");
const showTransfer = (perGb: number): string => showPerMillion((callBytes / 1e9) * perGb);

/** What the money columns of a page mean and what they leave out. */
export const billWords = [
  "USD per million calls at us-east-1 list price: compute and request of each function",
  "idle: billed while it waited and the function below was not billed; paid twice: both were billed",
  `data transfer is left out: no mark says how many bytes a call took; between regions, ${callBytes / 1_000} kB per call at USD ${low} to ${high} per GB, by the region they leave, would be ${showTransfer(low)} to ${showTransfer(high)} per million calls`,
] as const;

/** What each function of one probe was billed, outermost first; no lines without a receipt. */
export function renderBills(bills: readonly BillView[], { paint, columns: width }: PageStyle): string[] {
  if (bills.length === 0) return [];
  const rows = bills.map((bill) => {
    const of = (text: string) => (bill.name === "inner" ? "" : text);
    return [
      bill.name,
      showMs(bill.billedMs),
      showPerMillion(bill.computeUsd),
      showPerMillion(bill.requestUsd),
      of(showMs(bill.waitedMs)),
      of(showMs(bill.idleMs)),
      of(showPerMillion(bill.idleUsd)),
      of(showMs(bill.paidTwiceMs)),
      of(showPerMillion(bill.paidTwiceUsd)),
    ];
  });
  return [
    paint("bold", "What was billed"),
    ...billWords.flatMap((words) => wrap(words, width)),
    ...renderTable(paint, columns, rows),
  ];
}

const heads = [
  "billed\nms",
  "compute\nUSD/M",
  "request\nUSD/M",
  "waited\nms",
  "of it idle\nms",
  "idle\nUSD/M",
  "paid twice\nms",
  "twice\nUSD/M",
];
const columns: readonly Column[] = [left("function"), ...heads.map(right)];
