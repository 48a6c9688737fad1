import { type Estimate, estimateJob } from "@crisscross/core/cost/estimate";
import { AppError } from "@crisscross/core/edge/error";
import type { JobSpec } from "@crisscross/core/job/job";
import { budgetUsdOf, parseJobSpec } from "@crisscross/core/job/parse-job";
import { probesPerBlockFor } from "@crisscross/core/job/plan";
import type { MemoryMb } from "@crisscross/core/job/priced-functions";
import { refreshedBlock } from "@crisscross/core/job/refresh";
import type { Region } from "@crisscross/core/job/regions";

export interface CostDeps {
  /** Regions with a consumer. */
  deployed: readonly Region[];
  home: Region;
  blockBudgetMs: number;
  memoryMb: MemoryMb;
  /** For a job that names none: a whole number below 2^32. */
  newSeed(): number;
}

interface CostedSubmission {
  spec: JobSpec;
  probesPerBlock: number;
  estimate: Estimate;
}

/** Checks a submitted job and estimates its cost. Throws AppError `invalid`, also for one that costs more than its budget. */
export function costJob(deps: CostDeps, body: unknown): CostedSubmission {
  const spec = parseJobSpec(body, deps.deployed, deps.newSeed());
  const fitting = probesPerBlockFor(spec.deadlineMs, deps.blockBudgetMs, spec.load);
  const probesPerBlock = refreshedBlock(spec, fitting);
  const { memoryMb, home } = deps;
  const estimate = estimateJob({ spec, probesPerBlock, memoryMb, home });
  checkBudget(budgetUsdOf(body), estimate);
  return { spec, probesPerBlock, estimate };
}

function checkBudget(budgetUsd: number | undefined, { usd, isAtLeast }: Estimate): void {
  if (budgetUsd === undefined || usd <= budgetUsd) return;
  const estimated = `${usd.toPrecision(4)} or more, which the job is estimated to cost${isAtLeast ? " at least" : ""}`;
  const accepted = `${estimated}; or ask for fewer samples or cells: ?dryRun=true says what costs how much`;
  throw new AppError("invalid", `budgetUsd: ${budgetUsd} is not accepted; accepted: ${accepted}`, {
    rejections: [{ field: "budgetUsd", value: budgetUsd, accepted }],
  });
}
