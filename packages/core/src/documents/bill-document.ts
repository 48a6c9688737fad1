import * as v from "valibot";
import { count } from "../edge/schema.ts";
import { toMs } from "../edge/time.ts";
import type { Bill, WaitSplit } from "../explain/bill.ts";
import { startClasses } from "../sample/start-class.ts";

/** A function's wait for the one below: idle + paid twice = waited. Absent without a receipt of the function below. */
const split = {
  idleMs: v.optional(v.number()),
  idleUsd: v.optional(v.number()),
  /** Both were billed: as much of the wait as the function below was billed for. */
  paidTwiceMs: v.optional(v.number()),
  paidTwiceUsd: v.optional(v.number()),
};

/** What one function was billed for one call, USD at us-east-1 list price, without data transfer. */
export const BillView = v.object({
  name: v.string(),
  billedMs: v.number(),
  computeUsd: v.number(),
  requestUsd: v.number(),
  /** Of `billedMs`, the wait for the function below; 0 for the last function. */
  waitedMs: v.number(),
  ...split,
});
export type BillView = v.InferOutput<typeof BillView>;

/** Means a probe over those that started alike: cold and warm ones cost differently. */
export const MeanBill = v.object({
  ...BillView.entries,
  /** The coldest start class of the probe's functions. */
  start: v.picklist(startClasses),
  n: count,
  /** Of how many probes idle and paid twice are means. */
  splitN: count,
});
export type MeanBill = v.InferOutput<typeof MeanBill>;

export function billViewOf({ waitedUs, split: parts, ...bill }: Bill): BillView {
  return { ...bill, waitedMs: toMs(waitedUs), ...(parts && splitViewOf(parts)) };
}

const splitViewOf = ({ idleUs, idleUsd, paidTwiceUs, paidTwiceUsd }: WaitSplit) => ({
  idleMs: toMs(idleUs),
  idleUsd,
  paidTwiceMs: toMs(paidTwiceUs),
  paidTwiceUsd,
});

/** The mean of each function's bills, of probes of one start class. */
export function meanBillsOf(start: MeanBill["start"], bills: readonly Bill[]): MeanBill[] {
  return [...Map.groupBy(bills, ({ name }) => name)].map(([name, of]) => {
    const parts = of.flatMap((bill) => bill.split ?? []);
    return {
      name,
      start,
      n: of.length,
      billedMs: toMs(meanOf(of, ({ billedMs }) => billedMs * 1_000)),
      computeUsd: meanOf(of, (bill) => bill.computeUsd),
      requestUsd: meanOf(of, ({ requestUsd }) => requestUsd),
      waitedMs: toMs(meanOf(of, ({ waitedUs }) => waitedUs)),
      splitN: parts.length,
      ...(parts.length > 0 &&
        splitViewOf({
          idleUs: meanOf(parts, ({ idleUs }) => idleUs),
          idleUsd: meanOf(parts, ({ idleUsd }) => idleUsd),
          paidTwiceUs: meanOf(parts, ({ paidTwiceUs }) => paidTwiceUs),
          paidTwiceUsd: meanOf(parts, ({ paidTwiceUsd }) => paidTwiceUsd),
        })),
    };
  });
}

const meanOf = <T>(items: readonly T[], read: (item: T) => number): number =>
  items.reduce((sum, item) => sum + read(item), 0) / items.length;
