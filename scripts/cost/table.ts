import type { CostView } from "@crisscross/core/documents/cost-document";
import { type Amounts, amountsOf, bounds } from "./count.ts";

type Sums = ReadonlyMap<string, { amount: number; usd: number; isKnown: boolean }>;

/** What a job took of each thing by each user, over all regions. */
export function sumsOf({ lines }: Pick<CostView, "lines">): Sums {
  const sums = new Map<string, { amount: number; usd: number; isKnown: boolean }>();
  for (const { item, by, amount, usd } of lines) {
    const key = `${item} ${by}`;
    const sum = sums.get(key) ?? { amount: 0, usd: 0, isKnown: true };
    sum.amount += amount;
    sum.usd += usd ?? 0;
    sum.isKnown &&= usd !== undefined;
    sums.set(key, sum);
  }
  return sums;
}

/** One amount of each line for each job, as docs/cost.md has it: "12", "0.0341", "at least 0.2"; "–" where there is none. */
export const amountIn = (sums: Sums, key: string): string => {
  const sum = sums.get(key);
  return sum === undefined ? "–" : show(sum.amount);
};

export const usdIn = ({ usd, isAtLeast }: Pick<CostView, "usd" | "isAtLeast">): string =>
  `${isAtLeast ? "≥ " : ""}${show(usd)}`;

export const show = (value: number): string =>
  Number.isInteger(value)
    ? String(value)
    : value.toLocaleString("en", { maximumSignificantDigits: 3, useGrouping: false });

export interface Ran {
  estimate: CostView;
  actual: CostView;
  counted: Amounts;
}

/** In the order of their columns. */
export const measures = ["requests", "writes", "gbSeconds"] as const;

/** A Markdown table: for each job and amount what was estimated, what the local cloud counted, and how far it is off. */
export function writeCountTable(jobs: Readonly<Record<string, Ran>>): string {
  const rows = Object.entries(jobs).map(([name, { estimate, counted }]) => {
    const estimated = amountsOf(estimate);
    const cells = measures.flatMap((one) => [
      show(estimated[one]),
      show(counted[one]),
      percentOf(estimated[one] / counted[one] - 1),
    ]);
    return `| ${name} | ${cells.join(" | ")} |`;
  });
  const heads = { requests: "requests", writes: "write units", gbSeconds: "GB-s" };
  const head = measures.flatMap((one) => [
    `${heads[one]}, estimated`,
    "counted",
    `off (±${bounds[one] * 100}%)`,
  ]);
  return [`| job | ${head.join(" | ")} |`, `| --- |${" --: |".repeat(head.length)}`, ...rows].join("\n");
}

const percentOf = (share: number): string => `${share > 0 ? "+" : ""}${(share * 100).toFixed(1)}%`;

/** A Markdown table: a line for each thing and user, for each job what was estimated and what happened. */
export function writeCostTable(jobs: Readonly<Record<string, Ran>>): string {
  const all = Object.values(jobs).map(({ estimate, actual }) => [sumsOf(estimate), sumsOf(actual)] as const);
  const keys = [...new Set(all.flatMap(([before, after]) => [...before.keys(), ...after.keys()]))].toSorted();
  const head = Object.keys(jobs).flatMap((name) => [`${name}, estimated`, "happened"]);
  const rows = keys.map((key) => [
    key,
    ...all.flatMap(([before, after]) => [amountIn(before, key), amountIn(after, key)]),
  ]);
  const totals = Object.values(jobs).flatMap(({ estimate, actual }) => [usdIn(estimate), usdIn(actual)]);
  return [
    `| line | ${head.join(" | ")} |`,
    `| --- |${" --: |".repeat(head.length)}`,
    ...[...rows, ["**USD**", ...totals]].map((cells) => `| ${cells.join(" | ")} |`),
  ].join("\n");
}
