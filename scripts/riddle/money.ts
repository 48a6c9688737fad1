import type { AttributionDocument } from "@crisscross/core/documents/attribution-document";
import { placeOf } from "@crisscross/core/job/regions";
import { showPerMillion } from "../../packages/cli/src/render/money.ts";

/** A Markdown table of what a million warm probes of each cell were billed: outer, what of it is idle and paid twice, inner. */
export function writeMoney({ attribution }: AttributionDocument): string {
  const rows = attribution.flatMap(({ origin, target, variant, bills }) => {
    const of = (name: string) => bills.find((bill) => bill.start === "warm" && bill.name === name);
    const [outer, inner] = [of("outer"), of("inner")];
    if (!outer || !inner) return [];
    const connection = variant === "bare/fresh" ? "fresh" : "reused";
    const figures = [
      outer.computeUsd,
      outer.idleUsd,
      outer.paidTwiceUsd,
      inner.computeUsd,
      outer.requestUsd + inner.requestUsd,
    ].map(showPerMillion);
    return [
      `| ${[`${placeOf(origin)} → ${placeOf(target)}, ${connection}`, outer.n, ...figures].join(" | ")} |`,
    ];
  });
  return [
    "| warm calls | n | outer | of it idle | of it paid twice | inner | both requests |",
    "| --- | --: | --: | --: | --: | --: | --: |",
    ...rows,
    "",
    "USD per million, means at us-east-1 list price: compute of each function, and two requests. Data transfer is left out.",
  ].join("\n");
}
