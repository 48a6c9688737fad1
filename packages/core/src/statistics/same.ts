import type { Counts } from "./counts.ts";
import type { Distribution } from "./distribution.ts";

/** Whether two are alike in all that statistics are made from. A nested call's originWait is its innerObserved, value by value. */
export function isSame(a: Distribution, b: Distribution): boolean {
  if (a === b) return true;
  return (
    a.n === b.n &&
    a.sumSquaresUs === b.sumSquaresUs &&
    a.minUs === b.minUs &&
    a.maxUs === b.maxUs &&
    areEqual(a.groups.sumsUs, b.groups.sumsUs) &&
    areEqual(a.groups.sizes, b.groups.sizes) &&
    areEqual(a.groups.numbers, b.groups.numbers) &&
    a.spread.kind === b.spread.kind &&
    haveSame(a.spread, b.spread) &&
    haveSame(a.shares, b.shares) &&
    areEqual(a.units.sumsUs, b.units.sumsUs) &&
    areEqual(a.units.sizes, b.units.sizes) &&
    areEqual(a.units.numbers, b.units.numbers) &&
    (a.spread.kind === "values" ||
      b.spread.kind === "values" ||
      (areEqual(a.spread.leastUs, b.spread.leastUs) && areEqual(a.spread.greatestUs, b.spread.greatestUs)))
  );
}

const haveSame = (a: Counts, b: Counts): boolean => areEqual(a.keys, b.keys) && areEqual(a.counts, b.counts);

const areEqual = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((value, at) => value === b[at]);
