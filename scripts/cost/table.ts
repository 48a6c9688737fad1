import type { CostView } from "@crisscross/core/documents/cost-document";

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

const show = (value: number): string =>
  Number.isInteger(value)
    ? String(value)
    : value.toLocaleString("en", { maximumSignificantDigits: 3, useGrouping: false });

export interface Ran {
  estimate: CostView;
  actual: CostView;
}

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
