import { readFileSync } from "node:fs";
import { estimateJob } from "@crisscross/core/cost/estimate";
import { costViewOf } from "@crisscross/core/documents/cost-document";
import { parseJobSpec } from "@crisscross/core/job/parse-job";
import { probesPerBlockFor } from "@crisscross/core/job/plan";
import { expect, it } from "vitest";
import { costedJobs } from "../../scripts/cost/jobs.ts";
import { amountIn, sumsOf, usdIn } from "../../scripts/cost/table.ts";
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
const { homeRegion } = settingsFor("production");

it.each(Object.keys(costedJobs).map((name, place) => ({ name, place })))(
  "docs/cost.md has what $name is estimated to cost now: npm run cost writes it",
  ({ name, place }) => {
    const deployed = settingsFor("production").probeRegions as Parameters<typeof parseJobSpec>[1];
    const spec = parseJobSpec(costedJobs[name], deployed, 0);
    const probesPerBlock = probesPerBlockFor(spec.deadlineMs, blockBudgetMs, spec.load);
    const home = homeRegion as (typeof deployed)[number];
    const view = costViewOf(estimateJob({ spec, probesPerBlock, memoryMb, home }));
    const sums = sumsOf(view);
    for (const key of sums.keys()) expect(rows.get(key)?.[2 * place], key).toBe(amountIn(sums, key));
    expect(rows.get("**USD**")?.[2 * place]).toBe(usdIn(view));
  },
);
