import { type Estimate, estimates } from "../coverage.ts";
import type { DependentCoverage } from "../dependent.ts";
import { shapeWords } from "../worst-shapes.ts";
import { isInBand, percentOf, type Report } from "./findings.ts";
import { countOf } from "./numbers.ts";
import { table } from "./table.ts";

const columns = estimates.map((name) => `>${name}`);

export function dependence({ worlds }: Report): string {
  return table(
    ["samples", ">n", ...columns],
    worlds.map((one) => [
      `${one.latency}${one.promise === "told" ? "\\*" : ""}`,
      countOf(one.n),
      ...estimates.map((estimate) => shareOf(one, estimate)),
    ]),
  );
}

function shareOf(one: DependentCoverage, estimate: Estimate): string {
  const percent = percentOf(one, estimate);
  if (percent === "") return "";
  const shown = isInBand(one, estimate) ? percent : `**${percent}**`;
  return one.promise === "told"
    ? `${shown} / ${((one.honest[estimate] / one.jobs) * 100).toFixed(1)}`
    : shown;
}

export function worstShapes({ worst }: Report): string {
  return table(
    [">n", "the worst shape found", ">mean held", ">could be unseen"],
    worst.map(({ n, shape, coverage }) => [
      countOf(n),
      shapeWords(shape),
      percentOf(coverage, "mean"),
      `${((1 - 0.05 ** (1 / n)) * 100).toPrecision(2)}%`,
    ]),
  );
}
