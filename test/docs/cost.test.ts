import { readFileSync } from "node:fs";
import { costViewOf } from "@crisscross/core/documents/cost-document";
import { type CostDeps, costJob } from "@crisscross/functions/submit/cost-job";
import { expect, it } from "vitest";
import { amountsOf, bounds } from "../../scripts/cost/count.ts";
import { costedJobs } from "../../scripts/cost/jobs.ts";
import { amountIn, measures, show, sumsOf, usdIn } from "../../scripts/cost/table.ts";
import { settingsFor } from "../../stacks/config.ts";
import { blockBudgetMs } from "../../stacks/limits.ts";
import { deployedMemoryMb as memoryMb } from "../core/job/memory.ts";

const page = readFileSync(new URL("../../docs/cost.md", import.meta.url), "utf8");
const rows = new Map(
  page
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .map(([, name = "", ...cells]) => [name, cells]),
);
const { homeRegion, probeRegions } = settingsFor("production");

/** What a job of the page is estimated to cost now. */
function estimateNow(name: string) {
  const deployed = probeRegions as CostDeps["deployed"];
  const home = homeRegion as CostDeps["home"];
  const deps = { deployed, home, blockBudgetMs, memoryMb, newSeed: () => 0 };
  return costViewOf(costJob(deps, costedJobs[name]).estimate);
}

const jobs = Object.keys(costedJobs).map((name, place) => ({ name, place }));

it.each(jobs)(
  "docs/cost.md has what $name is estimated to cost now: npm run cost writes it",
  ({ name, place }) => {
    const view = estimateNow(name);
    const sums = sumsOf(view);
    for (const key of sums.keys()) expect(rows.get(key)?.[2 * place], key).toBe(amountIn(sums, key));
    expect(rows.get("**USD**")?.[2 * place]).toBe(usdIn(view));
  },
);

it.each(jobs)(
  "docs/cost.md has requests and writes of $name that its estimate is near enough to",
  ({ name }) => {
    const estimated = amountsOf(estimateNow(name));
    for (const [place, one] of measures.entries()) {
      const [said, counted] = (rows.get(name) ?? []).slice(3 * place).map(Number);
      expect(said, one).toBe(Number(show(estimated[one])));
      // GB-s also tell how busy the machine was: test/flow/cost.test.ts holds them against a cloud that runs now.
      if (one === "gbSeconds") continue;
      expect(Math.abs(estimated[one] / (counted ?? 0) - 1), one).toBeLessThan(bounds[one]);
    }
  },
);
